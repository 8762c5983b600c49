import { Problem } from '../../../platform/action/index.ts';
import type { RecordDraft } from '../draft.ts';
import { foldName } from '../../../words/fold.ts';
import type { TableRow } from '../../../platform/tables/index.ts';
import { listMapping, type CellCorrection, type ListMapping } from '../schema.ts';
import type { Layout, LayoutContext } from '../target.ts';
import { fieldOf, runningNumbers } from './fields.ts';
import { ListReader, type ReadColumn } from './list-reader.ts';
import { proposeMapping } from './propose.ts';

/** Fields that only a list of persons has. */
const telling = /^(name\.|document\.|birth\.|person\.(sex|age|victimStatus)|contact\.)/;

/** An agency's own list, read by a mapping that Palermo proposes, a person corrects and the system remembers. */
export const ownListLayout: Layout<RecordDraft> = {
  id: 'own-list',
  title: 'An agency’s own list',
  kind: 'records',
  detect: (columns, sample) => {
    const found = proposeMapping(columns, sample).filter(
      ({ field, confidence }) => field !== null && confidence >= 0.7 && telling.test(field),
    );
    return found.some(({ field }) => field?.startsWith('name.') || field?.startsWith('document.')) || found.length >= 2
      ? 0.8
      : 0.1;
  },
  open: (context) => {
    const { columns, corrections } = readMapping(context.mapping, context.columns);
    const read: ReadColumn[] = columns.flatMap(({ column, field, values, dateOrder }) => {
      const known = field === null ? undefined : fieldOf(field);
      return known ? [{ at: context.columns.indexOf(column), name: column, field: known, values, dateOrder }] : [];
    });
    const unread = context.columns.filter(
      (name) => !read.some((column) => column.name === name) && !runningNumbers.has(foldName(name)),
    );
    const keyColumns = context.columns.flatMap((name, at) => (runningNumbers.has(foldName(name)) ? [] : [at]));
    const today = new Date().toISOString().slice(0, 10);
    const reader = new ListReader(() => read, keyColumns, unread, sourceOf(context), today);
    if (!corrections || corrections.length === 0) return reader;
    const corrected = correctCells(corrections, context.columns);
    return { read: (row) => reader.read(corrected(row)), finish: () => reader.finish() };
  },
};

/** Puts the cells a person corrected in the place of those of the file. */
function correctCells(corrections: readonly CellCorrection[], columns: readonly string[]): (row: TableRow) => TableRow {
  const byRow = Map.groupBy(corrections, ({ row }) => row);
  return (row) => {
    const cells = byRow.get(row.row);
    if (!cells) return row;
    const values = [...row.values];
    for (const { column, value } of cells) {
      const at = columns.indexOf(column);
      if (at >= 0) values[at] = value;
    }
    return { ...row, values };
  };
}

const sourceOf = ({ fileName }: LayoutContext): string => fileName.slice(0, 200);

/** The mapping, checked against the columns of the file and the fields we know. */
function readMapping(mapping: unknown, columns: readonly string[]): ListMapping {
  const parsed = listMapping.safeParse(mapping);
  if (!parsed.success)
    throw new Problem('invalid-input', {
      fields: parsed.error.issues.map(({ path, message }) => ({ field: ['mapping', ...path].join('.'), message })),
    });
  const wrong = parsed.data.columns.flatMap(({ column, field }) => [
    ...(columns.includes(column) ? [] : [{ field: 'mapping.columns', message: `the file has no column “${column}”` }]),
    ...(field === null || fieldOf(field)
      ? []
      : [{ field: 'mapping.columns', message: `“${field}” is no field; see GET /api/imports/fields` }]),
  ]);
  const single = parsed.data.columns.flatMap(({ field }) =>
    field !== null && fieldOf(field)?.many !== true ? [field] : [],
  );
  const twice = single.filter((field, at) => single.indexOf(field) !== at);
  const clashes = [...new Set(twice)].map((field) => ({
    field: 'mapping.columns',
    message: `two columns are read as “${field}”; choose one`,
  }));
  if (wrong.length + clashes.length > 0) throw new Problem('invalid-input', { fields: [...wrong, ...clashes] });
  return parsed.data;
}
