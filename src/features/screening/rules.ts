export * from '../../engines/screening/index.ts';
import {
  cohenKappa,
  fleissKappa,
  minutesAsked,
  seenOf,
  skippedOf,
  type Interview,
  type Level,
} from '../../engines/screening/index.ts';
import { questions } from '../../words/screening/questions.ts';
import type { Comparison } from './schema.ts';

/** A finished screening as it is compared. */
export interface Compared {
  readonly officerId: string;
  readonly name: string | null;
  readonly subject: string;
  readonly level: Level;
  readonly interview: Interview;
  readonly differing: number;
}

/** Whether what a person decided goes another way than the signs. Signs alone bind nobody. */
export const decisionDiffers = (outcome: string, level: Level): boolean =>
  (outcome === 'yes' && (level === 'none' || level === 'not-asked')) || (outcome === 'no' && level === 'strong');

const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> =>
  items.reduce((map, item) => map.set(keyOf(item), [...(map.get(keyOf(item)) ?? []), item]), new Map<string, T[]>());

/** Subjects screened by several officers, each officer's first screening of each. */
function subjectsOf(all: readonly Compared[]): readonly (readonly Compared[])[] {
  return [...grouped(all, ({ subject }) => subject).values()]
    .map((found) => [...grouped(found, ({ officerId }) => officerId).values()].map((own) => own[0] as Compared))
    .filter(({ length }) => length > 1);
}

/** Fleiss' kappa wants as many raters for every subject: those with the number that occurs most are taken. */
function comparable(subjects: readonly (readonly Compared[])[]): readonly (readonly Compared[])[] {
  const sizes = [...grouped(subjects, ({ length }) => String(length)).values()];
  return sizes.toSorted((one, other) => other.length - one.length)[0] ?? [];
}

/** How officers compare: time, what they left out, and how far they agree on the same people or written cases. */
export function compare(all: readonly Compared[], more: boolean): Comparison {
  const subjects = subjectsOf(all);
  const same = comparable(subjects);
  const raters = same[0]?.length ?? 0;
  const signs = questions.filter(({ kind }) => kind === 'sign').map(({ id }) => id);
  return {
    officers: [...grouped(all, ({ officerId }) => officerId).entries()].map(officerRow),
    pairs: pairRows(subjects, signs),
    level: raters === 0 ? null : { ...fleissKappa(same.map((rated) => rated.map(({ level }) => level))), raters },
    questions: signs
      .map((question) => ({
        question,
        raters,
        ...fleissKappa(same.map((rated) => rated.map(({ interview }) => seenOf(interview, question)))),
        used: same.some((rated) => rated.some(({ interview }) => seenOf(interview, question) !== 'not-asked')),
      }))
      .filter(({ used }) => used)
      .map(({ used: _used, ...row }) => row),
    skipped: skippedRows(all),
    screenings: all.length,
    comparedSubjects: same.length,
    more,
  };
}

function officerRow([officerId, own]: [string, readonly Compared[]]): Comparison['officers'][number] {
  const minutes = own.flatMap(
    ({ interview: { startedAt, endedAt, marks } }) => minutesAsked(startedAt, endedAt, marks) ?? [],
  );
  const skips = own.map(({ interview }) => skippedOf(interview)).filter(({ applicable }) => applicable > 0);
  const skipped = skips.reduce((sum, found) => sum + found.skipped.length, 0);
  const applicable = skips.reduce((sum, found) => sum + found.applicable, 0);
  return {
    officerId,
    name: own[0]?.name ?? null,
    screenings: own.length,
    medianMinutes: median(minutes),
    skippedShare: applicable === 0 ? null : skipped / applicable,
    distressNoted: own.filter(({ interview }) => interview.marks.some(({ kind }) => kind === 'distress')).length,
    decisionsDiffering: own.reduce((sum, { differing }) => sum + differing, 0),
  };
}

/** Cohen's kappa of each two officers over the questions that one of the two asked at least: silence of both is no agreement. */
function pairRows(subjects: readonly (readonly Compared[])[], signs: readonly string[]): Comparison['pairs'] {
  const found = new Map<string, { one: string; other: string; pairs: [string, string][] }>();
  for (const rated of subjects) {
    const inOrder = rated.toSorted((a, b) => a.officerId.localeCompare(b.officerId));
    inOrder.forEach((one, at) => {
      for (const other of inOrder.slice(at + 1)) {
        const key = `${one.officerId} ${other.officerId}`;
        const row = found.get(key) ?? { one: one.officerId, other: other.officerId, pairs: [] };
        for (const sign of signs) {
          const pair: [string, string] = [seenOf(one.interview, sign), seenOf(other.interview, sign)];
          if (pair.some((seen) => seen !== 'not-asked')) row.pairs.push(pair);
        }
        found.set(key, row);
      }
    });
  }
  return [...found.values()].map(({ one, other, pairs }) => ({ one, other, agreement: cohenKappa(pairs) }));
}

function skippedRows(all: readonly Compared[]): Comparison['skipped'] {
  const times = new Map<string, number>();
  for (const { interview } of all)
    for (const question of skippedOf(interview).skipped) times.set(question, (times.get(question) ?? 0) + 1);
  return [...times.entries()]
    .map(([question, count]) => ({ question, times: count, of: all.length }))
    .toSorted((one, other) => other.times - one.times || one.question.localeCompare(other.question))
    .slice(0, 30);
}
