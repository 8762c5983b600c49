import { isBlank } from '../header.ts';
import { tableError } from '../problem.ts';
import type { Batches, TableLimits } from '../table.ts';
import { checkIsWorkbook, openArchive } from './archive.ts';
import type { Archive } from './archive.ts';
import { sheetRows } from './sheet.ts';
import { readWorkbook } from './workbook.ts';
import type { Workbook, WorkbookSheet } from './workbook.ts';

export interface OpenSheet {
  readonly sheet: WorkbookSheet;
  readonly sheets: readonly WorkbookSheet[];
  readonly batches: Batches;
}

/** Opens one sheet of a workbook: the one asked for, or the first visible one with data. */
export async function openSheet(
  path: string,
  wanted: string | number | undefined,
  limits: TableLimits,
): Promise<OpenSheet> {
  const archive = await openArchive(path, limits);
  try {
    checkIsWorkbook(archive);
    const workbook = await readWorkbook(archive, limits);
    const sheet = wanted === undefined ? await firstWithData(archive, workbook, limits) : chosen(workbook, wanted);
    return { sheet, sheets: workbook.sheets, batches: () => rowsOf(path, sheet, workbook, limits) };
  } finally {
    archive.close();
  }
}

async function* rowsOf(path: string, sheet: WorkbookSheet, workbook: Workbook, limits: TableLimits) {
  const archive = await openArchive(path, limits);
  try {
    yield* sheetRows(archive.read(sheet.part), workbook, limits);
  } finally {
    archive.close();
  }
}

function chosen({ sheets }: Workbook, wanted: string | number): WorkbookSheet {
  const sheet = typeof wanted === 'number' ? sheets[wanted - 1] : sheets.find(({ name }) => name === wanted);
  if (sheet) return sheet;
  const names = sheets.slice(0, 20).map(({ name }) => JSON.stringify(name));
  throw tableError('no-such-sheet', 'The workbook has no such sheet.', `Choose one of: ${names.join(', ')}.`);
}

async function firstWithData(archive: Archive, workbook: Workbook, limits: TableLimits): Promise<WorkbookSheet> {
  for (const sheet of workbook.sheets) {
    if (!sheet.hidden && (await hasData(archive, sheet, workbook, limits))) return sheet;
  }
  throw tableError(
    'empty-file',
    'No visible sheet of the workbook has data.',
    'Choose a hidden sheet by its name, or another file.',
  );
}

async function hasData(
  archive: Archive,
  sheet: WorkbookSheet,
  workbook: Workbook,
  limits: TableLimits,
): Promise<boolean> {
  for await (const batch of sheetRows(archive.read(sheet.part), workbook, limits)) {
    if (batch.some((row) => !isBlank(row))) return true;
  }
  return false;
}
