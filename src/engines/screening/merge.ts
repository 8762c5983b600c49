import type { Answer, Interview } from './interview.ts';

export interface Merged {
  readonly interview: Interview;
  /** Answers that both devices gave, differently: the later was taken, and a person looks at them. */
  readonly differing: readonly string[];
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Joins one interview gone on with on two devices: each answer by the later hand, every mark kept, nothing lost unseen. */
export function mergeInterviews(mine: Interview, theirs: Interview): Merged {
  const keys = [...new Set([...Object.keys(mine.answers), ...Object.keys(theirs.answers)])].toSorted();
  const answers: Record<string, Answer> = {};
  const differing: string[] = [];
  for (const key of keys) {
    const [one, other] = [mine.answers[key], theirs.answers[key]];
    const later = one && other ? (one.at >= other.at ? one : other) : (one ?? other);
    if (later) answers[key] = later;
    if (one && other && (one.value !== other.value || !same(one.codes, other.codes))) differing.push(key);
  }
  const marks = [...mine.marks, ...theirs.marks.filter((mark) => !mine.marks.some((known) => same(known, mark)))];
  return {
    interview: {
      ...theirs,
      ...mine,
      age: { ...theirs.age, ...mine.age },
      guardian: mine.guardian ?? theirs.guardian,
      interpreter: mine.interpreter ?? theirs.interpreter,
      answers,
      marks: marks.toSorted((one, other) => one.at.localeCompare(other.at)),
    },
    differing,
  };
}
