import { csvOf } from '../../../kit/csv.ts';
import type { SeriesValue } from '../schema.ts';

const columns = [
  'release',
  'area',
  'areaName',
  'year',
  'dimension',
  'category',
  'sex',
  'ageGroup',
  'unit',
  'text',
  'value',
  'censoredBelow',
  'status',
] as const satisfies readonly (keyof SeriesValue)[];

/** Published figures as CSV, each as printed and as read, with its release. */
export const csvOfValues = (values: readonly SeriesValue[]): string =>
  csvOf([[...columns], ...values.map((value) => columns.map((column) => String(value[column] ?? '')))]);
