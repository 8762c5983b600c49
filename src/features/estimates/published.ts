import { readFile } from 'node:fs/promises';
import { rowsFrom } from './rules.ts';
import type { CaptureRows } from './schema.ts';

interface Published {
  readonly id: string;
  readonly file: string;
  readonly citation: string;
  readonly months: number | null;
  /** The interval that was published of these very people. */
  readonly said?: [low: number, high: number];
}

/** Printed in 2014 and quoted since, rounded from the interval of one chosen model. */
const saidOfUk: [number, number] = [10_000, 13_000];

const folder = new URL('../../../data/mse/', import.meta.url);
const homeOffice = 'Home Office 2014, Modern slavery: an application of multiple systems estimation';

/** Tables of published studies, to learn on and to compare with. */
const published: readonly Published[] = [
  {
    id: 'uk-5',
    file: 'uk2013_5lists.csv',
    citation: `${homeOffice}; police and National Crime Agency merged`,
    months: 12,
    said: saidOfUk,
  },
  {
    id: 'uk-4',
    file: 'uk2013_4lists.csv',
    citation: `${homeOffice}; without the general public`,
    months: 12,
    said: saidOfUk,
  },
  { id: 'uk-6', file: 'uk2013_6lists.csv', citation: homeOffice, months: 12, said: saidOfUk },
  {
    id: 'korea',
    file: 'korea_3lists.csv',
    citation: 'Human Rights Data Analysis Group 2018, women held in wartime sexual slavery, Palembang',
    months: null,
  },
  {
    id: 'artificial',
    file: 'artificial_3lists.csv',
    citation: 'Chan, Silverman and Vincent 2021, J. Am. Stat. Assoc. 116:1297, table 2 (made up)',
    months: null,
  },
];

export interface PublishedTable {
  readonly id: string;
  readonly table: CaptureRows;
  readonly citation: string;
  readonly months: number | null;
  readonly said: [number, number] | null;
}

/** The shipped tables, read from their files. */
export async function publishedTables(): Promise<PublishedTable[]> {
  return await Promise.all(
    published.map(async ({ id, file, citation, months, said = null }) => {
      const read = rowsFrom(await readFile(new URL(file, folder), 'utf8'));
      if ('problems' in read) throw new Error(`${file} is no capture table`);
      return { id, table: read.rows, citation, months, said };
    }),
  );
}
