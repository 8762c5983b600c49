import { type FieldKind, fieldKinds } from '../../engines/linkage/index.ts';
import { UsageFailure } from '../failure.ts';

/** What `link dedupe` and `link match` understand. */
export interface LinkVerbOptions {
  readonly id: string;
  readonly map: readonly string[];
  readonly auto?: boolean;
  readonly threshold?: number;
  readonly engine: 'duckdb' | 'spark';
  readonly seed: number;
  readonly memory?: string;
  readonly threads?: number;
  readonly budget?: number;
  readonly known?: string;
  readonly once?: boolean;
  readonly clusters: string;
  readonly pairs?: string;
  readonly report?: string;
}

/** Other words for the kinds of field, as people write them in `--map`. */
const otherWords: Readonly<Record<string, FieldKind>> = {
  first: 'given',
  firstname: 'given',
  givenname: 'given',
  family: 'surname',
  last: 'surname',
  lastname: 'surname',
  name: 'fullName',
  alias: 'fullName',
  dob: 'dateOfBirth',
  birth: 'dateOfBirth',
  birthdate: 'dateOfBirth',
  city: 'place',
  gender: 'sex',
  zip: 'postcode',
  passport: 'document',
};

/** `given=first_name` or, for two lists, `given=first_name,fname`. */
export function readMap(entries: readonly string[]): (readonly [FieldKind, readonly string[]])[] {
  return entries.map((entry) => {
    const [name, columns] = [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)];
    const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
    const kind = fieldKinds.find((one) => one.toLowerCase() === plain) ?? otherWords[plain];
    if (!entry.includes('=') || kind === undefined || columns === '')
      throw new UsageFailure(`--map ${entry} is not FIELD=COLUMN. The fields are ${fieldKinds.join(', ')}.`);
    return [kind, columns.split(',')] as const;
  });
}

const units: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** Bytes of `2GB`, `512 MB`. */
export function readMemory(text: string): number {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?\s*$/i.exec(text);
  const bytes = found ? Number(found[1]) * (units[(found[2] ?? '').toLowerCase()] ?? 1) : 0;
  if (bytes < 256 * 2 ** 20) throw new UsageFailure(`--memory ${text}: say at least 256MB, for instance 2GB.`);
  return bytes;
}
