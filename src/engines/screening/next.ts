import { questions, type Question } from '../../words/screening/questions.ts';
import { blockOf, type Block } from './age.ts';
import { emergencyView } from './emergency.ts';
import type { Instrument } from './instruments.ts';
import { codesSeen, seenOf, type Interview } from './interview.ts';
import { levels } from './score.ts';
import { screen, type ScreeningResult } from './result.ts';

/** Why a question is asked next. */
export type Because =
  'emergency' | 'core' | 'act-open' | 'means-open' | 'purpose-open' | 'dimension' | 'sign' | 'detail';
export type Step =
  | { readonly kind: 'question'; readonly question: string; readonly because: readonly Because[] }
  /** A sign of a list of the agency's own, which no question stands for. */
  | { readonly kind: 'sign'; readonly instrument: string; readonly code: string }
  | { readonly kind: 'blocked'; readonly by: Exclude<Block, 'emergency'> }
  | { readonly kind: 'done' };

/** Answered, or passed over for good; what was put off is asked again. */
const isOpen = (interview: Interview, { id }: Question): boolean => {
  const answer = interview.answers[id];
  return answer === undefined || answer.skipped === 'later';
};

const fits = (interview: Interview, question: Question): boolean => {
  if (interview.mode === 'emergency') return question.stage === 'emergency';
  if (interview.mode === 'observation') return question.observable;
  return true;
};

/** Whether what the question hangs on was seen. */
export const isRelevant = (interview: Interview, { needs }: Question): boolean =>
  (needs ?? []).every((id) => seenOf(interview, id) === 'seen');

/** The questions still open in this interview, in order; put off ones last. */
export function openQuestions(interview: Interview): readonly Question[] {
  const open = questions.filter(
    (question) => isOpen(interview, question) && fits(interview, question) && isRelevant(interview, question),
  );
  const late = (question: Question): number => (interview.answers[question.id] ? 1 : 0);
  return open.toSorted((one, other) => late(one) - late(other));
}

/** Signs of the agency's own lists that are still open, those put off last. None where only danger is asked for. */
export function openSigns(
  interview: Interview,
  own: readonly Instrument[],
): readonly { readonly instrument: string; readonly code: string; readonly isLate: boolean }[] {
  if (interview.mode === 'emergency') return [];
  const open = own.flatMap(({ id, indicators }) =>
    indicators.flatMap(({ code }) => {
      const answer = interview.answers[`${id}/${code}`];
      const isLate = answer?.skipped === 'later';
      return answer === undefined || isLate ? [{ instrument: id, code, isLate }] : [];
    }),
  );
  return open.toSorted((one, other) => Number(one.isLate) - Number(other.isLate));
}

const withSeen = (interview: Interview, id: string): Interview => ({
  ...interview,
  answers: { ...interview.answers, [id]: { value: 'seen', basis: 'told', at: interview.startedAt } },
});

const rank = (result: ScreeningResult): number =>
  8 * levels.indexOf(result.level) +
  result.instruments
    .filter(({ refusal }) => refusal?.why !== 'weights-missing')
    .flatMap(({ dimensions }) => dimensions)
    .reduce((total, { level }) => total + Math.max(0, levels.indexOf(level) - 1), 0);

const seenAny = (interview: Interview, part: 'acts' | 'means'): boolean =>
  questions.some((question) => (question[part] ?? []).length > 0 && seenOf(interview, question.id) === 'seen');

function reasons(interview: Interview, question: Question, gain: number): readonly Because[] {
  const found: Because[] = [];
  if (question.stage === 'emergency') found.push('emergency');
  if (question.core) found.push('core');
  if (question.acts && !seenAny(interview, 'acts')) found.push('act-open');
  if (question.means && !seenAny(interview, 'means')) found.push('means-open');
  if (question.id === 'forms' && codesSeen(interview, 'forms').length === 0) found.push('purpose-open');
  if (gain > 0) found.push('dimension');
  else if (question.signs.length > 0) found.push('sign');
  return found.length > 0 ? found : ['detail'];
}

/**
 * The next useful question: the emergency check, then the core of the interview in its order, then the signs of the agency's
 * own lists, then whatever can move the result most: an element of the law that is still open, a dimension that would rise. Nothing is asked twice.
 */
export function nextStep(interview: Interview, own: readonly Instrument[] = []): Step {
  const open = openQuestions(interview);
  const emergency = emergencyView(interview);
  const block = blockOf(interview, emergency.open.length > 0, emergency.dangers.includes('urgent-overheard'));
  const first = open[0];
  if (block === 'emergency' && first) return { kind: 'question', question: first.id, because: ['emergency'] };
  if (block !== null && block !== 'emergency') return { kind: 'blocked', by: block };
  const [sign] = openSigns(interview, own);
  const asksSign = sign && { kind: 'sign' as const, instrument: sign.instrument, code: sign.code };
  if (!first) return asksSign ?? { kind: 'done' };
  const fresh = open.filter(({ id }) => interview.answers[id] === undefined);
  const core = fresh.find((question) => question.core);
  if (!core && asksSign && (!sign.isLate || fresh.length === 0)) return asksSign;
  const before = rank(screen(interview, own));
  // What only eyes can tell comes after what a person is asked.
  const spoken = fresh.filter(({ stage }) => stage !== 'observation');
  const useful = mostUseful(interview, spoken.length > 0 ? spoken : fresh, before, own);
  const chosen = core ?? useful ?? first;
  const gain = rank(screen(withSeen(interview, chosen.id), own)) - before;
  return { kind: 'question', question: chosen.id, because: reasons(interview, chosen, gain) };
}

function mostUseful(
  interview: Interview,
  open: readonly Question[],
  before: number,
  own: readonly Instrument[],
): Question | undefined {
  const element = (question: Question): number =>
    (question.acts && !seenAny(interview, 'acts') ? 4 : 0) + (question.means && !seenAny(interview, 'means') ? 4 : 0);
  const worth = open.map((question) => ({
    question,
    value: rank(screen(withSeen(interview, question.id), own)) - before + element(question),
  }));
  // The first of the most useful: `toSorted` keeps the order of the interview among equals.
  return worth.toSorted((one, other) => other.value - one.value)[0]?.question;
}

/** Applicable questions that were left unasked, and how many there were. */
export function skippedOf(interview: Interview): { readonly skipped: readonly string[]; readonly applicable: number } {
  const applicable = questions.filter((question) => fits(interview, question) && isRelevant(interview, question));
  return {
    skipped: applicable.filter(({ id }) => seenOf(interview, id) === 'not-asked').map(({ id }) => id),
    applicable: applicable.length,
  };
}
