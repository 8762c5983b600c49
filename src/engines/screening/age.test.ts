import { describe, expect, test } from 'vitest';
import { start, withAnswers } from '../../../tests/harness/interviews.ts';
import {
  ageView,
  blockOf,
  childClock,
  emergencyView,
  newInterview,
  nextStep,
  screen,
  stepsNow,
  type Interview,
} from './index.ts';

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

  test('what is best for a child is assessed before anything else is done, and not spoken of for an adult', () => {
    const told = (age: number): Interview => ({ ...checked, age: { claimed: { min: age, max: age } } });
    expect(stepsNow(told(14), screen(told(14))).slice(0, 3)).toEqual([
      'tell-child-protection',
      'find-guardian',
      'best-interests',
    ]);
    expect(stepsNow(told(24), screen(told(24)))).not.toContain('best-interests');
  });
});
