import type { Interview } from './interview.ts';
import { seenOf } from './interview.ts';
import type { ScreeningResult } from './result.ts';

/** What to do now, in its order: the person first, the crime after. */
export type NowStep =
  | 'doctor'
  | 'safe-place'
  | 'talk-elsewhere'
  | 'tell-child-protection'
  | 'find-guardian'
  | 'best-interests'
  | 'go-on-asking'
  | 'presume-victim'
  | 'tell-rights'
  | 'no-punishment'
  | 'reflection'
  | 'refer'
  | 'not-liable-smuggled'
  | 'screen-again'
  | 'offer-stays'
  | 'secure-evidence'
  | 'law'
  | 'report-with-consent';

const urgent = [
  ['urgent-medical', 'doctor'],
  ['urgent-threat', 'safe-place'],
  ['urgent-overheard', 'talk-elsewhere'],
] as const;

/**
 * The steps an interview leads to. Any indication is enough to presume and protect: help hangs neither on a formal
 * status, nor on cooperating, nor on a field that was left empty. Steps on the crime stand last and need the person's will.
 */
export function stepsNow(interview: Interview, result: ScreeningResult): readonly NowStep[] {
  const { level, age } = result;
  const indicated = level === 'some' || level === 'strong';
  const smuggled = seenOf(interview, 'crossed-border') === 'seen' && seenOf(interview, 'entry-irregular') === 'seen';
  return [
    ...urgent.filter(([question]) => seenOf(interview, question) === 'seen').map(([, step]) => step),
    ...(age.treatAs === 'child' && !interview.protectionToldAt ? (['tell-child-protection'] as const) : []),
    ...(age.treatAs === 'child' && (interview.guardian?.kind ?? 'none') === 'none' ? (['find-guardian'] as const) : []),
    ...(age.treatAs === 'child' ? (['best-interests'] as const) : []),
    ...(level === 'not-asked' ? (['go-on-asking'] as const) : []),
    ...(indicated ? (['presume-victim', 'tell-rights', 'no-punishment', 'reflection', 'refer'] as const) : []),
    ...(smuggled ? (['not-liable-smuggled'] as const) : []),
    ...(indicated ? [] : (['offer-stays', 'screen-again'] as const)),
    ...(indicated || smuggled ? (['secure-evidence', 'law', 'report-with-consent'] as const) : []),
  ];
}
