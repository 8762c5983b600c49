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
  /** Lists are searched for repetitions too, not only matched with each other. */
  readonly dedupe?: boolean;
  readonly labels?: string;
  readonly truth: string;
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
  familyname: 'surname',
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
    const fields = `The fields are ${fieldKinds.join(', ')}.`;
    if (!entry.includes('=') || name === '' || columns === '')
      throw new UsageFailure(`--map ${entry} is not FIELD=COLUMN. ${fields}`);
    if (kind === undefined) throw new UsageFailure(`--map ${entry}: there is no field “${name}”. ${fields}`);
    return [kind, columns.split(',')] as const;
  });
}

const units = ['', 'k', 'm', 'g', 't'];
/** This process alone takes half of it before anything is read. */
const LEAST_MEMORY = 512e6;

/** Bytes of `2GB`, `512 MB`, `2 GiB`. */
export function readMemory(text: string): number {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?\s*$/i.exec(text);
  const bytes = found
    ? Number(found[1]) * (found[3] ? 1024 : 1000) ** units.indexOf((found[2] ?? '').toLowerCase())
    : 0;
  if (bytes < LEAST_MEMORY) throw new UsageFailure(`--memory ${text}: say at least 512MB, for instance 2GB.`);
  return bytes;
}
