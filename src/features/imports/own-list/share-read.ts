import type { ColumnMapping } from '../schema.ts';
import type { RowProblem } from '../target.ts';
import {
  readAge,
  readAnswer,
  readBirth,
  readCode,
  readCodes,
  readCountries,
  readCountry,
  readDay,
  readDocument,
  readPhone,
  readPlace,
  readYear,
  type Cell,
} from './cells.ts';
import { fieldOf, type Field } from './fields.ts';

/** How often a value stands in a column. */
export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

/**
 * The share of cells, 0 to 1, that can be read when the column has this meaning and its values stand for what is said of
 * them: how sure a reading is depends on its cells as much as on its name. Empty cells count on neither side.
 */
export function shareRead(
  { field, values, dateOrder }: Pick<ColumnMapping, 'field' | 'values' | 'dateOrder'>,
  cells: readonly CountedValue[],
  today: string,
): number {
  const known = field === null ? undefined : fieldOf(field);
  const sum = (counted: readonly CountedValue[]): number => counted.reduce((all, { count }) => all + count, 0);
  if (known === undefined || cells.length === 0) return 1;
  return sum(cells.filter(({ value }) => isRead(known, value, { values, dateOrder, today }))) / sum(cells);
}

type How = Pick<ColumnMapping, 'values' | 'dateOrder'> & { today: string };

function isRead({ reading }: Field, text: string, { values, dateOrder, today }: How): boolean {
  const problems: RowProblem[] = [];
  const cell: Cell = { column: '', text, problems };
  switch (reading.as) {
    case 'code':
      readCode(cell, { list: reading.list, only: reading.only, values });
      break;
    case 'codes':
      readCodes(cell, { list: reading.list, values });
      break;
    case 'country':
      readCountry(cell, values);
      break;
    case 'countries':
      readCountries(cell, values);
      break;
    case 'place':
      readPlace(cell, values);
      break;
    case 'age':
      readAge(cell);
      break;
    case 'year':
      readYear(cell);
      break;
    case 'date':
      readDay(cell, dateOrder, today);
      break;
    case 'birth':
      readBirth(cell, dateOrder, today);
      break;
    case 'answer':
      readAnswer(cell);
      break;
    case 'phone':
      readPhone(cell);
      break;
    case 'document':
      readDocument(cell, reading.shape);
      break;
    default:
      return true;
  }
  return problems.every(({ severity }) => severity !== 'error');
}
