import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law, all } from '../../../tests/harness/laws.ts';
import { evaluate, type Facts, type Result } from './index.ts';

describe('whatever the facts', () => {
  const some = (keys: readonly string[]) => fc.option(fc.subarray([...keys], { maxLength: 4 }), { nil: undefined });
  const yesNo = fc.option(fc.boolean(), { nil: undefined });
  const packs = [...law.packs.values()];
  const anyFacts = fc.record({
    acts: some([
      ...new Set(
        packs.flatMap(({ definition, offences }) => [
          ...definition.acts,
          ...offences.flatMap(({ acts }) => [...(acts ?? [])]),
        ]),
      ),
    ]),
    means: some([...new Set(packs.flatMap(({ definition }) => [...definition.means]))]),
    purposes: some([...new Set(packs.flatMap(({ definition }) => [...definition.purposes]))]),
    circumstances: some([
      ...new Set(
        packs.flatMap(({ offences }) =>
          offences.flatMap(({ aggravations }) => aggravations.map(({ condition }) => condition)),
        ),
      ),
    ]),
    exploited: yesNo,
    crossed_border: yesNo,
    illegal_entry: yesNo,
    benefit: yesNo,
    place_of_exploitation: fc.constantFrom('IDN', 'MYS', undefined),
    victims: fc.option(
      fc.array(
        fc.record({
          age: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
          citizenship: fc.constantFrom('IDN', 'PHL'),
        }),
        { maxLength: 3 },
      ),
      { nil: undefined },
    ),
    offender: fc.option(
      fc.record({ kind: fc.constantFrom('natural' as const, 'corporation' as const, 'official' as const) }),
      { nil: undefined },
    ),
  });
  const day = fc.constantFrom('2002-01-01', '2009-06-01', '2016-01-01', '2022-05-10', '2026-06-01');
  const pack = fc.constantFrom(...all);
  const runs = { numRuns: 300 };

  /** Facts that gainsay one another are not more facts. */
  const gainsaid = ({ acts, crossed_border, circumstances, victims }: Partial<Facts>): boolean =>
    (crossed_border === false && acts?.some((act) => /^(bring_into|take_out|transit)/.test(act))) ||
    (circumstances?.includes('child_victim') === true && victims?.every(({ age }) => (age ?? 0) >= 18) === true);

  it('more facts never make a decided offence undecided', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, day, pack, (facts, more, date, id) => {
        const told = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
        const both: Partial<Facts> = { ...more, ...told };
        fc.pre(!gainsaid(both));
        const [before, after] = [told, both].map((one) => evaluate(law, one as Facts, { packs: [id], date }));
        for (const [at, finding] of (before?.outcomes[0]?.findings ?? []).entries())
          expect(finding.status === 'open' || after?.outcomes[0]?.findings[at]?.status === finding.status).toBe(true);
      }),
      runs,
    );
  });

  it('an aggravation never lowers a maximum', () => {
    fc.assert(
      fc.property(anyFacts, day, pack, (facts, date, id) => {
        const withNone = evaluate(law, { ...facts, circumstances: [] }, { packs: [id], date });
        const withSome = evaluate(law, facts, { packs: [id], date });
        for (const charge of withSome.charges) {
          const plain = withNone.charges.find(({ listed }) => listed.offence === charge.listed.offence);
          const [low, high] = [plain, charge].map((one) => heaviest(one?.sentence.penalties ?? []));
          expect(plain ? (high ?? 0) : 0).toBeGreaterThanOrEqual(plain ? (low ?? 0) : 0);
        }
      }),
      runs,
    );
  });
  const heaviest = (ranges: Result['offences'][number]['penalties']): number =>
    Math.max(
      0,
      ...ranges.map(({ imprisonment_months: { max, life, death } }) => (death ? 1e6 : life ? 1e5 : (max ?? 0))),
    );

  it('a child never needs more than an adult', () => {
    fc.assert(
      fc.property(anyFacts, day, pack, (facts, date, id) => {
        const aged = (age: number) =>
          evaluate(
            law,
            {
              ...facts,
              circumstances: facts.circumstances?.filter((key) => key !== 'child_victim'),
              victims: [{ age, citizenship: 'IDN' }],
            },
            { packs: [id], date },
          ).result;
        expect(aged(14).classification.includes('TIP') || !aged(30).classification.includes('TIP')).toBe(true);
      }),
      runs,
    );
  });

  it('the order of facts does not matter', () => {
    fc.assert(
      fc.property(anyFacts, day, (facts, date) => {
        const turned = Object.fromEntries(
          Object.entries(facts)
            .toReversed()
            .map(([name, value]) => [name, Array.isArray(value) ? value.toReversed() : value]),
        );
        expect(evaluate(law, turned as Facts, { date }).result).toEqual(evaluate(law, facts, { date }).result);
      }),
      { numRuns: 100 },
    );
  });

  it('no offence is listed that was not law on the day', () => {
    fc.assert(
      fc.property(anyFacts, day, (facts, date) => {
        for (const { prepared } of evaluate(law, facts, { date }).charges)
          for (const { from, to } of prepared.spans)
            expect((from === null || date >= from) && (to === null || date <= to)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('unknown everywhere is undetermined, never no', () => {
    for (const id of all) {
      const { verdict, classification, undetermined } = evaluate(law, {}, { packs: [id], date: '2026-06-01' }).result;
      expect([id, classification, undetermined.length > 0]).toEqual([id, [], true]);
      const isDefinition = (law.packs.get(id)?.principals.length ?? 0) > 0 && id !== 'tha-atip-2551';
      expect([id, verdict]).toEqual([id, isDefinition ? 'undetermined' : verdict]);
    }
  });
});
