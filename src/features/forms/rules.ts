import { isCodedValue, isCodeListId, UNKNOWN } from '../../words/codes.ts';
import type { ExtraValue, FormField } from './schema.ts';

/** What is wrong with one field of a form or one value, named as the input names it. */
export interface FormFault {
  readonly field: string;
  readonly message: string;
}

const SHORT_TEXT = 500;
const yesNo: readonly string[] = ['yes', 'no', UNKNOWN];

/** What is wrong with a new version of a form, beside the versions before it. */
export function formFaults(fields: readonly FormField[], earlier: readonly FormField[]): readonly FormFault[] {
  const seen = new Set<string>();
  return fields.flatMap((field, at): FormFault[] => {
    const place = (part: string): string => `fields.${at}.${part}`;
    const faults: FormFault[] = [];
    if (seen.has(field.key)) faults.push({ field: place('key'), message: 'two fields have this key' });
    seen.add(field.key);
    if ((field.type === 'code') !== (field.list !== null) || (field.list !== null && !isCodeListId(field.list)))
      faults.push({ field: place('list'), message: 'a code, and only a code, names a list of the vocabulary' });
    const before = earlier.find(({ key }) => key === field.key);
    if (!before && field.key in {})
      faults.push({ field: place('key'), message: 'every record has something of this name already; use another' });
    if (before && (before.type !== field.type || before.list !== field.list || before.dataClass !== field.dataClass))
      faults.push({
        field: place('type'),
        message: 'a field keeps its kind, list and class for good; make a new field instead',
      });
    return faults;
  });
}

/** Why a value does not belong in a field; null when it does. */
function valueFault(field: FormField, value: ExtraValue): string | null {
  switch (field.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'this is no number';
    case 'text':
      return typeof value === 'string' && value.length <= SHORT_TEXT ? null : 'this text is too long';
    case 'long-text':
      return typeof value === 'string' ? null : 'this is no text';
    case 'date':
      return typeof value === 'string' && isDay(value) ? null : 'Invalid ISO date';
    case 'yes-no':
      return typeof value === 'string' && yesNo.includes(value) ? null : `use one of ${yesNo.join(', ')}`;
    case 'code':
      return typeof value === 'string' && isCodeListId(field.list ?? '') && isCodedValue(field.list as never, value)
        ? null
        : `use a code of the list ${field.list}, or UNKNOWN`;
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What is wrong with values that are to be written into the fields of one class. */
export function extraFaults(
  fields: readonly FormField[],
  dataClass: string,
  values: Readonly<Record<string, ExtraValue | null>>,
): readonly FormFault[] {
  return Object.entries(values).flatMap(([key, value]): FormFault[] => {
    const field = fields.find((known) => known.key === key && known.dataClass === dataClass);
    if (!field) return [{ field: `values.${key}`, message: 'the form has no such field of this class' }];
    const fault = value === null ? null : valueFault(field, value);
    return fault === null ? [] : [{ field: `values.${key}`, message: fault }];
  });
}

/** What is kept: the values before with the new ones over them; cleared ones go. Fields that left the form keep theirs. */
export function mergedValues(
  before: Readonly<Record<string, ExtraValue>>,
  said: Readonly<Record<string, ExtraValue | null>>,
): Record<string, ExtraValue> {
  const all: Record<string, ExtraValue | null> = { ...before, ...said };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, ExtraValue] => entry[1] !== null && entry[1] !== ''),
  );
}

/**
 * The definitions of what a record holds: of the version it was written under, and of earlier ones for fields that had
 * left the form by then.
 */
export function definitionsFor(
  values: Readonly<Record<string, ExtraValue>>,
  versions: readonly { readonly number: number; readonly fields: readonly FormField[] }[],
  writtenUnder: number,
): readonly FormField[] {
  const newestFirst = versions.filter(({ number }) => number <= writtenUnder).toSorted((a, b) => b.number - a.number);
  const held = new Set(Object.keys(values));
  const found = new Map<string, FormField>();
  for (const { fields } of newestFirst) {
    for (const field of fields) if (held.has(field.key) && !found.has(field.key)) found.set(field.key, field);
  }
  return [...found.values()];
}
