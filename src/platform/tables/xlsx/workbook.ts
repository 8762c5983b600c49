import { tableError } from '../problem.ts';
import type { TableLimits } from '../table.ts';
import { malformedWorkbook } from './archive.ts';
import type { Archive } from './archive.ts';
import { isDateFormat } from './dates.ts';
import { attribute, readXml, unescaped } from './xml.ts';

const MAX_SHARED_CHARACTERS = 128 * 1024 * 1024;

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedStrings: readonly string[];
  /** By style number: is the number a date? */
  readonly dateStyles: readonly boolean[];
  readonly date1904: boolean;
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

/** Reads what the sheets refer to: their names, the shared texts, the date formats. */
export async function readWorkbook(archive: Archive, limits: TableLimits): Promise<Workbook> {
  const root = await readRelations(archive, '_rels/.rels', '', limits);
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = await readRelations(archive, `${folder}_rels/${main.slice(folder.length)}.rels`, folder, limits);
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part;
  const { sheets, date1904 } = await readSheetList(archive, main, relations, limits);
  if (sheets.length === 0) throw malformedWorkbook('it has no sheet');
  const strings = partOf('sharedStrings');
  const styles = partOf('styles');
  return {
    sheets,
    date1904,
    sharedStrings: strings ? await readSharedStrings(archive, strings, limits) : [],
    dateStyles: styles ? await readDateStyles(archive, styles, limits) : [],
  };
}

async function readRelations(archive: Archive, name: string, folder: string, limits: TableLimits) {
  const relations = new Map<string, Relation>();
  if (!archive.parts.has(name.toLowerCase())) return relations;
  const open = (tag: string, attributes: Readonly<Record<string, string>>) => {
    if (tag !== 'Relationship' || attributes['TargetMode'] === 'External') return;
    const { Id, Type, Target } = attributes;
    if (!Id || !Type || !Target) return;
    relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part: resolvePart(folder, Target) });
  };
  await readXml(archive.read(name), { open }, limits);
  return relations;
}

function resolvePart(folder: string, target: string): string {
  const path = new URL(target.replaceAll('\\', '/'), `part:///${folder}`).pathname;
  return path.replace(/^\/+/, '');
}

async function readSheetList(
  archive: Archive,
  main: string,
  relations: ReadonlyMap<string, Relation>,
  limits: TableLimits,
): Promise<{ sheets: WorkbookSheet[]; date1904: boolean }> {
  const sheets: WorkbookSheet[] = [];
  let date1904 = false;
  const open = (tag: string, attributes: Readonly<Record<string, string>>) => {
    if (tag === 'workbookPr') date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    if (tag !== 'sheet') return;
    const relation = relations.get(Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '');
    // Chart sheets and macros hold no table.
    if (relation?.type !== 'worksheet') return;
    const hidden = (attributes['state'] ?? 'visible') !== 'visible';
    sheets.push({ name: attribute(attributes, 'name') ?? '', hidden, part: relation.part });
  };
  await readXml(archive.read(main), { open }, limits);
  return { sheets, date1904 };
}

async function readSharedStrings(archive: Archive, part: string, limits: TableLimits): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  let total = 0;
  await readXml(
    archive.read(part),
    {
      open(tag) {
        if (tag === 'si') current = '';
        else if (tag === 'rPh') phonetic = true;
        else if (tag === 't') inText = !phonetic;
      },
      text(text) {
        if (!inText) return;
        current += text;
        total += text.length;
        if (total > MAX_SHARED_CHARACTERS) throw tooMuchText();
      },
      close(tag) {
        if (tag === 't') inText = false;
        else if (tag === 'rPh') phonetic = false;
        else if (tag === 'si') strings.push(unescaped(current));
      },
    },
    limits,
  );
  return strings;
}

function tooMuchText() {
  const message = `The workbook holds more than ${MAX_SHARED_CHARACTERS} characters of text.`;
  return tableError('expands-too-much', message, 'Save the sheet as CSV (UTF-8) and bring in that.');
}

async function readDateStyles(archive: Archive, part: string, limits: TableLimits): Promise<boolean[]> {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(
    archive.read(part),
    {
      open(tag, attributes) {
        const id = Number(attributes['numFmtId'] ?? 0);
        if (tag === 'numFmt') formats.set(id, attributes['formatCode'] ?? '');
        else if (tag === 'cellXfs') inCells = true;
        else if (tag === 'xf' && inCells) styles.push(isDateFormat(id, formats.get(id)));
      },
      close(tag) {
        if (tag === 'cellXfs') inCells = false;
      },
    },
    limits,
  );
  return styles;
}
