import { questions } from '../../words/screening/questions.ts';
import { seenOf, type Interview } from './interview.ts';

export interface EmergencyView {
  readonly state: 'danger' | 'clear' | 'open';
  /** The questions that were answered with yes, each a thing to do now. */
  readonly dangers: readonly string[];
  /** Not asked yet. */
  readonly open: readonly string[];
}

const checks = questions.filter(({ stage }) => stage === 'emergency').map(({ id }) => id);

/** The check that comes before everything and works without a name. One yes is danger, whatever was not asked. */
export function emergencyView(interview: Pick<Interview, 'answers'>): EmergencyView {
  const dangers = checks.filter((id) => seenOf(interview, id) === 'seen');
  const open = checks.filter((id) => interview.answers[id] === undefined);
  const unclear = checks.some((id) => seenOf(interview, id) === 'not-asked');
  return { state: dangers.length > 0 ? 'danger' : unclear ? 'open' : 'clear', dangers, open };
}
