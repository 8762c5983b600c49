import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Law } from './compile.ts';
import { factsSchema, type Facts } from './facts.ts';
import { knownCircumstances, knownKeys, type KeyList } from './vocabulary.ts';

/** Something in the given facts that cannot be read: where, and what to do. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

export type FactsReading =
  | {
      readonly ok: true;
      readonly facts: Facts;
      readonly packs: readonly string[] | null;
      /** Keys no law here has a word for; the element they speak of stays open. */
      readonly warnings: readonly Fault[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const whole = z.looseObject({ facts: z.record(z.string(), z.unknown()) });
const besides: ReadonlySet<string> = new Set([
  'facts',
  'date_of_offence',
  'packs',
  'id',
  'title',
  'expected',
  'basis',
  'verified',
  'note',
]);

/**
 * Reads facts: bare, or with date and packs beside them as the worked examples have them. A name that nobody knows is
 * refused with the nearest known one; a law key that is like none is kept, and warned of.
 */
export function readFacts(input: unknown, law: Law): FactsReading {
  const { facts, packs, faults } = taken(input);
  const parsed = factsSchema.safeParse(facts);
  const fields = Object.keys(factsSchema.shape);
  const all = [
    ...faults,
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => asFaults(issue, fields))),
    ...packFaults(packs, law),
    ...(parsed.success ? keyFaults(parsed.data, law, true) : []),
  ];
  if (!parsed.success || all.length > 0) return { ok: false, faults: all };
  return {
    ok: true,
    facts: parsed.data,
    packs: packs as string[] | null,
    warnings: keyFaults(parsed.data, law, false),
  };
}

function taken(input: unknown): { facts: unknown; packs: unknown; faults: Fault[] } {
  const outer = whole.safeParse(input);
  if (!outer.success) return { facts: input, packs: null, faults: [] };
  const { facts, packs, date_of_offence } = outer.data;
  const unknown = Object.keys(outer.data).filter((name) => !besides.has(name));
  return {
    facts: date_of_offence === undefined ? facts : { ...facts, date_of_offence },
    packs: packs ?? null,
    faults: unknown.map((name) => unknownName(name, name, [...besides])),
  };
}

function asFaults(issue: z.core.$ZodIssue, fields: readonly string[]): Fault[] {
  const at = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const inner: Readonly<Record<string, readonly string[]>> = {
      victims: ['age', 'citizenship', 'tip_victim', 'sex'],
      offender: ['kind', 'count', 'organised_group', 'managers'],
    };
    const known = inner[String(issue.path[0] ?? '')] ?? fields;
    return issue.keys.map((key) => unknownName(at ? `${at}.${key}` : key, key, known));
  }
  return [{ field: at || 'facts', message: `${issue.message}. See data/law/facts.md.` }];
}

function unknownName(field: string, name: string, known: readonly string[]): Fault {
  return { field, message: `There is no ${name}. The nearest known name is ${nearest(name, known)}.` };
}

const nearest = (name: string, known: readonly string[]): string =>
  known.toSorted((a, b) => distance(name, a) - distance(name, b))[0] ?? '';

function packFaults(packs: unknown, law: Law): Fault[] {
  if (packs === null) return [];
  const known = [...law.packs.keys()];
  if (!Array.isArray(packs) || !packs.every((one) => typeof one === 'string'))
    return [{ field: 'packs', message: `Write a list of pack ids, such as ${known[0] ?? ''}.` }];
  return packs.filter((id) => !law.packs.has(id)).map((id) => unknownName('packs', id, known));
}

/** Law keys and circumstances nobody knows: those that look like a slip of a known one, or those that do not. */
function keyFaults(facts: Facts, law: Law, slips: boolean): Fault[] {
  const circumstances = [...knownCircumstances(law.sources)];
  const lists: readonly (KeyList | 'circumstances')[] = ['acts', 'means', 'purposes', 'circumstances'];
  return lists.flatMap((list) => {
    const known = list === 'circumstances' ? circumstances : [...knownKeys(law.sources, list)];
    const foreign = (facts[list] ?? []).filter((key) => !known.includes(key));
    return foreign
      .filter((key) => looksLike(key, nearest(key, known)) === slips)
      .map((key) =>
        slips
          ? unknownName(`facts.${list}`, key, known)
          : {
              field: `facts.${list}`,
              message: `No law here has the word ${key}: it decides nothing and is left open.`,
            },
      );
  });
}

const looksLike = (key: string, known: string): boolean =>
  distance(key, known) <= Math.max(1, Math.floor(Math.min(key.length, known.length) / 3));
