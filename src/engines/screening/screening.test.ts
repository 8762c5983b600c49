import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questions } from '../../words/screening/questions.ts';
import {
  ageView,
  blockOf,
  childClock,
  cohenKappa,
  emergencyView,
  fleissKappa,
  indonesianModes,
  lawFacts,
  levels,
  mergeInterviews,
  minutesAsked,
  modesOf,
  modusOf,
  newInterview,
  nextStep,
  profiles,
  publishedInstruments,
  scoreInstrument,
  screen,
  skippedOf,
  toldBefore,
  type Answer,
  type Instrument,
  type Interview,
  type Seen,
} from './index.ts';

const start = '2026-03-02T08:00:00.000Z';
const begun: Interview = {
  ...newInterview('interview', 'ur', start),
  agreement: 'given',
  age: { appearance: 'adult' },
};
const answer = (value: Seen): Answer => ({ value, basis: 'told', at: start });
const withAnswers = (told: Readonly<Record<string, Seen>>, interview = begun): Interview => ({
  ...interview,
  answers: {
    ...interview.answers,
    ...Object.fromEntries(Object.entries(told).map(([key, seen]) => [key, answer(seen)])),
  },
});
const forms = (...codes: string[]): Interview['answers'] => ({
  forms: { ...answer('seen'), codes: Object.fromEntries(codes.map((code) => [code, 'seen' as const])) },
});
const delphi = publishedInstruments[0] as Instrument;
const indicatorKeys = publishedInstruments.flatMap(({ id, indicators }) =>
  indicators.map(({ code }) => `${id}/${code}`),
);
const anyKey = fc.constantFrom(
  ...questions.filter(({ kind }) => kind === 'sign').map(({ id }) => id),
  ...indicatorKeys,
);
const anySeen = fc.constantFrom<Seen>('seen', 'not-seen', 'not-asked');
const anyAnswers = fc.dictionary(anyKey, anySeen, { maxKeys: 40 });
const rank = (level: (typeof levels)[number]): number => levels.indexOf(level);

describe('what an interview shows', () => {
  test('a fisher with a false offer, papers taken, locked in and long hours shows strong indications, all of them marked unverified', () => {
    const told = { 'job-untrue': 'seen', 'pay-untrue': 'seen', 'papers-kept': 'seen', 'not-free': 'seen' } as const;
    const result = screen(withAnswers({ ...told, hours: 'seen', 'pay-low': 'seen' }));
    expect(result.level).toBe('strong');
    const ilo = result.instruments.find(({ instrument }) => instrument === delphi.id);
    expect(ilo?.dimensions.map(({ dimension, level }) => [dimension, level])).toEqual([
      ['deceptive_recruitment', 'strong'],
      ['coercive_recruitment', 'not-asked'],
      ['abuse_vulnerability_recruitment', 'not-asked'],
      ['exploitation', 'strong'],
      ['coercion_destination', 'strong'],
      ['abuse_vulnerability_destination', 'not-asked'],
    ]);
    expect(ilo?.unverified).toEqual(['weights', 'rule']);
  });

  test('bad work without coercion is some indications, a matter of labour rights and not of strong signs', () => {
    expect(
      screen(withAnswers({ hours: 'seen', 'pay-low': 'seen', 'job-untrue': 'seen', 'pay-untrue': 'seen' })).level,
    ).toBe('some');
  });

  test('a child who works long hours and was brought shows strong indications without any means', () => {
    const told = withAnswers({ hours: 'seen', 'pay-low': 'seen', transported: 'seen' });
    expect(screen(told).level).toBe('some');
    expect(screen({ ...told, age: { claimed: { min: 15, max: 15 } } }).level).toBe('strong');
  });

  test('a profile whose weights nobody has seen is not scored, says how many are missing, and still lists its signs', () => {
    const result = screen({
      ...begun,
      answers: { ...forms('SEX.PROST'), ...withAnswers({ 'papers-kept': 'seen' }).answers },
    });
    const sexual = result.instruments.find(({ profile }) => profile === 'adult_sexual');
    expect(sexual).toMatchObject({
      scored: false,
      refusal: { why: 'weights-missing', missing: 66, of: 67 },
      level: 'some',
    });
    expect(sexual?.dimensions.flatMap(({ seen }) => seen.map(({ code, weight }) => [code, weight]))).toEqual([
      ['D5.01', null],
    ]);
  });

  test('a list that publishes no threshold gives signs and never strong indications', () => {
    const all = Object.fromEntries(
      indicatorKeys.filter((key) => key.includes('forced-labour')).map((key) => [key, 'seen' as const]),
    );
    const ilo11 = screen(withAnswers(all)).instruments.find(
      ({ instrument }) => instrument === 'screening-ilo-forced-labour',
    );
    expect(ilo11).toMatchObject({ scored: false, refusal: { why: 'no-threshold' }, level: 'some' });
  });

  test('a sign with a null weight never scores, in an agency’s own list either', () => {
    const own: Instrument = {
      ...delphi,
      id: 'own',
      dimensions: ['a'],
      indicators: [
        {
          code: '1',
          label: 'One',
          dimension: 'a',
          weights: { adult_labour: 'strong' },
          weightsVerified: true,
          verified: true,
        },
        {
          code: '2',
          label: 'Two',
          dimension: 'a',
          weights: { adult_labour: null },
          weightsVerified: true,
          verified: true,
        },
      ],
    };
    expect(scoreInstrument(own, withAnswers({ 'own/1': 'seen', 'own/2': 'seen' }), 'adult_labour', true)).toMatchObject(
      {
        scored: false,
        refusal: { missing: 1, of: 2 },
      },
    );
  });
});

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
});

describe('what comes before the questions', () => {
  const checked = withAnswers({
    'urgent-medical': 'not-seen',
    'urgent-threat': 'not-seen',
    'urgent-overheard': 'not-seen',
  });

  test('the emergency check comes first, needs no name, age or agreement, and one yes is danger', () => {
    const bare = newInterview('interview', 'id', start);
    expect(nextStep(bare)).toMatchObject({ kind: 'question', question: 'urgent-medical' });
    expect(emergencyView(withAnswers({ 'urgent-threat': 'seen' }, bare))).toMatchObject({
      state: 'danger',
      dangers: ['urgent-threat'],
    });
    expect(emergencyView(withAnswers({ 'urgent-threat': 'not-seen' }, bare)).state).toBe('open');
  });

  test('nobody is asked on where somebody listens; looking on may go on', () => {
    const heard = withAnswers({ 'urgent-overheard': 'seen' }, checked);
    expect(nextStep(heard)).toEqual({ kind: 'blocked', by: 'not-safe' });
    expect(nextStep({ ...heard, mode: 'observation' })).toMatchObject({ kind: 'question' });
  });

  test('a child is not asked before a guardian is recorded or a reason for none', () => {
    const child: Interview = { ...checked, age: { claimed: { min: 16, max: 16 } } };
    expect(blockOf(child, false, false)).toBe('guardian');
    expect(blockOf({ ...child, guardian: { kind: 'none' } }, false, false)).toBe('guardian');
    expect(
      blockOf({ ...child, guardian: { kind: 'none', reasonForNone: 'Parents are suspects' } }, false, false),
    ).toBeNull();
    expect(blockOf({ ...child, guardian: { kind: 'appointed' } }, false, false)).toBeNull();
  });

  test.each([
    ['nothing is known', {}, 'unknown', false],
    [
      'claims 17, papers say 22',
      {
        claimed: { min: 17, max: 17 },
        documented: { bornFrom: '2004-01-01', bornTo: '2004-01-01', document: 'passport' },
      },
      'child',
      true,
    ],
    ['assessed 17 to 21', { assessed: { min: 17, max: 21, method: 'interview', on: '2026-03-01' } }, 'child', true],
    ['looks as if under 18', { appearance: 'perhaps-child' }, 'child', false],
    ['claims 30', { claimed: { min: 30, max: 30 } }, 'adult', false],
    [
      'eighteen tomorrow',
      { documented: { bornFrom: '2008-03-03', bornTo: '2008-03-03', document: 'birth certificate' } },
      'child',
      false,
    ],
    [
      'eighteen today',
      { documented: { bornFrom: '2008-03-02', bornTo: '2008-03-02', document: 'birth certificate' } },
      'adult',
      false,
    ],
    [
      'doubt, settled with grounds',
      {
        claimed: { min: 16, max: 19 },
        settled: { as: 'adult', by: 'panel', grounds: 'school register', on: '2026-03-01' },
      },
      'adult',
      false,
    ],
  ] as const)('doubt about the age means child: %s', (_case, age, treatAs, doubt) => {
    expect(ageView(age, '2026-03-02')).toMatchObject({ treatAs, doubt });
  });

  test('child protection is told within 24 hours, and being late is shown', () => {
    expect(childClock({ startedAt: start }, '2026-03-02T20:00:00Z')).toMatchObject({
      state: 'running',
      minutesLeft: 720,
    });
    expect(childClock({ startedAt: start }, '2026-03-03T09:00:00Z').state).toBe('overdue');
    expect(
      childClock({ startedAt: start, protectionToldAt: '2026-03-02T09:00:00Z' }, '2026-03-09T09:00:00Z').state,
    ).toBe('told');
    expect(
      childClock({ startedAt: start, protectionToldAt: '2026-03-04T09:00:00Z' }, '2026-03-09T09:00:00Z').state,
    ).toBe('told-late');
  });
});

describe('what the answers become', () => {
  test('answers become facts of the law with what stands behind them; what was not asked stays unknown', () => {
    const told = withAnswers({
      recruited: 'seen',
      'job-untrue': 'seen',
      'crossed-border': 'not-seen',
      happened: 'seen',
    });
    const input = lawFacts({
      ...told,
      citizenship: 'PAK',
      age: { claimed: { min: 24, max: 24 } },
      answers: { ...told.answers, ...forms('LAB', 'CRIM.SCAM') },
    });
    expect(input).toEqual({
      date_of_offence: '2026-03-02',
      facts: {
        acts: ['recruit'],
        means: ['deception', 'fraud'],
        purposes: ['compelled_labour', 'forced_labour'],
        exploited: true,
        crossed_border: false,
        victims: [{ age: 24, citizenship: 'PAK' }],
      },
      evidence: {
        acts: ['recruited'],
        means: ['job-untrue'],
        purposes: ['forms'],
        exploited: ['happened'],
        crossed_border: ['crossed-border'],
      },
      unplaced: ['CRIM.SCAM'],
    });
    expect(lawFacts(begun).facts).toEqual({ victims: [{}] });
  });

  test('"looked for, none found" is an empty list only where every question was answered', () => {
    const acts = questions.filter(({ acts: codes }) => codes).map(({ id }) => [id, 'not-seen' as const]);
    expect(lawFacts(withAnswers(Object.fromEntries(acts))).facts.acts).toEqual([]);
    expect(lawFacts(withAnswers(Object.fromEntries(acts.slice(1)))).facts.acts).toBeUndefined();
  });

  test('how it was done is counted in codes', () => {
    const told = withAnswers({ fee: 'seen', debt: 'not-seen', 'debt-before': 'not-seen', 'papers-kept': 'seen' });
    const answers = { ...told.answers, channel: { ...answer('seen'), codes: { SOCIAL_MEDIA: 'seen' as const } } };
    expect(modusOf({ ...told, answers })).toMatchObject({
      codes: { FEE: 'seen', DEBT: 'not-seen', DOCUMENTS_WITHHELD: 'seen', CONTRACT_ABSENT: 'not-asked' },
      channels: ['SOCIAL_MEDIA'],
    });
  });

  test('the six Indonesian modes follow from coded facts and one case may carry several', () => {
    const none = {
      forms: [],
      sectors: [],
      recruiterRelations: [],
      isChild: false,
      crossedBorder: false,
      isIndonesian: false,
    };
    expect(indonesianModes({ ...none, forms: ['LAB'], sectors: ['A.031M'], isChild: true })).toEqual(['ID3', 'ID4']);
    expect(
      indonesianModes({
        ...none,
        forms: ['LAB.DOM'],
        recruiterRelations: ['OTHER.AGENCY'],
        crossedBorder: true,
        isIndonesian: true,
      }),
    ).toEqual(['ID5']);
    expect(indonesianModes({ ...none, forms: ['MARR.BRIDE', 'SEX.PROST', 'ORG'] })).toEqual(['ID1', 'ID2', 'ID6']);
    expect(modesOf({ ...begun, answers: forms('LAB.FISH') })).toEqual(['ID3']);
  });

  test('what a case tells already is shown and not asked anew, but for danger', () => {
    const told = toldBefore([
      {
        kind: 'record',
        to: 'Trauma Centre',
        on: '2026-01-02',
        controls: { WITHHOLDS_DOCUMENTS: 'yes', THREATS: 'no' },
        forms: { 'LAB.FISH': 'yes' },
      },
      {
        kind: 'screening',
        to: 'Police',
        on: '2026-02-02',
        answers: withAnswers({ 'papers-kept': 'not-seen', 'urgent-threat': 'seen', fee: 'not-asked' }).answers,
      },
    ]);
    expect(Object.keys(told).toSorted()).toEqual(['forms', 'papers-kept']);
    expect(told['papers-kept']?.map(({ value, to }) => [value, to])).toEqual([
      ['not-seen', 'Police'],
      ['seen', 'Trauma Centre'],
    ]);
  });

  test('an interview gone on with on two devices loses no answer and shows which differ', () => {
    const later = '2026-03-02T09:00:00.000Z';
    const mine = withAnswers({ fee: 'seen', hours: 'seen' });
    const theirs: Interview = {
      ...withAnswers({ debt: 'seen' }),
      answers: { debt: answer('seen'), fee: { ...answer('not-seen'), at: later } },
    };
    const { interview, differing } = mergeInterviews(mine, theirs);
    expect(Object.fromEntries(Object.entries(interview.answers).map(([key, { value }]) => [key, value]))).toEqual({
      fee: 'not-seen',
      hours: 'seen',
      debt: 'seen',
    });
    expect(differing).toEqual(['fee']);
  });
});

describe('agreement between officers', () => {
  const repeat = (times: number, pair: [string, string]): [string, string][] =>
    Array.from({ length: times }, () => pair);

  // Two readers of fifty grant applications: the worked example of "Cohen's kappa" in Wikipedia (po 0.7, pe 0.5).
  test('Cohen’s kappa comes out as in the worked example of fifty applications: 0.4', () => {
    const result = cohenKappa([
      ...repeat(20, ['y', 'y']),
      ...repeat(5, ['y', 'n']),
      ...repeat(10, ['n', 'y']),
      ...repeat(15, ['n', 'n']),
    ]);
    expect(result).toMatchObject({ observed: 0.7, expected: 0.5, subjects: 50 });
    expect(result.kappa).toBeCloseTo(0.4, 12);
  });

  // Fourteen raters, ten subjects, five categories: the worked example of "Fleiss' kappa" in Wikipedia.
  test('Fleiss’ kappa comes out as in the worked example of fourteen raters: 0.210', () => {
    const table = [
      '0 0 0 0 14',
      '0 2 6 4 2',
      '0 0 3 5 6',
      '0 3 9 2 0',
      '2 2 8 1 1',
      '7 7 0 0 0',
      '3 2 6 3 0',
      '2 5 3 2 2',
      '6 5 2 1 0',
      '0 2 2 3 7',
    ];
    const subjects = table.map((row) =>
      row.split(' ').flatMap((count, category) => Array.from({ length: Number(count) }, () => String(category))),
    );
    const result = fleissKappa(subjects);
    expect(result.observed).toBeCloseTo(0.378, 3);
    expect(result.expected).toBeCloseTo(0.213, 3);
    expect(result.kappa).toBeCloseTo(0.21, 3);
  });

  test('where agreement by chance is certain there is no kappa, and unequal raters are refused', () => {
    expect(cohenKappa(repeat(5, ['y', 'y'])).kappa).toBeNull();
    expect(() => fleissKappa([['a', 'b'], ['a']])).toThrow(RangeError);
  });

  test('the time taken leaves out the pauses', () => {
    const at = (minutes: number): string => new Date(Date.parse(start) + minutes * 60_000).toISOString();
    const marks = [
      { kind: 'pause', at: at(10) },
      { kind: 'distress', at: at(11) },
      { kind: 'resume', at: at(25) },
    ];
    expect(minutesAsked(start, at(60), marks)).toBe(45);
    expect(minutesAsked(start, undefined, marks)).toBeNull();
  });
});
