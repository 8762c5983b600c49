import { z } from 'zod';

const day = z.iso.date();
const word = z.string().min(1).max(100);

const releaseAbout = {
  release: day,
  title: z.string(),
  publisher: z.string(),
  licence: z.string(),
  url: z.string(),
  citation: z.string(),
};

export const catalogueInput = z.object({ source: word.optional() });
export const catalogueOutput = z.object({
  sources: z.array(
    z.object({
      source: z.string(),
      releases: z.array(
        z.object({
          ...releaseAbout,
          importedAt: z.string(),
          /** Rows of the source's tables, repeated ones included; figures count each once. */
          rows: z.number().int(),
          figures: z.number().int(),
          repeatedRows: z.number().int(),
          conflictingKeys: z.number().int(),
          /** Areas by code; of them ISO countries; and names as printed, the missing name being one of them. */
          areas: z.number().int(),
          countries: z.number().int(),
          areaNames: z.number().int(),
          indicators: z.array(
            z.object({
              indicator: z.string(),
              units: z.array(z.string()),
              fromYear: z.number().int(),
              toYear: z.number().int(),
              areas: z.number().int(),
              figures: z.number().int(),
              censored: z.number().int(),
              dimensions: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
});
export type Catalogue = z.output<typeof catalogueOutput>;

const year = z.number().int().min(1800).max(2200);

export const valuesInput = z.object({
  source: word,
  indicator: word,
  country: z
    .array(z.string().min(1).max(100))
    .max(300)
    .optional()
    .describe('Countries by ISO code or name, or areas as the source codes them'),
  from: year.optional(),
  to: year.optional(),
  release: day.optional().describe('Without it, every release side by side'),
  dimension: word.optional().describe('Default: total'),
  category: z.string().max(200).optional().describe('Default: every category of the dimension'),
  sex: word.optional().describe('Default: total; * for each'),
  ageGroup: word.optional().describe('Default: total; * for each'),
  limit: z.number().int().min(1).max(50_000).default(10_000),
});

/** A figure is conflicting when its release gives another one for the same thing. */
export const seriesValue = z.object({
  release: day,
  area: z.string(),
  areaName: z.string(),
  year: z.number().int(),
  dimension: z.string(),
  category: z.string(),
  sex: z.string(),
  ageGroup: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  censoredBelow: z.number().nullable(),
  code: z.string().nullable(),
  date: day.nullable(),
  text: z.string(),
  status: z.enum(['single', 'conflicting']),
  times: z.number().int(),
});
export type SeriesValue = z.output<typeof seriesValue>;

export const valuesOutput = z.object({
  source: z.string(),
  indicator: z.string(),
  from: z.number().int().nullable(),
  to: z.number().int().nullable(),
  releases: z.array(z.object(releaseAbout)),
  values: z.array(seriesValue),
  /** Years asked for in which a release has no figure for an area: not known, not zero. */
  missing: z.array(z.object({ release: day, area: z.string(), years: z.array(z.number().int()) })),
  truncated: z.boolean(),
});
export type SeriesValues = z.output<typeof valuesOutput>;

export const conflictsInput = z.object({
  source: word,
  release: day,
  limit: z.number().int().min(1).max(5000).default(500),
});
export const conflictsOutput = z.object({
  conflicts: z.array(
    z.object({
      indicator: z.string(),
      area: z.string(),
      areaName: z.string(),
      year: z.number().int(),
      dimension: z.string(),
      category: z.string(),
      sex: z.string(),
      ageGroup: z.string(),
      unit: z.string(),
      figures: z.array(z.object({ text: z.string(), times: z.number().int(), row: z.number().int() })),
    }),
  ),
  total: z.number().int(),
});
export type Conflicts = z.output<typeof conflictsOutput>;

export const coverageInput = z.object({ source: word, release: day, indicator: word });
export const coverageOutput = z.object({
  about: z.object(releaseAbout),
  years: z.array(z.number().int()),
  areas: z.array(
    z.object({
      area: z.string(),
      areaName: z.string(),
      cells: z.array(
        z.object({
          year: z.number().int(),
          figures: z.number().int(),
          censored: z.number().int(),
          /** The whole as printed, where the release gives one; several where it contradicts itself. */
          text: z.string().nullable(),
          value: z.number().nullable(),
          conflicting: z.boolean(),
        }),
      ),
    }),
  ),
});
export type Coverage = z.output<typeof coverageOutput>;

export const changesInput = z.object({
  source: word,
  from: day.describe('The earlier release'),
  to: day.describe('The later release'),
  indicator: word.optional(),
  country: z.string().min(1).max(100).optional().describe('ISO code or name, or an area as the source codes it'),
  kind: z.enum(['added', 'removed', 'changed']).optional(),
  limit: z.number().int().min(1).max(5000).default(200),
});
export const changesOutput = z.object({
  from: z.object(releaseAbout),
  to: z.object(releaseAbout),
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  /** Changed ones first, those that differ most before others. */
  rows: z.array(
    z.object({
      kind: z.enum(['added', 'removed', 'changed']),
      indicator: z.string(),
      area: z.string(),
      areaName: z.string(),
      year: z.number().int(),
      dimension: z.string(),
      category: z.string(),
      sex: z.string(),
      ageGroup: z.string(),
      unit: z.string(),
      before: z.array(z.string()),
      after: z.array(z.string()),
      /** Where both are single exact numbers. */
      difference: z.number().nullable(),
    }),
  ),
  truncated: z.boolean(),
});
export type ReleaseChanges = z.output<typeof changesOutput>;

/** Sources of which the product ships tables, and how many those are. */
export const shippedSources = [
  'unodc',
  'ctdc',
  'gsi',
  'tip-report',
  'cia-factbook',
  'un-treaties',
  'missing-migrants',
] as const;
export const shippedTableCount = 10;
