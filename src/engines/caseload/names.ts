import type { Random } from './random.ts';
import { latinByRule } from './spelling.ts';

/** One row of a name list in data/names. */
export type NameRow = Readonly<Record<string, string>>;

/** The lists as their files hold them; read at the edge and passed in. */
export interface NameFiles {
  readonly forenames: readonly NameRow[];
  readonly surnames: readonly NameRow[];
  readonly indonesian: readonly NameRow[];
  readonly khmer: readonly NameRow[];
  readonly persian: readonly NameRow[];
  readonly vietnamese: readonly NameRow[];
}

/** A listed name: in Latin letters, and in its own writing where the list has it. */
export interface ListedName {
  readonly latin: string;
  readonly native: string | null;
  /** The Latin letters were made from the native ones by rule. */
  readonly made: boolean;
}
interface Pool {
  readonly F: readonly ListedName[];
  readonly M: readonly ListedName[];
}
interface Culture {
  readonly given: Pool;
  readonly family: Pool;
  /** ISO 15924 of the native writing. */
  readonly script: 'Latn' | 'Arab' | 'Khmr' | 'Hani';
  /** Where the family name stands. */
  readonly familyFirst: boolean;
}
export type NameLists = ReadonlyMap<string, Culture>;

export interface FullName {
  readonly given: ListedName;
  readonly family: ListedName;
  readonly script: Culture['script'];
  readonly familyFirst: boolean;
}

const plain = /^[A-Za-z' -]+$/;
export const withoutMarks = (text: string): string =>
  text.replaceAll('đ', 'd').replaceAll('Đ', 'D').replaceAll('Ð', 'D').normalize('NFD').replaceAll(/\p{M}/gu, '');

const latinOnly = (text: string): ListedName => ({ latin: text, native: null, made: false });

/** Arranges the lists by the country whose people bear the names. */
export function nameLists(files: NameFiles): NameLists {
  const fore = (gender: string, ...countries: string[]): ListedName[] =>
    unique(
      files.forenames
        .filter((row) => row['gender'] === gender && countries.includes(row['country'] ?? ''))
        .map((row) => latinOnly(row['latin'] ?? ''))
        .filter(({ latin }) => plain.test(latin)),
    );
  const sur = (country: string): ListedName[] =>
    files.surnames
      .filter((row) => row['country'] === country)
      .flatMap((row) =>
        (row['latin'] ?? '').split('/').map((latin) => ({ latin, native: row['name'] || null, made: false })),
      )
      .filter(({ latin }) => latin !== '');
  const both = (pool: readonly ListedName[]): Pool => ({ F: pool, M: pool });
  const muslim = ['PK', 'BD', 'SA', 'AE', 'KW', 'JO', 'IQ'];
  const urdu: Pool = { F: fore('F', ...muslim), M: fore('M', ...muslim) };
  const malay: Pool = { F: fore('F', 'MY', 'SA'), M: fore('M', 'MY', 'SA') };
  const persian: Pool = { F: persianOf(files, 'F'), M: persianOf(files, 'M') };
  const vietnamese = sur('VN').map(({ latin }) => ({ latin: withoutMarks(latin), native: latin, made: false }));
  const south = { given: urdu, family: both(urdu.M), script: 'Arab', familyFirst: false } as const;
  const west = { given: persian, family: both(persian.M), script: 'Arab', familyFirst: false } as const;
  return new Map<string, Culture>([
    [
      'IDN',
      { given: indonesianOf(files, 'first'), family: indonesianOf(files, 'last'), script: 'Latn', familyFirst: false },
    ],
    ['MYS', { given: malay, family: both(malay.M), script: 'Latn', familyFirst: false }],
    ['PAK', south],
    [
      'BGD',
      {
        ...south,
        given: { F: fore('F', 'PK', 'AE', 'SA'), M: fore('M', 'BD') },
        family: both(sur('BD').map(({ latin }) => latinOnly(latin))),
        script: 'Latn',
      },
    ],
    ['AFG', west],
    ['IRN', west],
    [
      'KHM',
      { given: both(khmerOf(files, 'first')), family: both(khmerOf(files, 'last')), script: 'Khmr', familyFirst: true },
    ],
    ['VNM', { given: vietnameseOf(files), family: both(vietnamese), script: 'Latn', familyFirst: true }],
    [
      'PHL',
      {
        given: { F: fore('F', 'PH'), M: fore('M', 'PH') },
        family: both(sur('PH').map(({ latin }) => latinOnly(latin))),
        script: 'Latn',
        familyFirst: false,
      },
    ],
  ]);
}

/** A name of a person of this country and sex; the Indonesian one for a country without lists. */
export function drawName(random: Random, lists: NameLists, country: string, sex: 'F' | 'M'): FullName {
  const culture = lists.get(country) ?? lists.get('IDN');
  if (!culture) throw new Error('The name lists were not passed in.');
  return {
    given: random.pick(culture.given[sex]),
    family: random.pick(culture.family[sex]),
    script: culture.script,
    familyFirst: culture.familyFirst,
  };
}

const unique = (names: readonly ListedName[]): ListedName[] => [
  ...new Map(names.map((name) => [name.latin, name])).values(),
];

function indonesianOf(files: NameFiles, part: string): Pool {
  const of = (gender: string): ListedName[] =>
    unique(
      files.indonesian
        .filter((row) => row['part'] === part && ['', gender].includes(row['gender'] ?? ''))
        .map((row) => latinOnly(row['name'] ?? '')),
    );
  return { F: of('F'), M: of('M') };
}

const khmerOf = (files: NameFiles, part: string): ListedName[] =>
  files.khmer
    .filter((row) => row['part'] === part)
    .map((row) => ({ latin: row['latin'] ?? '', native: row['name'] ?? '', made: false }));

function persianOf(files: NameFiles, gender: string): ListedName[] {
  return files.persian
    .filter((row) => row['gender'] === gender)
    .map((row) => ({ latin: latinByRule(row['name'] ?? ''), native: row['name'] ?? '', made: true }));
}

function vietnameseOf(files: NameFiles): Pool {
  const of = (gender: string): ListedName[] =>
    files.vietnamese
      .filter((row) => row['gender'] === gender)
      .map((row) => ({ latin: row['latin'] ?? '', native: row['name'] ?? '', made: false }));
  return { F: of('F'), M: of('M') };
}
