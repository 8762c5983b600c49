import { describe, expect, test } from 'vitest';
import { begun, answer, withAnswers, forms, start } from '../../../tests/harness/interviews.ts';
import { questions } from '../../words/screening/questions.ts';
import {
  indonesianModes,
  lawFacts,
  mergeInterviews,
  withChoices,
  answerOfBoth,
  type Sides,
  modesOf,
  modusOf,
  recordsOf,
  toldBefore,
  type Interview,
} from './index.ts';

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
    const merged = mergeInterviews({ ...mine, citizenship: 'IDN' }, { ...theirs, citizenship: 'MYS' });
    expect(merged.parts).toEqual(['citizenship']);
    const sides = { mine, theirs: { ...theirs, citizenship: 'MYS' } };
    const chosen = withChoices(merged.interview, sides, { fee: 'mine', citizenship: 'theirs' }, '2026-03-02T10:00:00Z');
    expect(mergeInterviews(theirs, chosen).interview.answers['fee']?.value).toBe('seen');
    expect([chosen.answers['fee']?.value, chosen.answers['debt']?.value, chosen.citizenship]).toEqual([
      'seen',
      'seen',
      'MYS',
    ]);

    const [fish, sex] = [forms('LAB.FISH')['forms'], forms('SEX')['forms']];
    const both = answerOfBoth(fish, sex);
    expect(both?.codes).toMatchObject({ 'LAB.FISH': 'seen', SEX: 'seen' });
    expect(answerOfBoth(fish, forms('SEX', 'LAB.FISH')['forms'])).toBeNull();
    expect(answerOfBoth(answer('seen'), answer('not-seen'))).toBeNull();
    const forBoth = {
      mine: { ...mine, answers: { forms: fish } },
      theirs: { ...theirs, answers: { forms: sex } },
    } as Sides;
    expect(withChoices(forBoth.mine, forBoth, { forms: 'both' }, later).answers['forms']).toEqual({
      ...both,
      at: later,
    });
  });

  test('what a database gave back in another order is no difference, a no stays a no, the last interpreter interprets', () => {
    const marks = [{ kind: 'pause' as const, at: start }];
    const mine: Interview = { ...begun, answers: forms('SEX', 'LAB.FISH'), marks };
    const theirs: Interview = {
      ...mine,
      agreement: 'declined',
      answers: forms('LAB.FISH', 'SEX'),
      marks: [
        { at: start, kind: 'pause' },
        { kind: 'interpreter-changed', at: start, until: null },
      ],
      interpreter: { kind: 'telephone' },
    };
    const { interview, differing } = mergeInterviews({ ...mine, interpreter: { kind: 'colleague' } }, theirs);
    expect(differing).toEqual([]);
    expect(interview).toMatchObject({ agreement: 'declined', interpreter: { kind: 'telephone' } });
    expect(interview.marks).toHaveLength(2);
  });

  test('states passed through become legs of the journey in the order they were told, and no order is made up', () => {
    const transit = (...order: string[]): Interview['answers'] => ({
      'crossed-border': answer('seen'),
      transit: { ...answer('seen'), codes: { IRN: 'seen', TUR: 'seen' }, ...(order.length > 0 && { order }) },
    });
    const from = { ...begun, citizenship: 'PAK' };
    expect(recordsOf({ ...from, answers: transit('TUR', 'IRN') }).legs).toEqual([
      { from: 'PAK', to: 'TUR' },
      { from: 'TUR', to: 'IRN' },
    ]);
    expect(recordsOf({ ...from, answers: transit() }).legs).toEqual([]);
  });
});
