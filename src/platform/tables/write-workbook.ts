import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { tableError } from './problem.ts';
import { batched } from './write-text.ts';
import type { Rows } from './write-text.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;
/** A fixed moment in every archive: the same rows give the same bytes. */
const MOMENT = { mtime: new Date(Date.UTC(2000, 0, 1)), forceDosTimestamp: true };

/** A workbook of one sheet, every cell an inert text, streamed as it is made. */
export function xlsxStream(sheetName: string, columns: readonly string[], rows: Rows): Readable {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(fixedParts([sheetName])))
    zip.addBuffer(Buffer.from(XML + text), name, MOMENT);
  const sheet = Readable.from(sheetXml(columns, rows));
  const output = zip.outputStream as Readable;
  const fail = (error: Error) => output.destroy(error);
  zip.on('error', fail);
  sheet.on('error', fail);
  output.on('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', MOMENT);
  zip.end();
  return output;
}

/** A sheet that is laid out by hand: rows of texts and numbers, whatever their widths. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A workbook of several sheets, their numbers as numbers; no cell is a formula. Small enough to be made at once. */
export function workbookStream(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile();
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(XML + text), name, MOMENT);
  for (const [name, text] of Object.entries(fixedParts(sheets.map(({ name }) => name)))) add(name, text);
  for (const [at, { rows }] of sheets.entries()) {
    const body = rows.map((cells) => `<row>${cells.map(plainCellXml).join('')}</row>`).join('');
    add(
      `xl/worksheets/sheet${at + 1}.xml`,
      `<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><sheetData>${body}</sheetData></worksheet>`,
    );
  }
  zip.end();
  return zip.outputStream as Readable;
}

const plainCellXml = (cell: string | number | null): string =>
  typeof cell === 'number' && Number.isFinite(cell)
    ? `<c><v>${cell}</v></c>`
    : cellXml(cell === null ? '' : String(cell));

function fixedParts(sheetNames: readonly string[]): Record<string, string> {
  const relations = (all: readonly { id: string; type: string; target: string }[]) =>
    `<Relationships xmlns="${OFFICE}/package/2006/relationships">${all
      .map(
        ({ id, type, target }) =>
          `<Relationship Id="${id}" Type="${OFFICE}/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return {
    '[Content_Types].xml':
      `<Types xmlns="${OFFICE}/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
      sheetNames
        .map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${types}.worksheet+xml"/>`)
        .join('') +
      '</Types>',
    '_rels/.rels': relations([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/_rels/workbook.xml.rels': relations(
      sheetNames.map((_, at) => ({ id: `rId${at + 1}`, type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` })),
    ),
    'xl/workbook.xml':
      `<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships">` +
      `<sheets>${sheetNames
        .map((name, at) => `<sheet name="${escaped(sheetTitle(name))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
        .join('')}</sheets></workbook>`,
  };
}

/** Spreadsheet programs refuse some characters and more than 31 of them. */
function sheetTitle(name: string): string {
  const allowed = name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim();
  return allowed.slice(0, 31) || 'Sheet1';
}

async function* sheetXml(columns: readonly string[], rows: Rows): AsyncGenerator<Buffer> {
  yield Buffer.from(`${XML}<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><sheetData>${rowXml(columns)}`);
  let written = 1;
  for await (const batch of batched(rows)) {
    written += batch.length;
    if (written > MOST_ROWS) throw tooManyRows();
    yield Buffer.from(batch.map(rowXml).join(''));
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function rowXml(cells: readonly string[]): string {
  return `<row>${cells.map(cellXml).join('')}</row>`;
}

function cellXml(text: string): string {
  if (text === '') return '<c/>';
  if (text.length > MOST_CHARACTERS) throw tooLong();
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** What XML cannot hold is written as `_x000D_`, and what looks so already is protected. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/(?![\t\n\u007f-\u009f])\p{Cc}|[\ufffe\uffff]/gu, (found) => {
      return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    })
    .replace(/[&<>"]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[found] ?? found);
}

function tooManyRows() {
  const message = `A sheet holds at most ${MOST_ROWS} rows.`;
  return tableError('too-many-rows', message, 'Export as CSV, or narrow the selection.');
}

function tooLong() {
  const message = `A spreadsheet cell holds at most ${MOST_CHARACTERS} characters.`;
  return tableError('field-too-long', message, 'Export as CSV or JSON, which hold longer texts.');
}
