import { z } from 'zod';

const keys = z.array(z.string().max(100)).max(300).nullish();
const yesNo = z.boolean().nullish();
const day = z.iso.date().nullish();

/**
 * Facts of one situation, in the words of data/law/facts.md. A field that is left out (or null) is unknown; an empty list
 * says that it was looked for and none found.
 */
export const factsSchema = z.strictObject({
  date_of_offence: day,
  acts: keys,
  means: keys,
  purposes: keys,
  exploited: yesNo,
  place_of_exploitation: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three letters of ISO 3166, such as IDN')
    .nullish(),
  intent_to_exploit_at_entry: yesNo,
  crossed_border: yesNo,
  illegal_entry: yesNo,
  benefit: yesNo,
  victims: z
    .array(
      z.strictObject({
        age: z.number().min(0).max(130).nullish(),
        citizenship: z.string().max(100).nullish(),
        tip_victim: yesNo,
        sex: z.string().max(100).nullish(),
      }),
    )
    .max(1000)
    .nullish(),
  consent: yesNo,
  offender: z
    .strictObject({
      kind: z.enum(['natural', 'corporation', 'official']).nullish(),
      count: z.number().nullish(),
      organised_group: yesNo,
      managers: z.union([z.number(), z.boolean()]).nullish(),
    })
    .nullish(),
  circumstances: keys,
  relationship: z.string().max(100).nullish(),
  person_role: z.enum(['victim', 'offender']).nullish(),
  compelled_by_trafficker: yesNo,
  to_facilitate_tip: yesNo,
  for_use_by: z.enum(['self', 'another']).nullish(),
  indonesian_travel_document: yesNo,
});

export type Facts = z.infer<typeof factsSchema>;

/** Yes, no, or not known: what a fact, and whatever rests on it, can be. */
export type Tri = boolean | 'open';

/** A fact that was given, or that it is not known. */
export const given = (value: boolean | null | undefined): Tri => value ?? 'open';

/** True when one is, false when all are, open otherwise. */
export function anyOf(values: readonly Tri[]): Tri {
  if (values.includes(true)) return true;
  return values.includes('open') ? 'open' : false;
}

/** False when one is, true when all are, open otherwise. */
export function allOf(values: readonly Tri[]): Tri {
  if (values.includes(false)) return false;
  return values.includes('open') ? 'open' : true;
}
