import { z } from 'zod';
import type { Layout, LayoutContext } from '../contract.ts';
import { Problem } from '../../../platform/action/index.ts';
import type { AboutRelease, Figure } from '../draft.ts';
import { ageGroup, breakdown, isEmptyFigure, readNumber, slug } from '../reading.ts';
import { sources } from '../sources.ts';
import {
  areaOf,
  codeFigure,
  figureReader,
  notAFigure,
  releaseOf,
  totals,
  yearOf,
  type Cells,
  type FoundFigure,
} from './figure-reader.ts';

const word = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens');
const column = z.string().min(1).max(200);

/** How a table of country, year and measures is read; what is left out is found by the usual names. */
const mappingSchema = z.strictObject({
  source: word.max(60).optional(),
  title: z.string().max(300).optional(),
  publisher: z.string().max(300).optional(),
  licence: z.string().max(300).optional(),
  url: z.union([z.url(), z.literal('')]).optional(),
  citation: z.string().max(500).optional(),
  country: column.optional(),
  countryName: column.optional(),
  countryCodes: z.enum(['alpha-2', 'alpha-3', 'name']).optional(),
  year: z.union([column, z.int().min(1800).max(2200)]).optional(),
  measures: z
    .array(
      z.strictObject({
        column,
        indicator: word.max(60),
        unit: z.string().min(1).max(60).optional(),
        text: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(100)
    .optional(),
  dimension: z.string().max(60).optional(),
  /** One column of parts, or several that tell a part together. */
  category: z.union([column, z.array(column).min(1).max(3)]).optional(),
  sex: column.optional(),
  ageGroup: column.optional(),
});
type Mapping = z.output<typeof mappingSchema>;

interface Plan extends Pick<Mapping, 'sex' | 'ageGroup' | 'dimension'> {
  readonly category: readonly string[];
  readonly source: string;
  readonly release: string;
  readonly about?: AboutRelease;
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly alpha3: boolean;
  readonly year: string | number;
  readonly measures: readonly {
    readonly column: string;
    readonly indicator: string;
    readonly unit: string;
    readonly text: boolean;
  }[];
}

const codeNames = /^(iso.?(alpha.?)?3.*|iso|country.?code|ref_?area|geo_?area_?code|iso.?(alpha.?)?2.*|alpha.?[23])$/i;
const countryNames = /^(country|country.?name|countryname|name|location|area|state|geo_?area_?name|negara)$/i;
const yearNames = /^(year|time.?period|tahun|year_.*|period)$/i;
const measureNames = /^(value|obs_?value|measure|count|number|score|rate|nilai|jumlah)$/i;

/** Any table of one row for each country and year, with one or several columns of figures. */
export const seriesLong: Layout = {
  id: 'series-long',
  title: 'Country, year and measures',
  kind: 'series',
  detect: (columns) => {
    const has = (names: RegExp): boolean => columns.some((name) => names.test(name));
    return (has(codeNames) || has(countryNames)) && has(yearNames) && columns.length <= 12 ? 0.6 : 0;
  },
  open: (context) => {
    const plan = planOf(context);
    return figureReader(context, (cells) => figuresOf(cells, plan));
  },
};

function planOf(context: LayoutContext): Plan {
  const mapping = readMapping(context);
  const find = (names: RegExp): string | undefined => context.columns.find((name) => names.test(name));
  const given = mapping.country;
  const code = given === undefined ? find(codeNames) : mapping.countryCodes === 'name' ? undefined : given;
  const name =
    mapping.countryName ?? (given !== undefined && mapping.countryCodes === 'name' ? given : find(countryNames));
  const year = mapping.year ?? find(yearNames);
  if (code === undefined && name === undefined) throw refused('country', 'Say which column holds the country.');
  if (year === undefined) throw refused('year', 'Say which column holds the year, or the year itself.');
  const category = [mapping.category ?? []].flat();
  const used = new Set([code, name, year, ...category, mapping.sex, mapping.ageGroup]);
  const source = mapping.source ?? slug(context.fileName.replace(/\.[a-z.]+$/i, '').replace(/\d{4}-\d\d-\d\d/g, ''));
  const release = releaseOf(context);
  const about = aboutOf(source, mapping);
  return {
    ...mapping,
    category,
    source,
    release,
    ...(about ? { about } : {}),
    code,
    name: name === code ? undefined : name,
    alpha3:
      mapping.countryCodes === 'alpha-3' ||
      (mapping.countryCodes === undefined && /iso.?(alpha.?)?3|alpha.?3/i.test(code ?? '')),
    year,
    measures: measuresOf(
      mapping,
      context.columns.filter((found) => !used.has(found)),
    ),
  };
}

function readMapping({ mapping, columns }: LayoutContext): Mapping {
  const read = mappingSchema.safeParse(mapping ?? {});
  if (!read.success) {
    const fields = read.error.issues.map((issue) => ({
      field: ['mapping', ...issue.path].join('.'),
      message: issue.message,
    }));
    throw new Problem('invalid-input', { fields });
  }
  const { country, countryName, year, category, sex, ageGroup: age, measures = [] } = read.data;
  const named = [
    country,
    countryName,
    typeof year === 'string' ? year : undefined,
    ...[category ?? []].flat(),
    sex,
    age,
    ...measures.map((measure) => measure.column),
  ];
  const absent = named.filter((name) => name !== undefined && !columns.includes(name));
  if (absent.length > 0)
    throw refused('columns', `The table has no column ${absent.map((name) => JSON.stringify(name)).join(', ')}.`);
  return read.data;
}

function measuresOf(mapping: Mapping, left: readonly string[]): Plan['measures'] {
  if (mapping.measures)
    return mapping.measures.map((measure) => ({
      ...measure,
      unit: measure.unit ?? 'counts',
      text: measure.text ?? false,
    }));
  const told = left.filter((name) => measureNames.test(name));
  const found = told.length > 0 ? told : left.length === 1 ? left : [];
  if (found.length === 0) {
    throw refused(
      'measures',
      'Say which columns hold figures: {"measures": [{"column": "…", "indicator": "…", "unit": "…"}]}.',
    );
  }
  return found.map((name) => ({ column: name, indicator: slug(name), unit: 'counts', text: false }));
}

function aboutOf(source: string, { title, publisher, licence, url, citation }: Mapping): AboutRelease | undefined {
  if (source in sources || (title ?? publisher ?? licence ?? url ?? citation) === undefined) return undefined;
  return {
    title: title ?? source,
    publisher: publisher ?? 'Not stated',
    licence: licence ?? 'Not stated; ask the publisher',
    url: url ?? '',
    citation: citation ?? `${publisher ?? source}, ${title ?? source}, release of {release}`,
  };
}

const refused = (field: string, message: string): Problem =>
  new Problem('invalid-input', { fields: [{ field: `mapping.${field}`, message }] });

function figuresOf(cells: Cells, plan: Plan): readonly FoundFigure[] {
  const place = areaOf(cells, plan.code, plan.name, plan.alpha3);
  const year = typeof plan.year === 'number' ? plan.year : yearOf(cells, plan.year);
  if (!place || year === undefined) return [];
  const parts = {
    dimension: plan.category.length > 0 ? slug(plan.dimension ?? plan.category.join(' ')) : totals.dimension,
    category:
      plan.category.length > 0
        ? breakdown(plan.category.map((name) => cells.text(name).trim()).join(', '))
        : totals.category,
    sex: plan.sex ? breakdown(cells.text(plan.sex)).toLowerCase() : totals.sex,
    ageGroup: plan.ageGroup ? ageGroup(cells.text(plan.ageGroup)) : totals.ageGroup,
  };
  // A category of "total" is the whole, whatever it would have been broken down by.
  const key = parts.category === 'total' ? { ...parts, dimension: totals.dimension } : parts;
  return plan.measures.flatMap((measure) => {
    const printed = cells.text(measure.column);
    if (isEmptyFigure(printed)) return [];
    const figure: Figure | undefined = measure.text
      ? codeFigure(printed.trim(), printed)
      : (readNumber(printed) ?? notAFigure(cells, measure.column));
    const { source, release, about } = plan;
    const whose = { source, release, ...(about ? { about } : {}), area: place.area, areaName: place.name, year };
    return figure ? [{ ...figure, ...whose, ...key, indicator: measure.indicator, unit: measure.unit }] : [];
  });
}
