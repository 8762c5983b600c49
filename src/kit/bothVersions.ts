import { fieldsOf, textOf, type FieldSpec, type RecordValues } from './recordSpecs.ts';

/** One version that holds what two people wrote in a field. */
export type BothVersions = {
  fields: RecordValues;
  /** Why a person has to look at it: both wrote in the same lines, or answered the same code otherwise. */
  check: 'lines' | 'answers' | null;
};

/** Who wrote which version: stands above their words where they cannot be told apart. */
export type Writers = { mine: string; theirs: string };

/**
 * What both wrote in a field, in one: of a text each one's lines, of a set the union. `mark` writes the line above
 * somebody's words. Null where a field can hold only one of the two.
 */
export function bothVersions(
  spec: FieldSpec,
  { mine, theirs, before }: { mine: RecordValues; theirs: RecordValues; before?: RecordValues | undefined },
  mark: Writers,
): BothVersions | null {
  const [own, other, was] = [mine[spec.name], theirs[spec.name], before?.[spec.name]];
  if (isNothing(own) || isNothing(other) || !fieldsOf(spec).some((name) => name in mine)) return null;
  switch (spec.as) {
    case 'area': {
      const joined = joinTexts(textOf(own), textOf(other), isNothing(was) ? null : textOf(was), mark);
      return { fields: { [spec.name]: joined.text }, check: joined.isMarked ? 'lines' : null };
    }
    case 'lines':
    case 'countries':
    case 'parties':
      return { fields: { [spec.name]: union(other as unknown[], own as unknown[]) }, check: null };
    case 'codes': {
      const joined = joinAnswers(own as Answers, other as Answers, (was ?? {}) as Answers);
      return { fields: { [spec.name]: joined.answers }, check: joined.isDisputed ? 'answers' : null };
    }
    default:
      return null;
  }
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function union(first: readonly unknown[], second: readonly unknown[]): unknown[] {
  const known = new Set(first.map((one) => JSON.stringify(one)));
  const all = [...first, ...second.filter((one) => !known.has(JSON.stringify(one)))];
  // Unknown says that no country could be named; where the other one named some, it says nothing more.
  return all.length > 1 ? all.filter((one) => one !== 'UNKNOWN') : all;
}

type Answers = Readonly<Record<string, string>>;
const strength = ['no', 'unknown', 'yes'];

/** Every code either was asked about; where the answers differ the changed one, of two changed ones the one that says more. */
function joinAnswers(own: Answers, other: Answers, was: Answers): { answers: Answers; isDisputed: boolean } {
  let isDisputed = false;
  const join = (code: string): string => {
    const [one = '', two = ''] = [own[code], other[code]];
    if (one === '' || two === '' || one === two) return one || two;
    if (was[code] === one) return two;
    if (was[code] === two) return one;
    isDisputed = true;
    return strength.indexOf(one) > strength.indexOf(two) ? one : two;
  };
  const answers = Object.fromEntries(
    [...new Set([...Object.keys(other), ...Object.keys(own)])].map((code) => [code, join(code)]),
  );
  return { answers, isDisputed };
}

/** Lines `from` to before `to` of the text both began with, and what stands there now. */
type Change = { from: number; to: number; lines: readonly string[] };

/** Both texts in one: each one's changed lines where they are apart, else the saved ones and then one's own, both marked. */
function joinTexts(own: string, other: string, was: string | null, mark: Writers): { text: string; isMarked: boolean } {
  const [mine, theirs] = [linesOf(own), linesOf(other)];
  if (was !== null) {
    const before = linesOf(was);
    const [one, two] = [changeOf(before, mine), changeOf(before, theirs)];
    if (areApart(one, two)) {
      const [first, last] = one.from < two.from || one.to < two.to ? [one, two] : [two, one];
      const kept = [before.slice(0, first.from), first.lines, before.slice(first.to, last.from), last.lines];
      return { text: [...kept, before.slice(last.to)].flat().join('\n'), isMarked: false };
    }
  }
  const { from, to, lines } = changeOf(theirs, mine);
  const saved = theirs.slice(from, to);
  const isMarked = lines.length > 0 && saved.length > 0;
  const between = isMarked ? [mark.theirs, ...saved, mark.mine, ...lines] : [...saved, ...lines];
  return { text: [...theirs.slice(0, from), ...between, ...theirs.slice(to)].join('\n'), isMarked };
}

const linesOf = (text: string): string[] => text.split(/\r?\n/);

/** What stands between the common beginning and the common end. */
function changeOf(before: readonly string[], after: readonly string[]): Change {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: start, to: before.length - end, lines: after.slice(start, after.length - end) };
}

/** Two changes of different lines; two that begin and end at one place are not apart. */
const areApart = (one: Change, two: Change): boolean =>
  (one.to <= two.from || two.to <= one.from) && !(one.from === two.from && one.to === two.to);
