import { parse } from 'csv-parse/sync';
import { sql, type RawBuilder } from 'kysely';
import { cellKeyNoise, type KnownCell } from '../../engines/disclosure/index.ts';
import { restoreFormula } from '../../platform/tables/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { joinedStands, standsOf, type PlainField, type Reach, type StatisticUnit } from '../statistics/index.ts';

/** What is counted together: persons in every way they are, or cases. */
export type Population = 'people' | 'cases';

/** A table of figures that is out or about to be, and how each person (or case) stands in it. */
export interface LedgerTable {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  /** Whose it is; null for a figure of every agency. */
  readonly agencyId: string | null;
  readonly fields: readonly string[];
  readonly population: Population;
  /** Counts below this were withheld as small. */
  readonly threshold: number;
  /** Which sums there are, by the fields kept (bits); null for all. */
  readonly masks: readonly number[] | null;
  readonly known: readonly KnownCell[];
  /** Rows (thing, item): of each person or case, what it has in the fields, as `itemOf` of statistics writes it. */
  readonly stands: RawBuilder<unknown>;
}

interface ReleaseRow {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  readonly unit: StatisticUnit;
  readonly fields: PlainField[];
  readonly agencyId: string;
  readonly reach: 'agency' | 'all';
  readonly cutOff: string;
  readonly method: string;
  readonly threshold: number;
  readonly base: number;
  readonly length: number;
  readonly additive: boolean | null;
  readonly countedAt: string;
  readonly told: readonly { readonly values: readonly (string | null)[]; readonly count: number | null }[] | null;
  readonly records: string | null;
}

export const populationOf = (unit: StatisticUnit): Population => (unit === 'cases' ? 'cases' : 'people');

/**
 * Every release of any agency that is approved, published or withdrawn, and every draft that somebody opened who may not see
 * small counts, thrown away or not; of one population. Made-up records with noise are not among them: nothing of them is
 * certain, and their promise holds whatever else is known.
 */
export async function releasesOut(store: Store, population: Population): Promise<LedgerTable[]> {
  const { rows } = await sql<ReleaseRow>`select * from releases_out() where (unit = 'cases') = ${population === 'cases'}
    order by known_at, id`.execute(store);
  return rows.flatMap((row): LedgerTable[] => {
    const { id, title, number, agencyId, unit, fields, threshold, cutOff } = row;
    const common = { id, title, number, agencyId, fields, population, threshold };
    const asked = { unit, until: cutOff, reach: reachOf(row), at: row.countedAt };
    if (row.told !== null)
      return [{ ...common, masks: null, known: knownOfTable(row), stands: standsOf(fields, asked) }];
    if (row.records === null || row.method === 'dp-synthetic') return [];
    const masks =
      row.method === 'k' ? combinationsOf(fields.length, Math.min(row.length, mostTogether)) : [2 ** fields.length - 1];
    return [{ ...common, masks, known: knownOfRecords(row, masks), stands: joinedStands(fields, asked) }];
  });
}

const reachOf = ({ reach, agencyId }: Pick<ReleaseRow, 'reach' | 'agencyId'>): Reach =>
  reach === 'all' ? { of: 'all' } : { of: 'agency', agencyId };

interface Told {
  readonly method: string;
  readonly base: number;
  /** Rounded so that sums add up: then a count is less than one base away, else at most half. */
  readonly additive: boolean | null;
  readonly told: ReleaseRow['told'];
}

/** What anyone knows of the cells of a table from what it tells and how it was made. */
export function knownOfTable({ method, base, additive, told }: Told): KnownCell[] {
  return (told ?? []).map(({ values, count }): KnownCell => {
    if (count === null) return { values, exact: false, low: 1, high: Number.POSITIVE_INFINITY };
    const [below, above] =
      method === 'suppress'
        ? [0, 0]
        : method === 'cell-key'
          ? [cellKeyNoise.most, cellKeyNoise.most]
          : additive
            ? [base - 1, base - 1]
            : [Math.floor(base / 2), Math.ceil(base / 2) - 1];
    return { values, exact: below + above === 0, low: Math.max(1, count - below), high: count + above };
  });
}

/** Longer combinations of made-up records tell of groups that no table has. */
const mostTogether = 2;

export const combinationsOf = (fields: number, length: number): number[] =>
  Array.from({ length: 2 ** fields }, (_, mask) => mask).filter((mask) => {
    return mask.toString(2).replaceAll('0', '').length <= length;
  });

/**
 * Real records tell how many are wholly alike. Made-up ones by k tell the count of each combination they hold of up to their
 * length, rounded down to a multiple of k; all together too.
 */
export function knownOfRecords(
  { method, threshold, records }: Pick<ReleaseRow, 'method' | 'threshold' | 'records'>,
  masks: readonly number[],
): KnownCell[] {
  const [, ...rows]: string[][] = parse(records ?? '', { relax_column_count: true });
  const found = new Map<string, { values: (string | null)[]; count: number }>();
  for (const row of rows) {
    const codes = row.map((cell) => restoreFormula(cell));
    for (const mask of masks) {
      const values = codes.map((code, at) => (mask & (1 << at) ? code : null));
      // An empty cell of a made-up record tells of nobody.
      if (method === 'k' && values.includes('')) continue;
      const key = JSON.stringify(values);
      const cell = found.get(key) ?? { values, count: 0 };
      cell.count += 1;
      found.set(key, cell);
    }
  }
  return [...found.values()].map(({ values, count }) =>
    method === 'k'
      ? { values, exact: false, low: Math.max(threshold, count), high: count + threshold - 1 }
      : { values, exact: true, low: count, high: count },
  );
}
