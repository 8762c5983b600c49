import type { Layout, LayoutContext, RowReader } from '../contract.ts';
import { isCode } from '../../../words/codes.ts';
import type { Figure } from '../draft.ts';
import { isEmptyFigure, readDay, readNumber, readYear, slug } from '../reading.ts';
import { countryByFactbookCode } from './factbook-codes.ts';
import {
  areaOf,
  codeFigure,
  figureReader,
  hasAll,
  notAFigure,
  releaseOf,
  totals,
  yearOf,
  type Cells,
  type FoundFigure,
} from './figure-reader.ts';

const tierWords: Readonly<Record<string, string>> = {
  'tier-1': '1',
  'tier-2': '2',
  'tier-2-watch-list': '2WL',
  'tier-2-watchlist': '2WL',
  watchlist: '2WL',
  'watch-list': '2WL',
  '2-5': '2WL',
  'tier-3': '3',
  'special-case': 'SC',
};

/** A tier as tables write it, trailing blanks and all. An empty cell is a country that was not rated that year. */
function tierOf(cells: Cells, column: string): Figure | undefined {
  const printed = cells.text(column).trim();
  if (isEmptyFigure(printed)) return codeFigure('NR', printed);
  const code = tierWords[slug(printed)] ?? printed.toUpperCase();
  if (isCode('tip-report-tiers', code)) return codeFigure(code, printed);
  cells.error(
    'unknown-tier',
    column,
    'This is not a tier.',
    'Write Tier 1, Tier 2, Tier 2 Watch List, Tier 3 or Special Case.',
  );
  return undefined;
}

/** Tiers of the US report: one row for each country and year. */
export const tipTiers: Layout = {
  id: 'tip-tiers',
  title: 'US TIP Report tiers by country and year',
  kind: 'series',
  detect: (columns) =>
    columns.includes('cow') || columns.includes('prosecution')
      ? 0
      : hasAll(columns, ['countryname', 'iso', 'year', 'tier']),
  open: (context) => {
    const release = releaseOf(context);
    return figureReader(context, (cells) => {
      const place = areaOf(cells, 'iso', 'countryname', true);
      const year = yearOf(cells, 'year');
      const figure = tierOf(cells, 'tier');
      if (!place || year === undefined || !figure) return [];
      const key = { source: 'tip-report', release, indicator: 'tier', area: place.area, areaName: place.name, year };
      return [{ ...figure, ...key, ...totals, unit: 'tier' }];
    });
  },
};

/** Tier labels out of the World Factbook: each row names its snapshot, which is the release. */
export const tipTiersFactbook: Layout = {
  id: 'tip-tiers-factbook',
  title: 'US TIP Report tiers as the World Factbook had them',
  kind: 'series',
  detect: (columns) => hasAll(columns, ['snapshot_date', 'factbook_code', 'tier']),
  open: (context) => figureReader(context, factbookFigures),
};

function factbookFigures(cells: Cells): readonly FoundFigure[] {
  const release = readDay(cells.text('snapshot_date'));
  if (!release) {
    cells.error('no-release', 'snapshot_date', 'This is not a day.', 'Write the day of the snapshot as 2015-11-29.');
    return [];
  }
  const code = cells.text('factbook_code').trim();
  const area = countryByFactbookCode(code);
  if (!area)
    cells.warning(
      'unknown-area',
      'factbook_code',
      'No country has this Factbook code; it is kept as it is.',
      'Compare with the Factbook’s list of codes.',
    );
  const figure = tierOf(cells, 'tier');
  if (!figure) return [];
  const stated = readYear(cells.text('report_year_stated'));
  const year = stated ?? Number(release.slice(0, 4));
  // Without a stated year the label is that of some earlier report: it stands apart, under the year of the snapshot.
  const basis = stated === undefined ? { ...totals, dimension: 'year-of-snapshot' } : totals;
  return [
    {
      ...figure,
      ...basis,
      source: 'cia-factbook',
      release,
      indicator: 'tier',
      area: area ?? code,
      areaName: code,
      year,
      unit: 'tier',
    },
  ];
}

const scores = {
  p: 'overall',
  prosecution: 'prosecution',
  prevention: 'prevention',
  protection: 'protection',
} as const;

/** The 3P index: scores for prosecution, protection and prevention, their sum, and the tier of the year. */
export const policyIndex: Layout = {
  id: 'policy-index-3p',
  title: '3P anti-trafficking policy index',
  kind: 'series',
  detect: (columns) => hasAll(columns, ['countryname', 'year', 'iso', ...Object.keys(scores)]),
  open: openPolicyIndex,
};

function openPolicyIndex(context: LayoutContext): RowReader {
  const release = releaseOf(context);
  return figureReader(context, (cells) => {
    const place = areaOf(cells, 'iso', 'countryname', true);
    const year = yearOf(cells, 'year');
    if (!place || year === undefined) return [];
    const key = { source: '3p-index', release, area: place.area, areaName: place.name, year, ...totals };
    const found = Object.entries(scores).flatMap(([column, indicator]): FoundFigure[] => {
      if (isEmptyFigure(cells.text(column))) return [];
      const figure = readNumber(cells.text(column)) ?? notAFigure(cells, column);
      return figure ? [{ ...figure, ...key, indicator, unit: 'score' }] : [];
    });
    const tier = isEmptyFigure(cells.text('tier')) ? undefined : tierOf(cells, 'tier');
    return tier ? [...found, { ...tier, ...key, indicator: 'tier', unit: 'tier' }] : found;
  });
}
