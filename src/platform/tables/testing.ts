import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { openTable, TableError } from './index.ts';
import type { OpenTableOptions, Table, TableProblem, TableRow } from './index.ts';

let folder: string | null = null;
let count = 0;

/** Writes a file for a test and gives its path. */
export function fileOf(content: string | Buffer): string {
  folder ??= mkdtempSync(join(tmpdir(), 'tables-test-'));
  const path = join(folder, `table-${++count}`);
  writeFileSync(path, content);
  return path;
}

/** Removes all files of the tests. */
export async function removeFiles(): Promise<void> {
  if (folder !== null) await rm(folder, { recursive: true, force: true });
  folder = null;
}

/** Opens and reads a content whole. */
export async function readAll(
  content: string | Buffer,
  options: OpenTableOptions = {},
): Promise<{ table: Table; rows: TableRow[] }> {
  const table = await openTable(fileOf(content), options);
  try {
    const rows: TableRow[] = [];
    for await (const row of table.rows()) rows.push(row);
    return { table, rows };
  } finally {
    await table.close();
  }
}

/** The problem for which a content is refused as a whole. */
export async function refusal(content: string | Buffer, options: OpenTableOptions = {}): Promise<TableProblem> {
  try {
    await readAll(content, options);
  } catch (error) {
    if (error instanceof TableError) return error.problem;
    throw error;
  }
  throw new Error('The file was read without a problem.');
}

/** A zip of the given parts. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface SheetOf {
  readonly name: string;
  readonly rows: string;
  readonly hidden?: boolean;
}

/** A workbook of the given sheets; `rows` is the XML inside `sheetData`. */
export function workbookOf(sheets: readonly SheetOf[], extra: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><workbookPr/><sheets>${sheets
      .map(
        ({ name, hidden }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}" ${hidden ? 'state="hidden"' : ''} r:id="s${at}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, at) => `<Relationship Id="s${at}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at}.xml"/>`)
      .join('')}<Relationship Id="t" Type="${RELATIONS}/styles" Target="styles.xml"/>
      <Relationship Id="u" Type="${RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy&quot;h&quot;"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="46"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml':
      '<sst><si><t>name</t></si><si><r><t>Si</t></r><r><t>ti</t></r><rPh><t>x</t></rPh></si></sst>',
  };
  sheets.forEach(({ rows }, at) => {
    parts[`xl/worksheets/sheet${at}.xml`] =
      `<worksheet><dimension ref="A1:A1"/><sheetData>${rows}</sheetData></worksheet>`;
  });
  return zipOf({ ...parts, ...extra });
}
