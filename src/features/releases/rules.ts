import { isMonthEnd } from '../../words/month-ends.ts';
import type { ReleaseAsked, ReleaseMethod, ReleaseShown, ToldCell } from './schema.ts';

const ofTables: readonly string[] = ['suppress', 'round', 'cell-key'];

/** Whether a method protects a table of counts, or makes records. */
export const kindOf = (method: ReleaseMethod): 'table' | 'records' => (ofTables.includes(method) ? 'table' : 'records');

const mostDimensions = 3;

/** What is wrong with what is asked, by field; null when it can be built. */
export function faultOf(asked: ReleaseAsked): { readonly field: string; readonly message: string } | null {
  if (new Set(asked.fields).size < asked.fields.length) return { field: 'fields', message: 'names a field twice' };
  if (kindOf(asked.method) === 'table' && asked.fields.length > mostDimensions)
    return { field: 'fields', message: `a table has at most ${mostDimensions} dimensions` };
  if (asked.revises !== undefined && asked.changes === undefined)
    return { field: 'changes', message: 'say what has changed since the last version' };
  return null;
}

/** What those who may see no small counts choose among: between any two numbers a small one could be told by what is refused. */
export const thresholdsOffered = [11, 20, 50, 100] as const;
export const basesOffered = [20, 50, 100] as const;
export const methodsOffered: readonly ReleaseMethod[] = ['suppress', 'round', 'cell-key', 'dp-synthetic'];
/** Of noise with a promise the most one release of theirs tells, and all of an agency's together. */
export const epsilonOffered = { release: 1, together: 3 } as const;

type Asked = Pick<ReleaseAsked, 'method' | 'unit' | 'threshold' | 'base' | 'epsilon' | 'spare' | 'cutOff'>;

/**
 * What such a maker may not ask, by field; null when they may. Days are month ends, as in official figures: two days tell what came
 * between. What `spare` withholds tells where it came. Cases are in no equation with people, who mostly are one in a case; records
 * by k tell of who is not among them: so these are for who may see small counts anyway.
 */
export function othersFault(
  asked: Asked,
  smallest: number,
): { readonly field: string; readonly message: string } | null {
  const { method, unit, threshold, base, epsilon, spare, cutOff } = asked;
  const fault = (field: string, message: string) => ({ field, message });
  if (!isMonthEnd(cutOff)) return fault('cutOff', 'is the last day of a month');
  if (spare) return fault('spare', forOfficers);
  if (!methodsOffered.includes(method)) return fault('method', forOfficers);
  if (method === 'dp-synthetic')
    return epsilon > epsilonOffered.release ? fault('epsilon', `may be ${epsilonOffered.release} at most`) : null;
  if (unit === 'cases') return fault('unit', forOfficers);
  const thresholds: readonly number[] = [smallest, ...thresholdsOffered.filter((one) => one > smallest)];
  const bases: readonly number[] = basesOffered;
  if (!thresholds.includes(threshold)) return fault('threshold', `may be ${thresholds.join(', ')}`);
  return method === 'round' && !bases.includes(base) ? fault('base', `may be ${bases.join(', ')}`) : null;
}

const forOfficers = 'is for disclosure control officers';

/** So many builds in so many days that nobody opens are the most of an agency's makers who may see no small counts. */
export const attempts = { most: 20, days: 30 } as const;

/** The budget of a data set that has none yet. */
export const firstBudget = { epsilon: 12, delta: 0.000_01 } as const;

/** What somebody may try with a release in hand. */
const attacks = ['subtraction', 'differencing', 'singling-out', 'membership', 'group'] as const;

type Stopped = 'yes' | 'partly' | 'bounded' | 'no' | 'none';

/**
 * Which protection stops which attack: after Hundepool and others 2012 (Statistical Disclosure Control) for tables, Dwork
 * and Roth 2014 for noise with a promise. `none`: there is nothing to try it on.
 */
const stopped: Readonly<Record<ReleaseMethod, Readonly<Record<(typeof attacks)[number], Stopped>>>> = {
  suppress: { subtraction: 'yes', differencing: 'yes', 'singling-out': 'partly', membership: 'no', group: 'no' },
  round: { subtraction: 'partly', differencing: 'no', 'singling-out': 'partly', membership: 'no', group: 'no' },
  'cell-key': {
    subtraction: 'partly',
    differencing: 'partly',
    'singling-out': 'partly',
    membership: 'no',
    group: 'no',
  },
  k: { subtraction: 'none', differencing: 'no', 'singling-out': 'yes', membership: 'partly', group: 'no' },
  'k-anonymous': { subtraction: 'none', differencing: 'no', 'singling-out': 'yes', membership: 'no', group: 'no' },
  'dp-synthetic': { subtraction: 'yes', differencing: 'yes', 'singling-out': 'yes', membership: 'yes', group: 'no' },
};

/** Up to this epsilon, what one person changes of the odds of anything is less than threefold. */
const strictEpsilon = 1;

/** What a release stops of an attack. A promise with a larger epsilon stops nothing wholly: it bounds what can be learnt. */
export function stoppedBy(
  { method, settings }: Pick<ReleaseShown, 'method' | 'settings'>,
  attack: (typeof attacks)[number],
): Stopped {
  const found = stopped[method][attack];
  return method === 'dp-synthetic' && found === 'yes' && settings.epsilon > strictEpsilon ? 'bounded' : found;
}

/** The attacks there is something to try on. */
export const attacksOn = ({ method }: Pick<ReleaseShown, 'method'>): (typeof attacks)[number][] =>
  attacks.filter((attack) => stopped[method][attack] !== 'none');

/** So many days a withdrawal is shown to colleagues. */
const noticeDays = 30;

/** Releases withdrawn so lately that not everyone may have heard of it. */
export function recentlyWithdrawn<T extends Pick<ReleaseShown, 'withdrawnAt'>>(releases: readonly T[], now: Date): T[] {
  const since = new Date(now.getTime() - noticeDays * 86_400_000).toISOString();
  return releases.filter(({ withdrawnAt }) => withdrawnAt !== null && withdrawnAt >= since);
}

type Value = string | null;

/** Sums first, then values as they follow one another; what is not known or was not asked last. */
function byValue(a: Value, b: Value): number {
  const place = (value: Value): number =>
    value === null ? 0 : value === 'UNKNOWN' ? 2 : value === 'NOT_ASKED' ? 3 : 1;
  return place(a) - place(b) || (a ?? '').localeCompare(b ?? '', 'en', { numeric: true });
}

/** Cells in the order in which a table is read: by the first field, then by the next. */
export const inReadingOrder = (told: readonly ToldCell[]): ToldCell[] =>
  told.toSorted((a, b) => {
    for (const [at, value] of a.values.entries()) {
      const order = byValue(value, b.values[at] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  });

/** More columns than these are no longer read across. */
const mostAcross = 8;

/** Two fields across each other: values down, values across, sums first; null where fields are not two, or too wide. */
export function sidesOf(
  told: readonly ToldCell[],
  fields: readonly string[],
): { rows: Value[]; columns: Value[]; countAt: (row: Value, column: Value) => number | null | undefined } | null {
  if (fields.length !== 2) return null;
  const valuesAt = (at: number): Value[] =>
    [...new Set(told.map(({ values }) => values[at] ?? null))].toSorted(byValue);
  const [rows, columns] = [valuesAt(0), valuesAt(1)];
  if (columns.length > mostAcross) return null;
  const counts = new Map(told.map(({ values, count }) => [JSON.stringify(values), count]));
  return { rows, columns, countAt: (row, column) => counts.get(JSON.stringify([row, column])) };
}
