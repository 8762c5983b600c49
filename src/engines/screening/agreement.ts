/**
 * How far several people who judged the same subjects agree beyond chance.
 * Cohen, J. (1960), A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20(1), 37-46;
 * Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, Psychol. Bull. 76(5), 378-382.
 */
export interface Kappa {
  /** Null where it is not defined: nothing was judged, or everybody always said one and the same. */
  readonly kappa: number | null;
  readonly observed: number;
  readonly expected: number;
  readonly subjects: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const kappaFrom = (observed: number, expected: number, subjects: number): Kappa => ({
  kappa: subjects === 0 || expected >= 1 ? null : (observed - expected) / (1 - expected),
  observed,
  expected,
  subjects,
});

/** Cohen's kappa of two raters: one pair of categories for each subject. */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): Kappa {
  const n = pairs.length;
  if (n === 0) return kappaFrom(0, 0, 0);
  const categories = [...new Set(pairs.flat())];
  const share = (rater: 0 | 1, category: string): number => pairs.filter((pair) => pair[rater] === category).length / n;
  const observed = pairs.filter(([one, other]) => one === other).length / n;
  return kappaFrom(observed, sum(categories.map((category) => share(0, category) * share(1, category))), n);
}

/**
 * Fleiss' kappa: for each subject the categories its raters gave, the raters being as many for each subject, at least two.
 * Subjects with another number of raters are refused: taking some away is the caller's choice.
 */
export function fleissKappa(subjects: readonly (readonly string[])[]): Kappa {
  const raters = subjects[0]?.length ?? 0;
  if (subjects.length === 0) return kappaFrom(0, 0, 0);
  if (raters < 2 || subjects.some(({ length }) => length !== raters))
    throw new RangeError('Every subject needs the same number of raters, two at least.');
  const categories = [...new Set(subjects.flat())];
  const count = (ratings: readonly string[], category: string): number =>
    ratings.filter((given) => given === category).length;
  const pairsAgreeing = (ratings: readonly string[]): number =>
    sum(categories.map((category) => count(ratings, category) * (count(ratings, category) - 1))) /
    (raters * (raters - 1));
  const observed = sum(subjects.map(pairsAgreeing)) / subjects.length;
  const share = (category: string): number =>
    sum(subjects.map((ratings) => count(ratings, category))) / (subjects.length * raters);
  return kappaFrom(observed, sum(categories.map((category) => share(category) ** 2)), subjects.length);
}

/** Minutes of an interview, pauses left out; null while it runs. */
export function minutesAsked(
  startedAt: string,
  endedAt: string | undefined,
  marks: readonly { readonly kind: string; readonly at: string }[],
): number | null {
  if (endedAt === undefined) return null;
  let pausedSince: number | null = null;
  let paused = 0;
  for (const { kind, at } of marks.toSorted((a, b) => a.at.localeCompare(b.at))) {
    if (kind === 'pause') pausedSince ??= Date.parse(at);
    else if (kind === 'resume' && pausedSince !== null) {
      paused += Date.parse(at) - pausedSince;
      pausedSince = null;
    }
  }
  if (pausedSince !== null) paused += Math.max(0, Date.parse(endedAt) - pausedSince);
  return Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(startedAt) - paused) / 60_000));
}
