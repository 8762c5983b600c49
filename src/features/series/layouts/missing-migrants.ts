import type { Layout } from '../contract.ts';
import type { IncidentDraft } from '../draft.ts';
import { isEmptyFigure, readNumber } from '../reading.ts';
import { notAFigure, releaseOf, rowReader, yearOf, type Cells } from './figure-reader.ts';

/** The column sets met so far, by the name that each gives a thing; the first present one is taken. */
const columnsFor = {
  incident: ['Incident ID', 'Web ID', 'Main ID'],
  year: ['Incident year', 'Incident Year', 'Reported Year', 'Year'],
  region: ['Region of Incident', 'Region'],
  route: ['Migration Route', 'Migration route', 'Route'],
  dead: ['No. dead', 'Number Dead', 'Number of Dead'],
  missing: ['No. missing', 'Minimum Estimated Number of Missing'],
  total: ['No. dead/missing', 'Total Dead and Missing', 'Total Number of Dead and Missing'],
} as const;
type Thing = keyof typeof columnsFor;

const columnOf = (columns: readonly string[], thing: Thing): string | undefined =>
  columnsFor[thing].find((name) => columns.includes(name));

/** IOM's table of incidents, in each of its column sets. The figures are sums over the incidents. */
export const missingMigrants: Layout = {
  id: 'missing-migrants',
  title: 'IOM Missing Migrants, incidents',
  kind: 'series',
  detect: (columns) =>
    (['incident', 'year', 'region', 'dead', 'missing'] as const).every((thing) => columnOf(columns, thing)) ? 1 : 0,
  open: (context) => {
    const release = releaseOf(context);
    const source = context.columns.includes('source_dataset') ? 'missing-migrants-europe' : 'missing-migrants';
    const seen = new Map<string, number>();
    return rowReader(context, (cells) =>
      incidentOf(cells, context.columns, { kind: 'incident', source, release }, seen),
    );
  },
};

function incidentOf(
  cells: Cells,
  columns: readonly string[],
  key: Pick<IncidentDraft, 'kind' | 'source' | 'release'>,
  seen: Map<string, number>,
): readonly IncidentDraft[] {
  const text = (thing: Thing): string => cells.text(columnOf(columns, thing)).trim();
  const count = (thing: Thing): number | null => {
    const column = columnOf(columns, thing);
    if (column === undefined || isEmptyFigure(cells.text(column))) return null;
    return (readNumber(cells.text(column)) ?? notAFigure(cells, column))?.value ?? null;
  };
  const year = yearOf(cells, columnOf(columns, 'year') ?? '');
  if (text('incident') === '')
    cells.error(
      'no-incident',
      columnOf(columns, 'incident'),
      'The row has no incident number.',
      'Keep the column that numbers the incidents.',
    );
  if (year === undefined) return [];
  const [dead, missing, total] = [count('dead'), count('missing'), count('total')];
  // One incident can fill several rows, each with its own dead: the number is told apart by its occurrence.
  const occurrence = (seen.get(text('incident')) ?? 0) + 1;
  seen.set(text('incident'), occurrence);
  return [
    {
      ...key,
      incident: occurrence === 1 ? text('incident') : `${text('incident')} (${occurrence})`,
      year,
      region: text('region') || 'not stated',
      route: text('route') || 'not stated',
      dead,
      missing,
      total: total ?? (dead === null && missing === null ? null : (dead ?? 0) + (missing ?? 0)),
    },
  ];
}
