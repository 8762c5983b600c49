import { describe, expect, test } from 'vitest';
import { begun, withAnswers, forms, delphi, indicatorKeys } from '../../../tests/harness/interviews.ts';
import { scoreInstrument, screen, type Instrument } from './index.ts';

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
