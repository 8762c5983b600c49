import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { checkFileSize, fileBytes, firstBytes } from './bytes.ts';
import { byteOrderMark, utf8Chunks } from './decode.ts';
import { declaredDelimiter, detectDelimiter } from './delimiter.ts';
import { delimitedRows } from './delimited.ts';
import { findHeader, isBlank, readHeader } from './header.ts';
import type { Header } from './header.ts';
import { jsonLayout, openJson } from './json.ts';
import type { JsonLayout } from './json-records.ts';
import { tableError } from './problem.ts';
import { dataRows } from './rows.ts';
import type { RowRules } from './rows.ts';
import { sniffContainer, unsupported } from './sniff.ts';
import { DEFAULT_LIMITS } from './table.ts';
import type { Batches, FoundRow, OpenTableOptions, Table, TableLimits } from './table.ts';
import { openSheet } from './xlsx/open.ts';

const SAMPLE_BYTES = 256 * 1024;
const SAMPLE_ROWS = 100;

interface Input {
  readonly path: string;
  readonly compressed: boolean;
  readonly options: OpenTableOptions;
  readonly limits: TableLimits;
}

type Facts = Pick<Table, 'format' | 'encoding' | 'delimiter' | 'sheet' | 'sheets'>;

/**
 * Opens a table of any format we read, told by its content. Throws a `TableError` for a file that cannot be read;
 * what is wrong with single rows comes with the rows.
 */
export async function openTable(path: string, options: OpenTableOptions = {}): Promise<Table> {
  const limits: TableLimits = { ...DEFAULT_LIMITS, ...definedLimits(options) };
  await checkFileSize(path, limits);
  const outer = await sniffContainer(await firstBytes(fileBytes(path, false, limits), SAMPLE_BYTES));
  const compressed = outer === 'gzip';
  const input: Input = { path, compressed, options, limits };
  if (!compressed) return outer === 'zip' ? openWorkbook(input, path) : openText(input);
  const inner = await sniffContainer(await firstBytes(fileBytes(path, true, limits), SAMPLE_BYTES));
  if (inner === 'gzip') throw unsupported('a gzip within a gzip', 'Unpack it once and bring in the result.');
  return inner === 'zip' ? unpackWorkbook(input) : openText(input);
}

function definedLimits(options: OpenTableOptions): Partial<TableLimits> {
  const names = Object.keys(DEFAULT_LIMITS) as (keyof TableLimits)[];
  return Object.fromEntries(names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]));
}

/** A workbook is read by jumping about in it, so a gzipped one is unpacked to a file first. */
async function unpackWorkbook(input: Input): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const unpacked = join(folder, 'workbook');
    await pipeline(fileBytes(input.path, true, input.limits), createWriteStream(unpacked, { mode: 0o600 }));
    return { ...(await openWorkbook(input, unpacked)), close: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function openWorkbook(input: Input, path: string): Promise<Table> {
  const { sheet, sheets, batches } = await openSheet(path, input.options.sheet, input.limits);
  const names = sheets.map(({ name, hidden }) => ({ name, hidden }));
  const facts: Facts = { format: 'xlsx', encoding: 'utf-8', sheet: sheet.name, sheets: names };
  return tableOf(input, facts, batches, 0);
}

async function openText(input: Input): Promise<Table> {
  const { path, compressed, options, limits } = input;
  const start = await firstBytes(fileBytes(path, compressed, limits), SAMPLE_BYTES);
  if (start.length === 0)
    throw tableError('empty-file', 'The file is empty.', 'Choose a file with a header row and data.');
  const encoding = options.encoding ?? byteOrderMark(start)?.encoding ?? 'utf-8';
  const chunks = () => utf8Chunks(fileBytes(path, compressed, limits), encoding);
  const sample = (await firstBytes(chunks(), SAMPLE_BYTES)).toString('utf8');
  const layout = jsonLayout(sample);
  if (layout && !looksDelimited(sample, layout)) return openJsonText(input, encoding, chunks, layout);
  const declared = declaredDelimiter(sample);
  const delimiter = options.delimiter ?? declared ?? detectDelimiter(sample, options.fileName);
  const facts: Facts = { format: delimiter === '\t' ? 'tsv' : 'csv', encoding, delimiter };
  return tableOf(input, facts, () => delimitedRows(chunks(), delimiter, limits), declared ? 1 : 0);
}

/** A CSV may begin with a bracket too, as in `[ref],name`. */
function looksDelimited(sample: string, layout: JsonLayout): boolean {
  const start = sample.trimStart();
  return layout === 'list' ? !/^\[\s*(?:[[{"\]\d-]|true|false|null|$)/.test(start) : !/^\{\s*(?:["}]|$)/.test(start);
}

async function openJsonText(
  input: Input,
  encoding: string,
  chunks: () => AsyncGenerator<Buffer>,
  layout: JsonLayout,
): Promise<Table> {
  const { header, listed, batches } = await openJson(chunks, layout, input.limits);
  const rules: RowRules = { header, limits: input.limits, everyCellWritten: listed, keepBlank: true };
  return finished(input, { format: layout === 'lines' ? 'jsonl' : 'json', encoding }, batches, rules, []);
}

async function tableOf(input: Input, facts: Facts, batches: Batches, from: number): Promise<Table> {
  const { options, limits } = input;
  const sample = await firstRows(batches, Math.max(SAMPLE_ROWS, (options.headerRow ?? 0) + 1));
  const isSheet = facts.format === 'xlsx';
  const index =
    options.headerRow === undefined ? findHeader(sample, from) : chosenHeader(sample, options.headerRow, isSheet);
  const row = sample[index];
  if (!row) throw tableError('no-header', 'No header row was found.', 'Say which row holds the column names.');
  const header: Header = readHeader(row, index, limits, isSheet);
  if (!sample.slice(index + 1).some((below) => !isBlank(below))) {
    throw tableError('no-rows', 'The table has a header but no data.', 'Choose a file with data below the header.');
  }
  const preamble = sample.slice(0, index).flatMap((above) => (isBlank(above) ? [] : [above.cells]));
  return finished(input, facts, batches, { header, limits, everyCellWritten: !isSheet, keepBlank: false }, preamble);
}

function chosenHeader(sample: readonly FoundRow[], headerRow: number, isSheet: boolean): number {
  return isSheet ? sample.findIndex(({ line }) => line === headerRow) : headerRow - 1;
}

async function firstRows(batches: Batches, wanted: number): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  for await (const batch of batches()) {
    rows.push(...batch.slice(0, wanted));
    if (rows.filter((row) => !isBlank(row)).length >= wanted) break;
    if (rows.length > wanted * 100) break;
  }
  return rows;
}

function finished(input: Input, facts: Facts, batches: Batches, rules: RowRules, preamble: Table['preamble']): Table {
  return {
    ...facts,
    compressed: input.compressed,
    columns: rules.header.columns,
    preamble,
    rows: (fromRow = 1) => dataRows(batches, rules, fromRow),
    close: async () => undefined,
  };
}
