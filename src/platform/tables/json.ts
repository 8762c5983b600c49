import { readHeader } from './header.ts';
import type { Header } from './header.ts';
import { jsonPieces, malformed, noList, ROW_KEYS } from './json-records.ts';
import type { JsonLayout, JsonPiece } from './json-records.ts';
import { rowError, tableError } from './problem.ts';
import type { FoundProblem, FoundRow, TableLimits } from './table.ts';
import { NO_PROBLEMS } from './table.ts';

type Chunks = () => AsyncIterable<Buffer>;

export interface JsonTable {
  readonly header: Header;
  readonly listed: boolean;
  readonly batches: () => AsyncGenerator<readonly FoundRow[]>;
}

/** How the text is laid out, told from its beginning; undefined when it is no JSON. */
export function jsonLayout(sample: string): JsonLayout | undefined {
  const start = sample.trimStart();
  if (start.startsWith('[')) return 'list';
  if (!start.startsWith('{')) return undefined;
  const line = start.slice(0, start.indexOf('\n') < 0 ? undefined : start.indexOf('\n'));
  const first = parsedObject(line) ?? parsedObject(start);
  if (first)
    return Object.entries(first).some(([key, value]) => ROW_KEYS.has(key) && isRowList(value)) ? 'wrapped' : 'lines';
  return /"(?:rows|data|records|items|results|value)"\s*:\s*\[/.test(start.slice(0, 64 * 1024)) ? 'wrapped' : 'lines';
}

function parsedObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRowList(value: unknown): boolean {
  return Array.isArray(value) && (value.length === 0 || (typeof value[0] === 'object' && value[0] !== null));
}

/** Reads a JSON text once for its columns: records may each leave out some of them. */
export async function openJson(chunks: Chunks, layout: JsonLayout, limits: TableLimits): Promise<JsonTable> {
  const { columns, listed, namedByRow } = await surveyColumns(chunks(), layout, limits);
  const head: FoundRow = { line: 1, cells: columns, problems: NO_PROBLEMS };
  const header = readHeader(head, namedByRow ? 0 : -1, limits, false);
  const position = new Map(columns.map((name, at) => [name, at]));
  return {
    header: { ...header, width: columns.length },
    listed,
    batches: async function* () {
      for await (const pieces of jsonPieces(chunks(), layout, limits)) {
        yield pieces.filter(({ kind }) => kind === 'record').map((piece) => foundRow(piece, position));
      }
    },
  };
}

async function surveyColumns(chunks: AsyncIterable<Buffer>, layout: JsonLayout, limits: TableLimits) {
  const keys = new Set<string>();
  const named: string[] = [];
  let firstList: readonly unknown[] | undefined;
  let rows = 0;
  for await (const pieces of jsonPieces(chunks, layout, limits)) {
    for (const piece of pieces) {
      const value = parsed(piece);
      if (piece.kind === 'columns') named.push(columnName(value));
      else if (Array.isArray(value)) firstList ??= value;
      else if (typeof value === 'object' && value !== null) for (const key of Object.keys(value)) keys.add(key);
      if (piece.kind === 'record') rows++;
      if (keys.size > limits.maxColumns) break;
    }
  }
  if (rows === 0) throw tableError('no-rows', 'The file has no records.', 'Choose a file with data.');
  if (keys.size > 0) return { columns: [...keys], listed: false, namedByRow: false };
  if (!firstList) throw noList();
  if (named.length > 0) return { columns: named, listed: true, namedByRow: false };
  return { columns: firstList.map((cell) => cellText(cell) ?? ''), listed: true, namedByRow: true };
}

function columnName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return cellText(value) ?? '';
  const { name, field, id } = value as { name?: unknown; field?: unknown; id?: unknown };
  return cellText(name ?? field ?? id) ?? '';
}

/** Long whole numbers (identity numbers) keep their digits, which a JavaScript number would round. */
function exactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? context.source : value;
}

function parsed({ text, line }: JsonPiece): unknown {
  try {
    return /\d{15}/.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text);
  } catch {
    throw malformed(line, 'A value is not valid JSON');
  }
}

/** The text of a plain value; undefined for a list or an object. */
function cellText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function foundRow(piece: JsonPiece, position: ReadonlyMap<string, number>): FoundRow {
  const value = parsed(piece);
  const { line } = piece;
  if (Array.isArray(value))
    return plainCells(
      value.map((cell, at) => [at, `[${at + 1}]`, cell]),
      value.length,
      line,
    );
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, cell]) => [position.get(key) ?? 0, key, cell] as const);
    return plainCells(entries, position.size, line);
  }
  const message = 'This element is a single value, not a record.';
  return { line, cells: [], problems: [rowError('not-a-record', message, 'Give an object with named values.')] };
}

function plainCells(entries: readonly (readonly [number, string, unknown])[], width: number, line: number): FoundRow {
  const cells = Array.from({ length: width }, () => '');
  const problems: FoundProblem[] = [];
  for (const [at, path, value] of entries) {
    const text = cellText(value);
    if (text === undefined) problems.push({ ...nested(path, value), cell: at });
    else cells[at] = text;
  }
  return { line, cells, problems: problems.length > 0 ? problems : NO_PROBLEMS };
}

function nested(path: string, value: unknown): FoundProblem {
  const inner = Array.isArray(value) ? `${path}[…]` : `${path}.${Object.keys(value as object)[0] ?? '…'}`;
  const message = `The value at ${inner.slice(0, 200)} is nested; a table has plain values only.`;
  return rowError('nested-value', message, 'Give each inner value a column of its own.');
}
