import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkRequest,
  differences,
  evaluate,
  limitation,
  nextQuestion,
  prepareLaw,
  readFacts,
  readPack,
  reasonsOf,
  restitutionSteps,
  sourcesFrom,
  withPack,
  type Facts,
  type Result,
} from './index.ts';

const folder = new URL('../../../data/law/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    name: file.replace('.json', ''),
    content: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown,
  }));
const sources = sourcesFrom(files);
const law = prepareLaw(sources);
const all = [...law.packs.values()].filter(({ offences }) => offences.length > 0).map(({ pack }) => pack.id);

interface Example {
  readonly id: string;
  readonly title: string;
  readonly expected: Partial<Result>;
}
const examples = (files.find(({ name }) => name === 'examples') as { content: { examples: Example[] } }).content
  .examples;

const adult: Facts = {
  date_of_offence: '2022-05-10',
  acts: ['recruit', 'transport'],
  means: ['fraud'],
  purposes: ['forced_labour'],
  exploited: false,
  place_of_exploitation: 'IDN',
  victims: [{ age: 24, citizenship: 'IDN' }],
  consent: false,
  offender: { kind: 'natural', count: 1 },
  circumstances: [],
};
const judged = (facts: Partial<Facts>, ...packs: string[]): Result =>
  evaluate(law, { ...adult, ...facts }, { packs: packs.length > 0 ? packs : ['idn-tip-2007'] }).result;
const short = ({ offences }: Result): string[] =>
  offences.map(({ pack, offence, aggravations, penalties, penalty_not_asserted: withheld }) => {
    const ranges = penalties.map(
      ({ subject, imprisonment_months: { min, max, life }, fine }) =>
        `${subject} ${min ?? ''}-${life ? 'life' : (max ?? '')} | ${fine.min ?? ''}-${fine.max ?? ''}`,
    );
    return [`${pack}/${offence}`, ...aggravations, ...(withheld ? ['withheld'] : ranges)].join(' | ');
  });

describe('the law of the packs', () => {
  it.each(examples.map((example) => [example.id, example.title, example] as const))(
    '%s comes out as worked by hand: %s',
    (_id, _title, example) => {
      const read = readFacts(example, law);
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      const { result } = evaluate(law, read.facts, { packs: read.packs });
      for (const [part, expected] of Object.entries(example.expected))
        expect(result[part as keyof Result], part).toEqual(expected);
    },
  );

  const million = 1_000_000;
  it.each<[string, Partial<Facts>, string[], string[]]>([
    [
      'a child and a group: two thirds more, capped at twenty years',
      {
        victims: [{ age: 15 }],
        offender: { kind: 'natural', organised_group: true },
        circumstances: ['organised_group'],
      },
      ['idn-tip-2007'],
      [`idn-tip-2007/2-1 | child_victim | organised_group | natural 60-240 | ${200 * million}-${1000 * million}`],
    ],
    [
      'death: a whole new penalty stands before the fractions',
      { exploited: true, circumstances: ['death', 'organised_group'] },
      ['idn-tip-2007'],
      [`idn-tip-2007/2-2 | death | natural 60-life | ${200 * million}-${5000 * million}`],
    ],
    [
      'pregnancy does not aggravate where nobody was exploited yet (art. 7 is not on 2(1))',
      { circumstances: ['pregnancy'] },
      ['idn-tip-2007'],
      [`idn-tip-2007/2-1 | natural 36-180 | ${120 * million}-${600 * million}`],
    ],
    [
      'an Indonesian taken abroad without a means',
      { acts: ['take_out_of_country'], means: [], crossed_border: true, place_of_exploitation: 'MYS', exploited: true },
      ['idn-tip-2007'],
      [`idn-tip-2007/4 | natural 36-180 | ${120 * million}-${600 * million}`],
    ],
    [
      'the new code withholds figures whose text in force was not read, and keeps the group of the old law',
      { date_of_offence: '2026-03-01', circumstances: ['organised_group'] },
      ['idn-tip-2007', 'idn-kuhp-2023'],
      ['idn-kuhp-2023/455-1 | organised_group | withheld'],
    ],
    [
      'Malaysia before 2022: by listed means',
      { date_of_offence: '2019-01-01', purposes: ['exploitation'] },
      ['mys-atipsom-2007'],
      ['mys-atipsom-2007/13-orig | natural 36-240 | -'],
    ],
    ['the Philippines: base penalty from memory', {}, ['phl-ra9208'], ['phl-ra9208/4 | withheld']],
    [
      'the Philippines: qualified by a syndicate',
      { circumstances: ['syndicate_or_large_scale'] },
      ['phl-ra9208'],
      [`phl-ra9208/4 | syndicate_or_large_scale | natural -life | ${2 * million}-${5 * million}`],
    ],
    [
      'Thailand: a victim of 14 and one of 16',
      { date_of_offence: '2015-01-01', acts: ['procure'], means: [], victims: [{ age: 14 }, { age: 16 }] },
      ['tha-atip-2551'],
      ['tha-atip-2551/6-2a | natural 72-144 | 120000-240000', 'tha-atip-2551/6-2b | natural 96-180 | 160000-300000'],
    ],
    [
      'Thailand: preparation is a third of the principal penalty',
      { date_of_offence: '2015-01-01', acts: ['prepare'] },
      ['tha-atip-2551'],
      ['tha-atip-2551/8 | natural 16-40 | 26666.67-66666.67'],
    ],
    [
      'Thailand: a corporation and its manager have sections of their own',
      { date_of_offence: '2015-01-01', acts: ['procure'], offender: { kind: 'corporation', managers: 1 } },
      ['tha-atip-2551'],
      ['tha-atip-2551/53-1 | corporation - | 200000-1000000', 'tha-atip-2551/53-2 | manager 72-144 | 120000-240000'],
    ],
    [
      'Pakistan: aggravation from memory withholds the figures',
      { purposes: ['compelled_labour'], circumstances: ['serious_injury'] },
      ['pak-ptpa-2018'],
      ['pak-ptpa-2018/3-1 | serious_injury | withheld'],
    ],
    [
      'Cambodia: a minor taken out of custody',
      { acts: ['unlawful_removal'], means: ['breach_of_custody_of_minor'], victims: [{ age: 9 }] },
      ['khm-tip-2008'],
      ['khm-tip-2008/10 | child_victim | natural 180-240 | -'],
    ],
    [
      'Iraq, Iran and Afghanistan name no figure that was not read',
      {},
      ['irq-tip-2012', 'afg-tip-2017'],
      ['afg-tip-2017/510 | withheld', 'irq-tip-2012/5 | withheld'],
    ],
  ])('%s', (_what, facts, packs, expected) => {
    expect(short(judged(facts, ...packs)).toSorted()).toEqual(expected);
  });

  it('a child without a means is a victim under the protocol while the Indonesian charge fails, and both are said', () => {
    const facts = { means: [], victims: [{ age: 15, citizenship: 'IDN' }], crossed_border: false };
    const result = judged(facts, 'un-tip-protocol', 'idn-tip-2007');
    expect(result.classification_by_pack).toEqual({ 'idn-tip-2007': [], 'un-tip-protocol': ['TIP'] });
    expect(result.flags).toEqual(
      expect.arrayContaining(['consider_child_protection_law', 'protocol_definition_met_domestic_not_met']),
    );
  });

  it('a victim made to use a false passport is not held liable, by two Indonesian articles', () => {
    const result = judged(
      {
        acts: ['use_false_document'],
        indonesian_travel_document: true,
        person_role: 'victim',
        compelled_by_trafficker: true,
        victims: [{ tip_victim: true }],
      },
      'idn-immigration-2011',
      'idn-tip-2007',
    );
    expect(result.liable).toBe(false);
    expect(result.bars).toEqual(['idn-immigration-2011/136(3)', 'idn-tip-2007/18']);
    expect(result.offences).toEqual([]);
    expect(result.victim_bars).toContain('idn-immigration-2011/126-a');
  });

  it('an act of trafficking in Thailand after 2017 stays one, with no figure of the law that no longer held', () => {
    const result = judged({ date_of_offence: '2019-01-01', acts: ['procure'] }, 'tha-atip-2551');
    expect(result).toMatchObject({ classification: ['TIP'], offences: [], not_in_force: ['tha-atip-2551/6-1'] });
    expect(result.flags).toContain('penalty_needs_legal_review');
  });

  it('prints every conclusion as a chain of facts, elements, article and source in two languages', () => {
    const [reason] = reasonsOf(evaluate(law, adult, { packs: ['idn-tip-2007'] }));
    expect(reason).toMatchObject({ kind: 'made_out', offence: '2-1', article: '2(1)', verified: { conduct: true } });
    expect(reason?.steps.map(({ element }) => element)).toEqual([
      'act',
      'means',
      'purpose',
      'exploitation_place_indonesia',
    ]);
    expect(reason?.text.id).toContain('tujuan eksploitasi: terpenuhi');
    expect(reason?.text.en).toContain('Source: Indonesian full text');
  });

  it('asks until nothing can change, never the same twice', () => {
    const packs = ['un-tip-protocol', 'idn-tip-2007', 'un-som-protocol'];
    const answers: Facts = {
      ...adult,
      illegal_entry: true,
      crossed_border: true,
      benefit: true,
      intent_to_exploit_at_entry: true,
    };
    let facts: Facts = { date_of_offence: '2022-05-10' };
    const asked: string[] = [];
    for (let question = nextQuestion(law, evaluate(law, facts, { packs }), { packs }); question;) {
      expect(asked).not.toContain(question.field);
      asked.push(question.field);
      facts = { ...facts, [question.field]: answers[question.field] ?? false };
      question = nextQuestion(law, evaluate(law, facts, { packs }), { packs });
    }
    expect(asked[0]).toBe('acts');
    expect(evaluate(law, facts, { packs }).result.verdict).toBe('both');
  });

  it('counts limitation, a request for assistance and restitution to the day and the content', () => {
    const code = law.packs.get('idn-kuhp-2023')?.pack;
    const convention = law.packs.get('untoc')?.pack;
    const restitution = law.packs.get('idn-tip-2007')?.pack.victim_rights.find(({ key }) => key === 'restitution');
    if (!code || !convention || !restitution) throw new Error('packs are missing');
    expect(limitation(code, { maxMonths: 180, date: '2010-07-01' })).toMatchObject({
      limitation_years: 18,
      clock_starts: '2010-07-02',
      last_day: '2028-07-01',
    });
    expect(limitation(code, { maxMonths: 180, life: true, date: '2010-07-01' })?.limitation_years).toBe(20);
    const contents = { requesting_authority: true, subject_and_nature_of_proceeding: true, purpose: true };
    const request = {
      ...contents,
      name_and_function_of_investigating_authority: true,
      assistance_sought_and_procedure: true,
    };
    expect(checkRequest(convention, { contents: request }, 'incoming')).toMatchObject({
      valid: false,
      missing: ['summary_of_facts'],
      warnings: ['identity_location_nationality_of_person'],
    });
    expect(
      checkRequest(convention, { type: 'service_of_judicial_documents', contents: request }, 'incoming')?.valid,
    ).toBe(true);
    expect(restitutionSteps(restitution, { judgmentNoticeOn: '2024-02-20' })[0]).toEqual({
      step: 'payment',
      on: '2024-03-05',
      days: 14,
    });
  });

  it('tells a slip from a word no law has, and refuses a pack that cannot be', () => {
    expect(readFacts({ act: ['recruit'] }, law)).toMatchObject({ ok: false, faults: [{ field: 'act' }] });
    expect(readFacts({ means: ['frauds'] }, law)).toMatchObject({ ok: false, faults: [{ field: 'facts.means' }] });
    expect(readFacts({ acts: ['took_the_passport_away'] }, law)).toMatchObject({
      ok: true,
      warnings: [{ field: 'facts.acts' }],
    });
    const [pack] = sources.packs;
    expect(readPack({ ...pack, offences: 'none' })).toMatchObject({ ok: false, faults: [{ field: 'offences' }] });
  });

  it('says what a changed penalty changes, and only from the day it holds', () => {
    const old = law.packs.get('idn-tip-2007')?.pack;
    if (!old) throw new Error('the pack is missing');
    const offences = old.offences.map((offence) =>
      offence.id === '3'
        ? {
            ...offence,
            penalty: { ...offence.penalty, imprisonment: { ...offence.penalty.imprisonment, max_months: 216 } },
          }
        : offence,
    );
    const later = prepareLaw(withPack(sources, { ...old, offences }));
    const facts = { ...adult, acts: ['bring_into_country'], means: [], crossed_border: true };
    const [before, after] = [law, later].map((one) => evaluate(one, facts, { packs: ['idn-tip-2007'] }).result);
    if (!before || !after) throw new Error('nothing came out');
    expect(differences(before, after).map(({ part }) => part)).toEqual(['penalties']);
    expect(differences(before, before)).toEqual([]);
  });
});

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

  it('more facts never make a decided offence undecided', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, day, pack, (facts, more, date, id) => {
        const told = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
        const [before, after] = [told, { ...more, ...told }].map((one) =>
          evaluate(law, one as Facts, { packs: [id], date }),
        );
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
