import { tableError } from './problem.ts';
import type { TableLimits } from './table.ts';

/** `list`: one list; `wrapped`: an object around a list; `lines`: one value after another. */
export type JsonLayout = 'list' | 'wrapped' | 'lines';

export interface JsonPiece {
  /** `columns` for the list of names beside wrapped rows. */
  readonly kind: 'record' | 'columns';
  readonly line: number;
  readonly text: string;
}

/** Names under which a wrapping object may hold its rows. */
export const ROW_KEYS: ReadonlySet<string> = new Set(['rows', 'data', 'records', 'items', 'results', 'value']);
const COLUMN_KEYS: ReadonlySet<string> = new Set(['columns', 'fields', 'header']);
const MAX_DEPTH = 32;
const [QUOTE, BACKSLASH, COMMA, COLON, FEED] = [34, 92, 44, 58, 10];
const isSpace = (byte: number): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9;
const isOpening = (byte: number): boolean => byte === 91 || byte === 123;
const isClosing = (byte: number): boolean => byte === 93 || byte === 125;

interface Scan {
  depth: number;
  /** Depth at which the wanted values lie; -1 while none is near. */
  wanted: number;
  kind: JsonPiece['kind'];
  inString: boolean;
  escaped: boolean;
  /** Where the value being read began in the buffer, or -1. */
  start: number;
  stringStart: number;
  key: string;
  line: number;
  startLine: number;
  ended: boolean;
  found: boolean;
}

/**
 * Cuts a JSON text into the texts of its records without holding more than one of them,
 * so that a deep or endless value is refused before it costs memory.
 */
export async function* jsonPieces(
  chunks: AsyncIterable<Buffer>,
  layout: JsonLayout,
  limits: TableLimits,
): AsyncGenerator<readonly JsonPiece[]> {
  const scan = newScan(layout);
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const buffer = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const pieces: JsonPiece[] = [];
    for (let at = held.length; at < buffer.length; at++) step(scan, buffer, at, layout, pieces);
    held = keep(scan, buffer, limits);
    if (pieces.length > 0) yield pieces;
  }
  const last: JsonPiece[] = [];
  if (layout === 'lines' && scan.start >= 0 && scan.depth === 0) finish(scan, held, held.length, last);
  if (scan.depth !== 0 || scan.inString) throw malformed(scan.line, 'The JSON text ends before it is complete');
  if (layout === 'wrapped' && !scan.found) throw noList();
  if (last.length > 0) yield last;
}

function newScan(layout: JsonLayout): Scan {
  const wanted = layout === 'lines' ? 0 : layout === 'list' ? 1 : -1;
  const still = { inString: false, escaped: false, ended: false, found: false, key: '', start: -1, stringStart: -1 };
  return { depth: 0, wanted, kind: 'record', line: 1, startLine: 1, ...still };
}

function step(scan: Scan, buffer: Buffer, at: number, layout: JsonLayout, pieces: JsonPiece[]): void {
  const byte = buffer[at] as number;
  if (byte === FEED) scan.line++;
  if (scan.inString) {
    insideString(scan, buffer, at, byte, layout);
    return;
  }
  if (scan.depth === scan.wanted && scan.start >= 0 && (byte === COMMA || isClosing(byte) || isSpace(byte))) {
    finish(scan, buffer, at, pieces);
  }
  if (isSpace(byte) || byte === COMMA || byte === COLON) return;
  if (scan.ended) throw malformed(scan.line, 'Something follows the end of the JSON text');
  if (!isClosing(byte) && scan.depth === scan.wanted && scan.start < 0) {
    scan.start = at;
    scan.startLine = scan.line;
  }
  if (byte === QUOTE) {
    scan.inString = true;
    scan.stringStart = at + 1;
  } else if (isOpening(byte)) open(scan, byte, layout);
  else if (isClosing(byte)) close(scan, buffer, at, layout, pieces);
}

function insideString(scan: Scan, buffer: Buffer, at: number, byte: number, layout: JsonLayout): void {
  if (scan.escaped) scan.escaped = false;
  else if (byte === BACKSLASH) scan.escaped = true;
  else if (byte === QUOTE) {
    scan.inString = false;
    // In a wrapping object the last text before a list is the name of that list.
    if (layout === 'wrapped' && scan.depth === 1) scan.key = buffer.toString('utf8', scan.stringStart, at);
    scan.stringStart = -1;
  }
}

function open(scan: Scan, byte: number, layout: JsonLayout): void {
  scan.depth++;
  if (scan.depth > MAX_DEPTH) {
    const message = `The JSON text is nested more than ${MAX_DEPTH} levels deep (line ${scan.line}).`;
    throw tableError('nested-too-deep', message, 'Bring in a list of flat records.', { line: scan.line });
  }
  if (layout !== 'wrapped' || scan.depth !== 2 || byte !== 91) return;
  if (!scan.found && ROW_KEYS.has(scan.key)) {
    scan.wanted = 2;
    scan.kind = 'record';
    scan.found = true;
  } else if (COLUMN_KEYS.has(scan.key)) {
    scan.wanted = 2;
    scan.kind = 'columns';
  }
}

function close(scan: Scan, buffer: Buffer, at: number, layout: JsonLayout, pieces: JsonPiece[]): void {
  scan.depth--;
  if (scan.depth < 0) throw malformed(scan.line, 'A bracket is closed that was never opened');
  if (scan.depth === scan.wanted && scan.start >= 0) finish(scan, buffer, at + 1, pieces);
  if (layout === 'wrapped' && scan.depth === 1) scan.wanted = -1;
  if (layout !== 'lines' && scan.depth === 0) scan.ended = true;
}

function finish(scan: Scan, buffer: Buffer, end: number, pieces: JsonPiece[]): void {
  pieces.push({ kind: scan.kind, line: scan.startLine, text: buffer.toString('utf8', scan.start, end) });
  scan.start = -1;
}

/** What of the buffer is still needed: the value or name that is not complete. */
function keep(scan: Scan, buffer: Buffer, limits: TableLimits): Buffer {
  const from = scan.start >= 0 ? scan.start : scan.stringStart;
  if (from < 0) return Buffer.alloc(0);
  if (buffer.length - from > limits.maxRecordLength) {
    const message = `One value (line ${scan.line}) is longer than ${limits.maxRecordLength} bytes.`;
    throw tableError('record-too-long', message, 'Bring in a list of flat records.', { line: scan.line });
  }
  if (scan.stringStart >= 0) scan.stringStart -= from;
  if (scan.start >= 0) scan.start = 0;
  return buffer.subarray(from);
}

/** The error for text that is not JSON. */
export function malformed(line: number, what: string) {
  return tableError('malformed-json', `${what} (line ${line}).`, 'Export the file again as JSON.', { line });
}

/** The error for JSON without rows in it. */
export function noList() {
  return tableError(
    'no-list',
    'The JSON text holds no list of records.',
    'Give a list of objects, or an object with "columns" and "rows", or one object on each line.',
  );
}
