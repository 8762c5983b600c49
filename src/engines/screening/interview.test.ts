import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answer,
  delphi,
  begun,
  withAnswers,
  anyAnswers,
  anySeen,
  anyKey,
  rank,
} from '../../../tests/harness/interviews.ts';
import { questions } from '../../words/screening/questions.ts';
import {
  lawFacts,
  nextStep,
  profiles,
  publishedInstruments,
  scoreInstrument,
  screen,
  skippedOf,
  type Interview,
  type Instrument,
} from './index.ts';

describe('what must hold of any interview', () => {
  test('the order in which answers were given does not matter', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(anyKey, anySeen), { selector: ([key]) => key, maxLength: 25 }), (told) => {
        const turned = told.toReversed();
        expect(screen(withAnswers(Object.fromEntries(turned)))).toEqual(screen(withAnswers(Object.fromEntries(told))));
      }),
      { numRuns: 60 },
    );
  });

  test('a sign more never lowers anything, whatever else was told', () => {
    fc.assert(
      fc.property(anyAnswers, anyKey, fc.constantFrom(...profiles), (told, more, profile) => {
        const before = withAnswers(told);
        const after = withAnswers({ ...told, [more]: 'seen' });
        expect(rank(screen(after).level)).toBeGreaterThanOrEqual(rank(screen(before).level));
        for (const instrument of publishedInstruments) {
          const one = scoreInstrument(instrument, before, profile, true);
          const other = scoreInstrument(instrument, after, profile, true);
          one.dimensions.forEach(({ level }, at) =>
            expect(rank(other.dimensions[at]?.level ?? 'not-asked')).toBeGreaterThanOrEqual(rank(level)),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test('what was not asked counts in nothing: not for a sign, not for a fact, not as "not seen"', () => {
    fc.assert(
      fc.property(anyAnswers, fc.array(anyKey, { maxLength: 10 }), (told, unasked) => {
        const extra = Object.fromEntries(
          unasked.filter((key) => !(key in told)).map((key) => [key, 'not-asked' as const]),
        );
        const [one, other] = [withAnswers(told), withAnswers({ ...told, ...extra })];
        expect(screen(other).instruments).toEqual(screen(one).instruments);
        expect(lawFacts(other)).toEqual(lawFacts(one));
      }),
      { numRuns: 60 },
    );
    const empty = screen(begun);
    expect(empty.level).toBe('not-asked');
    expect(empty.instruments.flatMap(({ dimensions }) => dimensions.filter(({ notSeen }) => notSeen > 0))).toEqual([]);
  });

  test('profiles without weights are refused whatever was seen', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom('adult_sexual' as const, 'child_sexual' as const), (told, profile) => {
        const result = scoreInstrument(delphi, withAnswers(told), profile, true);
        expect(result.scored).toBe(false);
        expect(result.level).not.toBe('strong');
        expect(result.dimensions.flatMap(({ seen }) => seen.filter(({ weight }) => weight !== null))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('an interview comes to its end and asks nothing twice', () => {
    let interview: Interview = { ...begun, answers: {} };
    const asked: string[] = [];
    for (let step = nextStep(interview); step.kind === 'question'; step = nextStep(interview)) {
      expect(asked).not.toContain(step.question);
      asked.push(step.question);
      interview = withAnswers({ [step.question]: asked.length % 3 === 0 ? 'seen' : 'not-seen' }, interview);
      interview = withAnswers({ 'urgent-overheard': 'not-seen' }, interview);
    }
    expect(nextStep(interview).kind).toBe('done');
    expect(asked.slice(0, 2)).toEqual(['urgent-medical', 'urgent-threat']);
    expect(asked.length).toBeGreaterThan(50);
    expect(skippedOf(interview).skipped).toEqual([]);
  });

  test('signs of an agency’s own list are asked one by one after the core, put off ones at the very end', () => {
    const own: Instrument = { ...delphi, id: 'own-list', indicators: delphi.indicators.slice(0, 2), rule: null };
    const [first, second] = own.indicators.map(({ code }) => code);
    const core = Object.fromEntries(
      questions.filter((question) => question.core).map(({ id }) => [id, 'not-seen' as const]),
    );
    expect(nextStep(withAnswers({ 'urgent-medical': 'not-seen' }), [own])).toMatchObject({ kind: 'question' });
    const after = withAnswers({
      'urgent-medical': 'not-seen',
      'urgent-threat': 'not-seen',
      'urgent-overheard': 'not-seen',
      ...core,
    });
    expect(nextStep(after, [own])).toEqual({ kind: 'sign', instrument: 'own-list', code: first });
    const put: Interview = {
      ...after,
      answers: { ...after.answers, [`own-list/${first}`]: { ...answer('not-asked'), skipped: 'later' } },
    };
    expect(nextStep(put, [own])).toMatchObject({ code: second });
    const rest = withAnswers({ [`own-list/${second}`]: 'seen' }, put);
    expect(nextStep(rest, [own]).kind).toBe('question');
    const all = withAnswers(Object.fromEntries(questions.map(({ id }) => [id, 'not-seen' as const])), rest);
    expect(nextStep(all, [own])).toMatchObject({ kind: 'sign', code: first });
  });
});
