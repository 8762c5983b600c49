import { stringify } from 'csv-stringify/sync';
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
