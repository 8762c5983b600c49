import type { Option } from './choices.tsx';
import type { CodeListId } from './codeWords.ts';
import { partialOf, spanOf } from './dateSpan.ts';
import type { MessageKey } from './i18n.ts';

/** What a record holds, by the names of its fields. */
export type RecordValues = Readonly<Record<string, unknown>>;

/** A field of a record: what it is called (`code.field.NAME`) and how it is asked for and read. */
export type FieldSpec = {
  name: string;
  /** Its name where it is no field of ours: an agency's own words. */
  label?: string;
  /** The sentence that explains it, where the catalogue has none. */
  explained?: string;
  required?: boolean;
  help?: MessageKey;
  /** Takes the whole width of the form. */
  wide?: boolean;
} & (
  | { as: 'text' | 'area' | 'number' | 'day' | 'instant' | 'check' | 'country' | 'countries' | 'place' | 'lines' }
  | { as: 'code'; list: CodeListId; scheme?: string }
  | { as: 'codes'; list: CodeListId }
  | { as: 'choice'; family: string; values: readonly string[] }
  | { as: 'chosen'; options: readonly Option[] }
  | { as: 'parties'; options: readonly Option[] }
  /** One record out of several kinds, an option being `kind id`: `name` is its id, `kind` the field of its kind. */
  | { as: 'about'; kind: string; options: readonly Option[] }
  /** A date known in part: `name` is its first day, `until` its last, `precision` how exactly it is known. */
  | { as: 'date'; precision: string; until?: string }
);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The fields a spec writes. */
export function fieldsOf(spec: FieldSpec): readonly string[] {
  if (spec.as === 'about') return [spec.name, spec.kind];
  return spec.as === 'date'
    ? [spec.name, spec.precision, ...(spec.until === undefined ? [] : [spec.until])]
    : [spec.name];
}

/** What a form has changed of a record: only that is sent, so that two people may change different things. */
export function changedFields(specs: readonly FieldSpec[], before: RecordValues, after: RecordValues): RecordValues {
  return Object.fromEntries(
    specs
      .flatMap(fieldsOf)
      .filter((name) => !same(before[name], after[name]))
      .map((name) => [name, after[name] ?? null]),
  );
}

/** What a new record is to hold: the fields that were filled in. */
export function givenFields(specs: readonly FieldSpec[], values: RecordValues): RecordValues {
  return Object.fromEntries(
    specs
      .flatMap(fieldsOf)
      .filter((name) => values[name] !== null && values[name] !== undefined && values[name] !== '')
      .map((name) => [name, values[name]]),
  );
}

/** Whether everything is there that must be. */
export function isComplete(specs: readonly FieldSpec[], values: RecordValues): boolean {
  return specs.every(({ required, name }) => !required || (values[name] ?? '') !== '');
}

type DateSpec = Extract<FieldSpec, { as: 'date' }>;

/**
 * The two dates of a span as they were written; the second is empty where the thing did not last. What is known only
 * "about" has no more of its day: of a whole year the year, else year and month.
 */
export function readDates(spec: DateSpec, values: RecordValues): { from: string; to: string; about: boolean } {
  const day = (name: string | undefined): string | null =>
    name === undefined ? null : ((values[name] as string | null | undefined) ?? null);
  const precision = day(spec.precision);
  const about = precision === 'about';
  const wholeYear =
    (day(spec.name)?.endsWith('-01-01') ?? false) &&
    (spec.until === undefined || (day(spec.until)?.endsWith('-12-31') ?? true));
  const known = about && wholeYear ? 'year' : precision;
  const from = partialOf(day(spec.name), known);
  const to = partialOf(day(spec.until), known);
  return { from, to: to === from ? '' : to, about };
}

/** The fields of a span from its two dates, and whether they are only about right. */
export function writeDates(spec: DateSpec, from: string, to: string, about = false): RecordValues {
  const first = spanOf(from);
  const last = spanOf(to);
  return {
    [spec.name]: first.from,
    [spec.precision]: about && first.from !== null ? 'about' : first.precision,
    ...(spec.until !== undefined && { [spec.until]: last.to ?? first.to }),
  };
}

/** A plain value as text; what has parts of its own has no text here. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}
