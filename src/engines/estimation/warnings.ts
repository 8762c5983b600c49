import { observedOf, overlapMatrix, type CaptureTable } from './capture-table.ts';
import type { LowerBounds } from './chao.ts';
import type { EstimateOptions } from './estimate.ts';
import type { RankedModel } from './hierarchical.ts';
import type { Fit } from './log-linear.ts';

export type EstimateWarningCode =
  | 'conditional-interval'
  | 'limit-at-observed'
  | 'below-lower-bound'
  | 'rival-model'
  | 'list-inside-list'
  | 'pairs-never-overlap'
  | 'few-people'
  | 'few-shared'
  | 'two-lists'
  | 'unequal-chances'
  | 'resamples-failed'
  | 'sampled-choice'
  | 'models-searched'
  | 'histories-repeated'
  | 'window-unknown'
  | 'window-long';

/** What a reader must know before quoting the figure. The message is the English sentence for it. */
export interface EstimateWarning {
  readonly code: EstimateWarningCode;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface Judged {
  readonly table: CaptureTable;
  readonly fit: Fit;
  readonly ranked: readonly RankedModel[];
  readonly isSearched: boolean;
  readonly ci95: readonly [number, number];
  readonly bounds: LowerBounds;
  readonly options: EstimateOptions;
  readonly resampled: number;
}

const fewPeople = 100;
/** With fewer seen twice one of them more or less moves the estimate by a twentieth and more. */
const fewShared = 20;
/** Models closer than this are hardly told apart (Raftery 1995: a difference below 2 is not worth more than a mention). */
const rivalDistance = 2;

/** Every doubt the table itself gives about the estimate. */
export function warningsOf(judged: Judged): EstimateWarning[] {
  return [...aboutInterval(judged), ...aboutModel(judged), ...aboutTable(judged.table)];
}

/** What to know of a table in which lines name the same history again: they were added up. */
export function aboutRepeats(repeated: number): EstimateWarning[] {
  if (repeated === 0) return [];
  const message = `${repeated} ${repeated === 1 ? 'line names a history' : 'lines name histories'} that another line has named; their counts were added up. If they are the same people written twice, the estimate is wrong.`;
  return [{ code: 'histories-repeated', message, details: { repeated } }];
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');

function aboutInterval({ ci95, options, resampled, table }: Judged): EstimateWarning[] {
  const warnings: EstimateWarning[] = [];
  const observed = observedOf(table);
  if (options.bootstrap === 0 && options.method !== 'main') {
    const message = 'The interval holds only if the chosen model is true; a bootstrap repeats the choice and is wider.';
    warnings.push({ code: 'conditional-interval', message, details: {} });
  }
  if (ci95[0] < observed * 1.02) {
    const message = `The lower limit ${whole(ci95[0])} lies at the ${whole(observed)} people seen: it is no sign of precision.`;
    warnings.push({ code: 'limit-at-observed', message, details: { low: ci95[0], observed } });
  }
  if (resampled < options.bootstrap) {
    const failed = options.bootstrap - resampled;
    const message = `${failed} of ${options.bootstrap} resamples had no estimate and are left out.`;
    warnings.push({ code: 'resamples-failed', message, details: { failed, of: options.bootstrap } });
  }
  return warnings;
}

function aboutModel({ fit, ranked, isSearched, bounds, options }: Judged): EstimateWarning[] {
  const warnings: EstimateWarning[] = [];
  const bound = bounds.unequalLists;
  if (bound !== null && fit.estimate < bound * 0.999) {
    const message = `The estimate ${whole(fit.estimate)} is below Chao's lower bound ${whole(bound)}: terms between lists take away what people hard to find add, or the bound's own assumptions fail.`;
    warnings.push({ code: 'below-lower-bound', message, details: { estimate: fit.estimate, bound } });
  }
  const [best, ...others] = ranked;
  const rivals = best ? others.filter(({ bic }) => bic - best.bic < rivalDistance) : [];
  if (rivals.length > 0) {
    const estimates = [fit, ...rivals.map((rival) => rival.fit)].map(({ estimate }) => estimate);
    const [low, high] = [Math.min(...estimates), Math.max(...estimates)];
    const models = rivals.length === 1 ? '1 other model fits' : `${rivals.length} other models fit`;
    const message = `${models} nearly as well; with ${rivals.length === 1 ? 'it' : 'them'} the estimate runs from ${whole(low)} to ${whole(high)}.`;
    warnings.push({ code: 'rival-model', message, details: { rivals: rivals.length, low, high } });
  }
  if (isSearched) {
    const message = `There are too many models to compare all: the best of ${ranked.length} that a search tried may not be the best there is.`;
    warnings.push({ code: 'models-searched', message, details: { models: ranked.length } });
  }
  if (options.method === 'bic' && options.bootstrap > 0 && options.ntop < ranked.length) {
    const message = `Resamples chose among the ${options.ntop} best of ${ranked.length} models.`;
    warnings.push({ code: 'sampled-choice', message, details: { ntop: options.ntop, models: ranked.length } });
  }
  return warnings;
}

function aboutTable(table: CaptureTable): EstimateWarning[] {
  const warnings: EstimateWarning[] = [];
  const observed = observedOf(table);
  if (observed < fewPeople) {
    const message = `Only ${observed} people were seen: the estimate hangs on a few of them.`;
    warnings.push({ code: 'few-people', message, details: { observed } });
  }
  if (sharedOf(table) < fewShared) {
    const message = 'Few people are on more than one list: the estimate hangs on them.';
    warnings.push({ code: 'few-shared', message, details: {} });
  }
  if (table.lists.length === 2) {
    const message = 'With two lists, that they work independently cannot be tested and is assumed.';
    warnings.push({ code: 'two-lists', message, details: {} });
  }
  const message =
    'Some people may be harder to find than others. Then the true number is larger, intervals miss it more often than they say, and no table can tell: estimate by group and compare, and read the lower bound.';
  warnings.push({ code: 'unequal-chances', message, details: {} });
  const overlap = overlapMatrix(table);
  const apart: string[] = [];
  for (const [a, row] of overlap.entries()) {
    for (const [b, both] of row.entries()) {
      if (a < b && both === 0) apart.push(`${table.lists[a]}:${table.lists[b]}`);
      if (a !== b && both > 0.9 * (row[a] ?? 0)) {
        const [inner, outer] = [table.lists[a] ?? '', table.lists[b] ?? ''];
        const message = `Nearly everybody on ${inner} is on ${outer} too: if one is copied from the other, it is no list of its own.`;
        warnings.push({ code: 'list-inside-list', message, details: { inner, outer } });
      }
    }
  }
  if (apart.length > 0) {
    const pairs = apart.join(', ');
    const message = `No person is on both of ${pairs}: a term for such a pair stands at minus infinity.`;
    warnings.push({ code: 'pairs-never-overlap', message, details: { pairs } });
  }
  return warnings;
}

/** People on more than one list. */
const sharedOf = ({ counts }: CaptureTable): number =>
  counts.reduce((sum, count, history) => ((history & (history - 1)) === 0 ? sum : sum + count), 0);
