import type { Layout } from '../contract.ts';
import { Problem } from '../../../platform/action/index.ts';
import { isEmptyFigure, readNumber } from '../reading.ts';
import { areaOf, figureReader, notAFigure, releaseOf, totals, type Cells, type FoundFigure } from './figure-reader.ts';

/** What the index's columns measure, told by the words they begin with: editions change the rest of the sentence. */
const measures: readonly { readonly begins: RegExp; readonly indicator: string; readonly unit: string }[] = [
  { begins: /^estimated prevalence|^prevalence.?per.?1.?000/i, indicator: 'prevalence', unit: 'per-1000' },
  { begins: /^estimated number of people|^estimated.victims/i, indicator: 'estimated-people', unit: 'persons' },
  { begins: /^population/i, indicator: 'population', unit: 'persons' },
  { begins: /^governance issues/i, indicator: 'governance-issues', unit: 'percent' },
  { begins: /^lack of basic needs/i, indicator: 'lack-of-basic-needs', unit: 'percent' },
  { begins: /^inequality/i, indicator: 'inequality', unit: 'percent' },
  { begins: /^disenfranchised groups/i, indicator: 'disenfranchised-groups', unit: 'percent' },
  { begins: /^effects of conflict/i, indicator: 'effects-of-conflict', unit: 'percent' },
  { begins: /^total vulnerability/i, indicator: 'vulnerability', unit: 'percent' },
  { begins: /^survivors of slavery/i, indicator: 'response-survivors', unit: 'percent' },
  { begins: /^criminal justice mechanisms/i, indicator: 'response-justice', unit: 'percent' },
  { begins: /^coordination occurs/i, indicator: 'response-coordination', unit: 'percent' },
  { begins: /^risk factors/i, indicator: 'response-risk-factors', unit: 'percent' },
  { begins: /^government and business stop/i, indicator: 'response-supply-chains', unit: 'percent' },
  { begins: /^government response total/i, indicator: 'government-response', unit: 'percent' },
];

const nameColumn = (columns: readonly string[]): string | undefined => columns.find((name) => /^country$/i.test(name));
const codeColumn = (columns: readonly string[]): string | undefined => columns.find((name) => /^iso.?3/i.test(name));
const measuredBy = (column: string) => measures.find(({ begins }) => begins.test(column));

/** Walk Free's country table. It has no year: the figures stand under the year of the edition's release. */
export const slaveryIndex: Layout = {
  id: 'slavery-index',
  title: 'Walk Free, Global Slavery Index by country',
  kind: 'series',
  detect: (columns) => {
    const found = new Set(columns.map((column) => measuredBy(column)?.indicator));
    return nameColumn(columns) && found.has('prevalence') && found.has('estimated-people') ? 1 : 0;
  },
  open: (context) => {
    const release = releaseOf(context);
    if (!nameColumn(context.columns) && !codeColumn(context.columns))
      throw new Problem('invalid-input', {
        fields: [
          {
            field: 'sheet',
            message:
              'this sheet has no column Country; name the sheet with the summary data, and the row in which its columns are named (in the workbook of 2023: “GSI 2023 summary data”, row 3)',
          },
        ],
      });
    return figureReader(context, (cells) => figuresOf(cells, context.columns, release));
  },
};

function figuresOf(cells: Cells, columns: readonly string[], release: string): readonly FoundFigure[] {
  const place = areaOf(cells, codeColumn(columns), nameColumn(columns), true);
  if (!place) return [];
  return columns.flatMap((column) => {
    const measure = measuredBy(column);
    const printed = cells.text(column);
    if (!measure || isEmptyFigure(printed)) return [];
    const figure = readNumber(printed) ?? notAFigure(cells, column);
    const key = { source: 'gsi', release, area: place.area, areaName: place.name, year: Number(release.slice(0, 4)) };
    return figure ? [{ ...figure, ...key, ...totals, indicator: measure.indicator, unit: measure.unit }] : [];
  });
}
