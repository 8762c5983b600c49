import { z } from 'zod';

/** How far a statement was checked: read in the text (true), in somebody's summary, only as first enacted, or memory. */
const verified = z.union([z.boolean(), z.string()]);
/** Months or money; null where the law names no figure. */
const count = z.number().min(0).max(1e15).nullable();
/** A day, or the year alone where no more was seen. */
const day = z.string().regex(/^\d{4}(-\d{2}-\d{2})?$/, 'write YYYY-MM-DD, or the year alone');

const imprisonment = z.looseObject({ min_months: count, max_months: count, life: z.boolean(), death: z.boolean() });
const fine = z.looseObject({
  min: count,
  max: count,
  currency: z.string().nullable(),
  unspecified_amount: z.boolean().optional(),
});
const penalty = z.looseObject({
  imprisonment,
  fine,
  combination: z.enum([
    'cumulative',
    'alternative',
    'cumulative_or_alternative',
    'imprisonment_only',
    'fine_only',
    'treaty_sets_none',
  ]),
  subject: z.string().optional(),
});

const target = z.enum(['imprisonment_min', 'imprisonment_max', 'fine_min', 'fine_max']);
const factor = { factor_num: z.int().positive(), factor_den: z.int().positive(), targets: z.array(target) };
const effect = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('add'), ...factor }),
  z.looseObject({ kind: z.literal('multiply'), ...factor, subject: z.string().optional() }),
  z.looseObject({ kind: z.literal('replace'), penalty }),
  z.looseObject({ kind: z.literal('bar') }),
  z.looseObject({ kind: z.literal('duty_to_aggravate') }),
]);

const aggravation = z.looseObject({
  article: z.string(),
  condition: z.string(),
  effect,
  verified: verified.optional(),
  conditions: z.array(z.string()).optional(),
  additional_measures: z.array(z.string()).optional(),
  note: z.string().optional(),
});

const span = z.looseObject({ from: day.nullable(), to: day.nullable() });

const offence = z.looseObject({
  id: z.string(),
  article: z.string(),
  title: z.string(),
  conduct: z.string(),
  applies_to: z.enum(['TIP', 'SOM', 'document', 'obstruction', 'corporate', 'official']),
  elements_required: z.looseObject({
    act: z.union([z.string(), z.array(z.string())]),
    means: z.string(),
    purpose: z.string(),
    other: z.array(z.string()).optional(),
  }),
  penalty,
  penalty_ref: z.unknown().optional(),
  aggravations: z.array(aggravation),
  verified,
  conduct_verified: verified,
  penalty_verified: verified,
  in_force: span.optional(),
  version: z.string().optional(),
  note: z.string().optional(),
  qualified_penalty_verified: z.boolean().optional(),
  victim_bar: z.boolean().optional(),
});

const right = z.looseObject({
  key: z.string(),
  article: z.string(),
  text: z.string(),
  verified,
  effect: z.looseObject({ kind: z.string() }).optional(),
  condition: z.string().optional(),
  bars: z.array(z.string()).optional(),
  deadline_days: z.number().optional(),
  second_deadline_days: z.number().optional(),
  substitute_detention_max_months: z.number().optional(),
});

const band = z.looseObject({ max_penalty_months_le: z.number().optional(), years: z.number() });
const limit = z.looseObject({
  key: z.string(),
  article: z.string(),
  text: z.string(),
  verified,
  bands: z.array(band).optional(),
});

const content = z.looseObject({
  key: z.string(),
  article: z.string().optional(),
  required: z.union([z.boolean(), z.string()]).optional(),
  except: z.string().optional(),
  if: z.string().optional(),
  verified: verified.optional(),
});
const ground = z.looseObject({ key: z.string(), article: z.string().optional() });
const mla = z.looseObject({
  article: z.string().optional(),
  request_must_contain: z.array(content).optional(),
  incoming_request_must_contain: z.array(content).optional(),
  outgoing_request_must_contain: z.array(content).optional(),
  mandatory_refusal: z.array(ground).optional(),
  discretionary_refusal: z.array(ground).optional(),
  refusal_grounds: z.array(ground).optional(),
  not_covered: z.array(z.string()).optional(),
  excluded: z.looseObject({ list: z.array(z.string()) }).optional(),
});

const keys = z.array(z.string());
const elements = z.looseObject({
  acts: keys,
  means: keys,
  purposes: keys,
  child_means_required: z.boolean().nullable(),
  child_age_below: z.number().optional(),
  consent_relevant: z.boolean().nullable().optional(),
  cross_border_required: z.boolean().optional(),
  exploitation_list_exhaustive: z.boolean().optional(),
  migrant_liability: z.string().optional(),
  notes: keys.optional(),
  verified: verified.optional(),
});

/** The format of a law pack: one law or treaty as data. What it does not name may be there and is kept. */
export const lawPackSchema = z.looseObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, figures and hyphens'),
  jurisdiction: z.string(),
  title: z.string(),
  enacted: z.string(),
  in_force: z.looseObject({
    from: day.nullable(),
    to: day.nullable(),
    partial_repeal: z
      .array(
        z.looseObject({
          articles: keys,
          from: day,
          by: z.string().optional(),
          references_read_as: z.string().optional(),
          replaced_by: z.string().optional(),
        }),
      )
      .optional(),
  }),
  source: z.looseObject({ name: z.string(), url: z.string(), verified }),
  elements,
  versions: z.array(z.looseObject({ id: z.string(), from: day, to: day.nullable() })).optional(),
  penalty_rules: z
    .looseObject({
      fixed_term_cap_months: z.number().optional(),
      stacking: z.looseObject({ stated_in_text: z.boolean() }).optional(),
    })
    .optional(),
  offences: z.array(offence),
  aggravation_duty: z.array(aggravation).optional(),
  mla: mla.optional(),
  victim_rights: z.array(right),
  limits: z.array(limit),
});

export type LawPack = z.infer<typeof lawPackSchema>;
export type Offence = z.infer<typeof offence>;
export type OffenceClass = Offence['applies_to'];
export type Penalty = z.infer<typeof penalty>;
export type Aggravation = z.infer<typeof aggravation>;
export type VictimRight = z.infer<typeof right>;
export type RequiredContent = z.infer<typeof content>;
export type RefusalGround = z.infer<typeof ground>;
export type Span = z.infer<typeof span>;

const keyTable = z.record(z.string(), z.union([z.string(), keys]).nullable());

/** Joins law keys to the codes of the vocabulary (data/law/code-map.json). */
export const codeMapSchema = z.looseObject({ acts: keyTable, means: keyTable, purposes: keyTable });
export type CodeMap = z.infer<typeof codeMapSchema>;

/** Our structured readings of what packs say in prose (data/law/readings.json). */
export const readingsSchema = z.looseObject({
  conduct: z.record(z.string(), z.record(z.string(), z.looseObject({ acts: keys, other: keys.optional() }))),
  one_of: z.record(z.string(), keys),
  same_circumstance: z.record(z.string(), keys),
  same_act: z.record(z.string(), keys),
  corporate: z.record(z.string(), z.looseObject({ falls_on: z.string(), additional_measures: keys })),
  official: z.record(z.string(), z.looseObject({ additional_measures: keys })),
});
export type Readings = z.infer<typeof readingsSchema>;

/** The words of the law in force anywhere: what a body of law needs to be put to use. */
export interface LawSources {
  readonly packs: readonly LawPack[];
  readonly codeMap: CodeMap;
  readonly readings: Readings;
}
