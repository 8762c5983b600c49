import { questions } from '../../words/screening/questions.ts';
import type { Instrument } from './instruments.ts';
import { seenOf, type Interview, type Seen } from './interview.ts';

const asking: ReadonlyMap<string, readonly string[]> = questions.reduce((map, { id, signs }) => {
  for (const sign of signs) map.set(sign, [...(map.get(sign) ?? []), id]);
  return map;
}, new Map<string, readonly string[]>());

/** The questions that stand for an indicator. */
export const questionsFor = (instrument: string, code: string): readonly string[] =>
  asking.get(`${instrument}/${code}`) ?? [];

/**
 * Whether an indicator was seen. Seen wherever one answer says so; not seen only when it was marked so itself or
 * every question that stands for it was answered so; else it was not asked. A sign more can thus never take one away.
 */
export function indicatorSeen(interview: Pick<Interview, 'answers'>, instrument: Instrument, code: string): Seen {
  const own = seenOf(interview, `${instrument.id}/${code}`);
  const told = questionsFor(instrument.id, code).map((question) => seenOf(interview, question));
  if (own === 'seen' || told.includes('seen')) return 'seen';
  if (own === 'not-seen') return 'not-seen';
  return told.length > 0 && told.every((value) => value === 'not-seen') ? 'not-seen' : 'not-asked';
}
