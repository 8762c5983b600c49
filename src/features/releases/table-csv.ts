import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { neutraliseFormula } from '../../platform/tables/index.ts';
import type { ReleaseOpened } from './schema.ts';

/** A table as CSV: a sum says All, a withheld count is an asterisk. */
export function tableCsv({ fields, told }: Pick<ReleaseOpened, 'fields' | 'told'>): string | null {
  if (told === null) return null;
  return stringify([
    [...fields, 'count'],
    ...told.map(({ values, count }) => [
      ...values.map((value) => value ?? 'All'),
      count === null ? '*' : String(count),
    ]),
  ]);
}

/**
 * The same for anyone, with licence and citation as last columns: the first row stays the header that spreadsheets and
 * programs expect, and a row that is copied out still says whose it is and how it may be used.
 */
export function publicCsv(
  release: Pick<ReleaseOpened, 'fields' | 'told' | 'licence' | 'citation'>,
  records: string | null,
): string {
  const [head = [], ...rows]: string[][] = parse(records ?? tableCsv(release) ?? '');
  const [licence, citation] = [neutraliseFormula(release.licence), neutraliseFormula(release.citation)];
  return stringify([[...head, 'licence', 'citation'], ...rows.map((row) => [...row, licence, citation])]);
}
