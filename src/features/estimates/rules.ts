import {
  readCaptureTable,
  type CaptureTable,
  type EstimateWarning,
  type TableProblem,
} from '../../engines/estimation/index.ts';
import type { CaptureRows, MethodName, MethodResult } from './schema.ts';

/** Milliseconds until an estimate that is still being made is asked for again. */
export const againAfter = 2000;

/** The table as the engine counts it; problems name the line, the header being 1. */
export function tableFrom({
  lists,
  rows,
}: CaptureRows): { table: CaptureTable } | { problems: readonly TableProblem[] } {
  return readCaptureTable(
    [...lists, 'count'],
    rows.map(({ on, count }) => [...on.map((one) => (one ? '1' : '0')), String(count)]),
  );
}

/** Reads what a person pasted: CSV with a 0/1 column a list and a column count. */
export function rowsFrom(text: string): { rows: CaptureRows } | { problems: readonly TableProblem[] } {
  const [header = [], ...lines] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const read = readCaptureTable(header, lines);
  if ('problems' in read) return read;
  const { lists, counts } = read.table;
  const rows = counts.flatMap((count, history) =>
    count === 0 ? [] : [{ on: lists.map((_, list) => (history & (1 << list)) !== 0), count }],
  );
  return { rows: { lists: [...lists], rows } };
}

/** People come and go in a longer time: who left before another list began cannot be on both. */
const longestClosedMonths = 12;

export function windowWarnings(months: number | null): EstimateWarning[] {
  if (months === null) {
    const message =
      'The period the lists cover is not stated. Over more than twelve months people come and go, and the estimate grows too large.';
    return [{ code: 'window-unknown', message, details: {} }];
  }
  if (months <= longestClosedMonths) return [];
  const message = `The lists cover ${months} months. People come and go in that time, which makes the estimate too large; estimate by year.`;
  return [{ code: 'window-long', message, details: { months } }];
}

/** Cases one list is known to have passed to another; null: a small number, withheld. */
export interface KnownReferral {
  readonly from: string;
  readonly to: string;
  readonly cases: number | null;
}

export interface PairOfLists {
  readonly lists: readonly string[];
  /** Which methods find that the two hang together. */
  readonly methods: readonly MethodName[];
  readonly passed: readonly KnownReferral[];
  readonly says: 'explained' | 'unexplained' | 'not-found';
}

/** Lists that a method finds, or a referral says, to hang together. */
export function pairsOfLists(
  methods: readonly MethodResult[],
  referrals: readonly KnownReferral[],
): readonly PairOfLists[] {
  const found = Map.groupBy(
    methods.flatMap(({ method, terms, termsAtMinusInfinity }) =>
      [...terms, ...termsAtMinusInfinity].map((term) => ({ method, name: nameOf(term.split(':')) })),
    ),
    ({ name }) => name,
  );
  const known = Map.groupBy(
    referrals.filter(({ from, to }) => from !== to),
    ({ from, to }) => nameOf([from, to]),
  );
  return [...new Set([...found.keys(), ...known.keys()])].map((name) => {
    const [by, passed] = [found.get(name) ?? [], known.get(name) ?? []];
    return {
      lists: name.split(':'),
      methods: by.map(({ method }) => method),
      passed,
      says: by.length === 0 ? 'not-found' : passed.length === 0 ? 'unexplained' : 'explained',
    };
  });
}

const nameOf = (lists: readonly string[]): string => lists.toSorted().join(':');

/** Agencies of like work, so that many agencies become few lists. */
export const familyOf: Readonly<Record<string, string>> = {
  police: 'enforcement',
  immigration: 'enforcement',
  'labour-inspection': 'enforcement',
  'task-force': 'enforcement',
  prosecution: 'justice',
  court: 'justice',
  health: 'care',
  shelter: 'care',
  'service-provider': 'care',
  ngo: 'ngo',
  consular: 'consular',
  'un-body': 'international',
  'central-authority': 'authority',
  'statistics-office': 'authority',
};
