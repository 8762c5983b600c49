import { z } from 'zod';

/** All of a dimension together. */
export const TOTAL = '_T';
/** Nothing is known, or the records of one person disagree. */
export const UNKNOWN_PART = 'UNKNOWN';

/**
 * The tables of UNODC's questionnaire that records can fill. Its other questions (legislation, offences recorded, assets)
 * are not kept in records of persons and stay open for the office to answer.
 */
export const officialTables = ['G2', 'G3', 'G4', 'G5', 'G7', 'G8', 'G9', 'G10', 'G11', 'G12'] as const;
export type OfficialTable = (typeof officialTables)[number];
export const openTables = ['G0', 'G1', 'G6'] as const;

export const figureSexes = ['F', 'M', 'OTHER', UNKNOWN_PART] as const;
export const figureAges = ['CHILD', 'ADULT', UNKNOWN_PART] as const;
/** Each person stands under exactly one: who suffered several forms under MIXED. */
export const figureForms = ['SEX', 'LAB', 'ORG', 'OTHER', 'MIXED', UNKNOWN_PART] as const;
export const figureOrigins = ['DOMESTIC', 'CROSS_BORDER', UNKNOWN_PART] as const;

const year = z.number().int().min(1990).max(2100);
const part = z.string().max(20);

/** Which cell of which table. */
export const cellKey = z.object({
  table: z.enum(officialTables),
  year,
  sex: part,
  age: part,
  /** Form, citizenship, country or origin, as the table has it. */
  category: part,
});
export type CellKey = z.output<typeof cellKey>;

export const figure = cellKey.extend({
  value: z.number().int().nullable(),
  withheld: z.boolean(),
  /** In the release before: absent where there was none, null where it was withheld. */
  was: z.number().int().nullable().optional(),
});
export type Figure = z.output<typeof figure>;

export const figuresInput = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe('ISO alpha-3; the own agency’s when left out'),
  from: year.optional().describe('First year; nine years before the last when left out'),
  to: year.optional().describe('Last year; that of the cut-off when left out'),
  cutOff: z.iso
    .date()
    .optional()
    .describe(
      'What was entered later does not count; today when left out, or the last month’s end for who opens no records',
    ),
  confirmedOnly: z.boolean().default(false).describe('Leave out those who are only presumed victims'),
  open: z.boolean().default(false).describe('Show small counts too, for who may open the records behind them'),
});
export type FiguresInput = z.output<typeof figuresInput>;

const agencyCoverage = z.object({
  id: z.uuid(),
  name: z.string(),
  completeTo: z.iso.date().nullable(),
  state: z.enum(['reported', 'late', 'never']),
  /** Month of the last entry in the reader's reach. */
  lastEntry: z.string().nullable(),
});
export type AgencyCoverage = z.output<typeof agencyCoverage>;

const population = z.object({ year, people: z.number().int(), source: z.string() });
export type Population = z.output<typeof population>;

const keptEstimate = z.object({
  id: z.uuid(),
  title: z.string(),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  observed: z.number().int().nullable(),
  /** From the lowest to the highest limit of all methods; null where none has an estimate. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  methods: z.array(
    z.object({
      method: z.string(),
      estimate: z.number().nullable(),
      ci95: z.tuple([z.number(), z.number()]).nullable(),
    }),
  ),
  checksum: z.string(),
});
export type KeptEstimate = z.output<typeof keptEstimate>;

export const officialContent = z.object({
  country: z.string(),
  years: z.array(year),
  cutOff: z.iso.date(),
  confirmedOnly: z.boolean(),
  /** Whose records are counted: every agency's of the country, or those in the reader's reach. */
  reach: z.enum(['country', 'own']),
  figures: z.array(figure),
  /** Counts below this are withheld; null where the reader may open every record counted. */
  threshold: z.number().int().nullable(),
  /** Suspects with a status and no dated step: they stand in no year. Null when withheld. */
  undated: z.number().int().nullable(),
  coverage: z.array(agencyCoverage),
  population: z.array(population),
  estimates: z.array(keptEstimate),
});
export type OfficialContent = z.output<typeof officialContent>;

export const releaseShown = z.object({
  id: z.uuid(),
  title: z.string(),
  note: z.string().nullable(),
  country: z.string(),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  cutOff: z.iso.date(),
  confirmedOnly: z.boolean(),
  national: z.boolean(),
  signedAt: z.string(),
  signer: z.string(),
});
export type ReleaseShown = z.output<typeof releaseShown>;

export const liveOutput = officialContent.extend({
  /** Null while small counts are being withheld: ask again in a moment. */
  figures: z.array(figure).nullable(),
  /** Every figure may be this much more or less than it is, always in the same way; null where they are told as they are. */
  noise: z.number().int().nullable(),
  /** The signed release these figures are compared with. */
  previous: releaseShown.nullable(),
});
export type LiveFigures = z.output<typeof liveOutput>;

export const recordsOutput = z.object({
  unit: z.enum(['person', 'case']),
  total: z.number().int(),
  /** At most 200. */
  rows: z.array(
    z.object({
      personId: z.uuid().nullable(),
      records: z.array(z.object({ caseId: z.uuid(), caseNumber: z.string(), agencyName: z.string() })),
    }),
  ),
});
export type CellRecords = z.output<typeof recordsOutput>;

export const fileFormats = ['workbook', 'csv', 'sdmx', 'portal'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const signInput = figuresInput.omit({ open: true }).extend({
  title: z.string().trim().min(3).max(200),
  note: z.string().trim().max(2000).nullable().default(null).describe('What readers must know of this release'),
});

export const releaseOutput = releaseShown.extend({ content: officialContent });

export const populationInput = z.object({
  country: z.string().regex(/^[A-Z]{3}$/),
  year,
  people: z.number().int().min(100).max(5_000_000_000),
  source: z.string().trim().min(5).max(300).describe('Who published the figure, in which release'),
});
