import { expect, test } from 'vitest';
import { clocksOf, type ClockFacts } from './clocks.ts';

const nothing: ClockFacts = {
  isOpen: true,
  people: [],
  stopped: [],
  shareEnds: [],
  retainUntil: null,
  closedOn: null,
};
const now = '2026-03-02T12:00:00.000Z';

test('a child in a case starts the clock of 24 hours, which only telling child protection stops', () => {
  const child = { createdAt: '2026-03-01T09:00:00.000Z', ageIdentificationMin: 16 };
  const facts = { ...nothing, people: [{ createdAt: '2026-02-01T09:00:00.000Z', ageIdentificationMin: 31 }, child] };
  expect(clocksOf(facts, now)).toEqual([
    { kind: 'child-notification', startsAt: child.createdAt, endsAt: '2026-03-02T09:00:00.000Z' },
  ]);
  expect(clocksOf({ ...facts, stopped: ['child-notification'] }, now)).toEqual([]);
  expect(clocksOf({ ...facts, isOpen: false }, now)).toEqual([]);
});

test('a person found to be a possible victim has thirty days of reflection; one found not to be has none', () => {
  const person = { createdAt: now, statusDecidedOn: '2026-02-20' };
  expect(clocksOf({ ...nothing, people: [{ ...person, victimStatus: 'POSSIBLE' }] }, now)).toEqual([
    { kind: 'reflection', startsAt: '2026-02-20T00:00:00.000Z', endsAt: '2026-03-22T00:00:00.000Z' },
  ]);
  expect(clocksOf({ ...nothing, people: [{ ...person, victimStatus: 'NOT' }] }, now)).toEqual([]);
});

test('shares and retention show when their end is near, the nearest first', () => {
  const facts: ClockFacts = {
    ...nothing,
    shareEnds: [
      { startsAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-03-20T00:00:00.000Z' },
      { startsAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-12-20T00:00:00.000Z' },
    ],
    retainUntil: '2026-03-05',
    closedOn: '2016-03-05',
  };
  expect(clocksOf(facts, now).map(({ kind }) => kind)).toEqual(['retention', 'share']);
});
