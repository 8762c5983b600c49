import { countryByAlpha3 } from '../../../words/countries.ts';
import type { Layout } from '../contract.ts';
import { ageGroup, breakdown, isEmptyFigure, readNumber, slug } from '../reading.ts';
import {
  areaOf,
  figureReader,
  hasAll,
  notAFigure,
  releaseOf,
  yearOf,
  type Cells,
  type FoundFigure,
} from './figure-reader.ts';

const columns = [
  'Iso3_code',
  'Country',
  'Indicator',
  'Dimension',
  'Category',
  'Sex',
  'Age',
  'Year',
  'txtVALUE',
] as const;

const indicators: Readonly<Record<string, string>> = {
  'detected-trafficking-victims': 'detected-victims',
  'persons-convicted': 'persons-convicted',
  'persons-prosecuted': 'persons-prosecuted',
  'persons-brought-into-formal-contact': 'persons-contact',
  'offences-of-trafficking-in-persons': 'offences',
};

/** UNODC's table data_glotip, from any release that keeps its columns. */
export const unodcGlotip: Layout = {
  id: 'unodc-glotip',
  title: 'UNODC, detected victims and justice (data_glotip)',
  kind: 'series',
  detect: (found) => hasAll(found, columns),
  open: (context) => {
    const release = releaseOf(context);
    return figureReader(context, (cells) => figuresOf(cells, release));
  },
};

function figuresOf(cells: Cells, release: string): readonly FoundFigure[] {
  const place = areaOf(cells, 'Iso3_code', 'Country', true);
  const year = yearOf(cells, 'Year');
  const printed = cells.text('txtVALUE');
  if (isEmptyFigure(printed)) return [];
  const figure = readNumber(printed) ?? notAFigure(cells, 'txtVALUE');
  const indicator = slug(cells.text('Indicator'));
  if (indicator === '') cells.error('no-indicator', 'Indicator', 'The row has no indicator.', 'Write what is counted.');
  if (!place || year === undefined || !figure) return [];
  return [
    {
      ...figure,
      source: 'unodc',
      release,
      indicator: indicators[indicator] ?? indicator,
      area: place.area,
      areaName: cells.text('Country').trim() === '' && countryByAlpha3(place.area) === undefined ? '' : place.name,
      year,
      dimension: breakdown(cells.text('Dimension')) === 'total' ? 'total' : slug(cells.text('Dimension')),
      category: breakdown(cells.text('Category')),
      sex: breakdown(cells.text('Sex')).toLowerCase(),
      ageGroup: ageGroup(cells.text('Age')),
      unit: slug(cells.text('Unit of measurement')) || 'counts',
    },
  ];
}
