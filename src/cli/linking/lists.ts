import type { Source } from '../../engines/linkage/index.ts';
import type { FileBatch } from '../../platform/batch/index.ts';
import { FileProblem } from '../../platform/batch/index.ts';
import { Failure } from '../failure.ts';

/** Reads a list of records and makes sure that its ids tell the rows apart. */
export async function readList(batch: FileBatch, path: string, table: string, id: string): Promise<Source> {
  const { columns, records } = await importFile(batch, path, table);
  const at = columns.indexOf(id);
  if (at < 0)
    throw new Failure(
      'no-id-column',
      `${path} has no column ${id}. ${columnsToTell(columns)} Say which tells the records apart with --id.`,
    );
  if (records === 0) throw new Failure('no-records', `${path} has a header but no rows.`);
  const missing = await batch.columns(`select n + 2 as row from ${table} where c${at} is null order by n limit 1`);
  const row = missing['row']?.[0];
  if (row !== undefined && row !== null)
    throw new Failure('no-id', `Row ${row} of ${path} has nothing in the id column ${id}. Every row needs an id.`);
  const twice = await batch.columns(
    `select c${at} as id, min(n) + 2 as first, max(n) + 2 as last, count(*) as times from ${table} group by c${at} having count(*) > 1 order by min(n) limit 1`,
  );
  if ((twice['id']?.length ?? 0) > 0)
    throw new Failure(
      'duplicate-id',
      `${path} has the id ${String(twice['id']?.[0])} ${String(twice['times']?.[0])} times, first in rows ${String(twice['first']?.[0])} and ${String(twice['last']?.[0])}. Ids must tell the rows apart: correct them, or give another column with --id.`,
    );
  return { table, columns, id: at, records };
}

/** One of these is in nearly every header, and in no row of a person. */
const headerWords =
  /(^|[^a-z])(id|ids|no|nr|key|dob|sex|tel|left|right|label|cluster|person|source|truth)([^a-z]|$)|_id|name|nama|nom(bre)?s?$|apellido|naam|birth|lahir|gender|date|phone|e-?mail|city|passport|paspor|column/i;

/** Says which columns a list has; not where its first line seems to be of a person, for nothing of persons is shown. */
export function columnsToTell(columns: readonly string[]): string {
  const ofPerson = columns.some((name) => /^[\d\s./+:-]+$|@|\d{4,}|^\d+[./-]\d+/.test(name) || name.length > 60);
  return ofPerson || !columns.some((name) => headerWords.test(name))
    ? 'Its first line does not look like names of columns and is not shown, as it may be of a person: put the names of the columns there.'
    : `It has: ${columns.join(', ')}.`;
}

/** Reads any table, its columns as text. */
export async function importFile(
  batch: FileBatch,
  path: string,
  table: string,
): Promise<{ columns: readonly string[]; records: number }> {
  try {
    return await batch.importFile(path, table);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    throw new Failure(
      'unreadable',
      `${error.message} Give CSV or TSV in UTF-8 with a header row, gzipped or not, or Parquet.`,
    );
  }
}

/** The cluster of each record in an earlier run, or -1. Of several lists, the column `source` tells which an id is of. */
export async function readKnown(
  batch: FileBatch,
  sources: readonly Source[],
  records: number,
  path: string,
): Promise<Int32Array> {
  const known = new Int32Array(records).fill(-1);
  for await (const [record, text] of valuesById(batch, sources, path, 'cluster')) {
    if (!/^\d{1,9}$/.test(text))
      throw new Failure(
        'bad-cluster',
        `${path} has a cluster that is no whole number. Give the file as an earlier run wrote it.`,
      );
    known[record] = Number(text);
  }
  return known;
}

/** The person each record is said to be of, numbered as they come, or -1 where the file of labels says nothing. */
export async function readLabels(
  batch: FileBatch,
  sources: readonly Source[],
  records: number,
  path: string,
  truth: string,
): Promise<Int32Array> {
  const labels = new Int32Array(records).fill(-1);
  const numbers = new Map<string, number>();
  for await (const [record, person] of valuesById(batch, sources, path, truth)) {
    const number = numbers.get(person) ?? numbers.size;
    numbers.set(person, number);
    labels[record] = number;
  }
  if (numbers.size === 0)
    throw new Failure('no-labels', `No id of ${path} is in the lists: nothing could be learned from the labels.`);
  return labels;
}

/** What a file says of records, by their id: the number of the record and the value of the column. */
async function* valuesById(
  batch: FileBatch,
  sources: readonly Source[],
  path: string,
  column: string,
): AsyncGenerator<readonly [number, string]> {
  const { columns } = await importFile(batch, path, 'said');
  const [first] = sources;
  const name = first?.columns[first.id] ?? 'id';
  const [id, value, own] = [columns.indexOf(name), columns.indexOf(column), columns.indexOf('source')];
  if (id < 0 || value < 0)
    throw new Failure(
      'no-column',
      `${path} must have the id column ${name} and the column ${column}. ${columnsToTell(columns)}`,
    );
  let start = 0;
  for (const [at, source] of sources.entries()) {
    const mine = own < 0 ? '' : ` and k.c${own} = '${at + 1}'`;
    const found = await batch.columns(
      `select s.n as n, k.c${value} as said from ${source.table} s join said k on k.c${id} = s.c${source.id}${mine} where k.c${value} is not null order by s.n`,
    );
    for (const [row, n] of (found['n'] ?? []).entries()) yield [start + Number(n), String(found['said']?.[row])];
    start += source.records;
  }
}
