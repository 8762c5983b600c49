import type { Answer, Interview } from './interview.ts';

export interface Merged {
  readonly interview: Interview;
  /** Answers that both devices gave, differently: the later was taken, and a person looks at them. */
  readonly differing: readonly string[];
  /** The same of what is known beside the answers: this device's word was taken. */
  readonly parts: readonly ChosenPart[];
}

/** Whose word holds: this device's, the other's, or where an answer can hold it what both named. */
export type Side = 'mine' | 'theirs' | 'both';
export type Sides = Readonly<Record<'mine' | 'theirs', Interview>>;
/** What two devices may know differently beside the answers. A no to being asked and the interpreter decide themselves. */
export const chosenParts = ['claimed', 'guardian', 'citizenship', 'happenedOn'] as const;
export type ChosenPart = (typeof chosenParts)[number];

/** Whether two say the same, whatever the order of their fields: a database keeps an order of its own. */
export const saysSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one, sorted) === JSON.stringify(other, sorted);

const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** Joins one interview gone on with on two devices: each answer by the later hand, every mark kept, nothing lost unseen. */
export function mergeInterviews(mine: Interview, theirs: Interview): Merged {
  const keys = [...new Set([...Object.keys(mine.answers), ...Object.keys(theirs.answers)])].toSorted();
  const answers: Record<string, Answer> = {};
  const differing: string[] = [];
  for (const key of keys) {
    const [one, other] = [mine.answers[key], theirs.answers[key]];
    const later = one && other ? (one.at >= other.at ? one : other) : (one ?? other);
    if (later) answers[key] = later;
    if (one && other && !answersSame(one, other)) differing.push(key);
  }
  const marks = [...mine.marks, ...theirs.marks.filter((mark) => !mine.marks.some((known) => saysSame(known, mark)))];
  return {
    interview: {
      ...theirs,
      ...mine,
      agreement: agreed(mine.agreement, theirs.agreement),
      age: { ...theirs.age, ...mine.age },
      guardian: mine.guardian ?? theirs.guardian,
      interpreter: interpreterNow(mine, theirs),
      answers,
      marks: marks.toSorted((one, other) => one.at.localeCompare(other.at)),
    },
    differing,
    parts: chosenParts.filter((part) => {
      const [one, other] = [partOf(mine, part), partOf(theirs, part)];
      return one !== undefined && other !== undefined && !saysSame(one, other);
    }),
  };
}

const answersSame = (one: Answer, other: Answer): boolean =>
  one.value === other.value && saysSame(one.codes, other.codes) && saysSame(one.order, other.order);

/** One answer of everything two named; null where they did not name things, or one named all that the other did. */
export function answerOfBoth(one: Answer | undefined, other: Answer | undefined): Answer | null {
  if (!one?.codes || !other?.codes || one.value !== other.value) return null;
  const named = (answer: Answer): string[] =>
    Object.keys(answer.codes ?? {}).filter((code) => answer.codes?.[code] === 'seen');
  const seen = new Set([...named(one), ...named(other)]);
  if (seen.size === named(one).length || seen.size === named(other).length) return null;
  const codes = {
    ...other.codes,
    ...one.codes,
    ...Object.fromEntries([...seen].map((code) => [code, 'seen' as const])),
  };
  const order = [...new Set([...(one.order ?? []), ...(other.order ?? [])])];
  return { ...other, ...one, codes, ...(order.length > 0 && { order }) };
}

/** What one device knows of a part; undefined when nothing. */
export const partOf = (interview: Interview, part: ChosenPart): unknown =>
  part === 'claimed' ? interview.age.claimed : (interview[part] ?? undefined);

/** An interview with the answers and parts a person chose now, each from the device they chose it of. */
export function withChoices(
  interview: Interview,
  sides: Sides,
  choices: Readonly<Record<string, Side>>,
  at: string,
): Interview {
  return Object.entries(choices).reduce((joined: Interview, [key, side]) => {
    const from = sides[side === 'both' ? 'mine' : side];
    if (key === 'claimed')
      return from.age.claimed ? { ...joined, age: { ...joined.age, claimed: from.age.claimed } } : joined;
    if ((chosenParts as readonly string[]).includes(key)) return { ...joined, [key]: partOf(from, key as ChosenPart) };
    const both = side === 'both' ? answerOfBoth(sides.mine.answers[key], sides.theirs.answers[key]) : null;
    const answer = both ?? from.answers[key];
    // The choice is the later word: the other device does not talk over it when it joins the two again.
    return answer ? { ...joined, answers: { ...joined.answers, [key]: { ...answer, at } } } : joined;
  }, interview);
}

/** What only one device asked is kept; a no on either is not talked over by the other. */
function agreed(mine: Interview['agreement'], theirs: Interview['agreement']): Interview['agreement'] {
  if (mine === 'not-asked' || theirs === 'declined') return theirs;
  return mine;
}

/** Who interprets now: as the device says that changed it last, else as either knows. */
function interpreterNow(mine: Interview, theirs: Interview): Interview['interpreter'] {
  const changed = ({ marks }: Interview): string =>
    marks.findLast(({ kind }) => kind === 'interpreter-changed')?.at ?? '';
  if (changed(mine) === changed(theirs)) return mine.interpreter ?? theirs.interpreter;
  return (changed(mine) > changed(theirs) ? mine : theirs).interpreter;
}
