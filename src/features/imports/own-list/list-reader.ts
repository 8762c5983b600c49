import { createHash } from 'node:crypto';
import { UNKNOWN, type CodedSet } from '../../../words/codes.ts';
import type { TableRow } from '../../../platform/tables/index.ts';
import type { RecordDraft } from '../draft.ts';
import { rowError, rowWarning, tableProblems } from '../problems.ts';
import type { MappedRow, RowProblem, RowReader } from '../target.ts';
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
import type { DateOrder } from './dates.ts';
import type { Field } from './fields.ts';
import { RowParts } from './row-parts.ts';
import { isUnknown, type CodeQuestion } from './values.ts';

/** A column that is read, and how. */
export interface ReadColumn {
  readonly at: number;
  readonly name: string;
  readonly field: Field;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** `htcds` columns: the name their codes hang on. */
  readonly htcdsColumn?: string | undefined;
}

/** The columns to read of a row, where what one column says changes what another means. */
export type ColumnsOf = (row: TableRow) => readonly ReadColumn[];

const LONGEST_TEXT = 4_000;

/** Reads rows of a list column by column. Rows that are the same and name the same person count once. */
export class ListReader implements RowReader<RecordDraft> {
  readonly #columns: ColumnsOf;
  readonly #keyColumns: readonly number[];
  readonly #source: string;
  readonly #today: string;
  readonly #seen = new Map<string, number>();
  readonly #contentOfKey = new Map<string, string>();
  readonly #unread: readonly string[];

  constructor(
    columns: ColumnsOf,
    keyColumns: readonly number[],
    unread: readonly string[],
    source: string,
    today: string,
  ) {
    this.#columns = columns;
    this.#keyColumns = keyColumns;
    this.#unread = unread;
    this.#source = source;
    this.#today = today;
  }

  read(row: TableRow): MappedRow<RecordDraft> {
    const problems = tableProblems(row);
    if (problems.some(({ severity }) => severity === 'error')) return { drafts: [], problems };
    const parts = new RowParts();
    for (const column of this.#columns(row))
      this.#readCell(parts, column, { column: column.name, text: row.values[column.at] ?? '', problems });
    const key = this.#keyOf(row, parts, problems);
    if (key === null || problems.some(({ severity }) => severity === 'error')) return { drafts: [], problems };
    return { drafts: [parts.draft(key, this.#source)], problems };
  }

  finish(): readonly RowProblem[] {
    return this.#unread.map((name) =>
      rowWarning(
        'unread-column',
        name,
        null,
        'This column is not brought in.',
        'Say in the mapping what it means, if it should be.',
      ),
    );
  }

  /** What the row is known by when the list comes again; null when it was already in this file. */
  #keyOf(row: TableRow, parts: RowParts, problems: RowProblem[]): string | null {
    const content = createHash('sha256')
      .update(JSON.stringify(this.#keyColumns.map((at) => (row.values[at] ?? '').trim())))
      .digest('base64');
    if (parts.key !== null) {
      const key = `key ${parts.reference ?? ''} ${parts.key}`;
      const earlier = this.#contentOfKey.get(key);
      this.#contentOfKey.set(key, earlier ?? content);
      if (earlier === undefined) return key;
      problems.push(
        earlier === content
          ? rowWarning(
              'duplicate-row',
              null,
              null,
              'This row is in the file more than once; it counts once.',
              'Nothing to do.',
            )
          : rowError(
              'conflicting-duplicate',
              null,
              null,
              'Another row of the file has this number and says something else.',
              'Keep one of the rows, or give each person a number of their own.',
            ),
      );
      return null;
    }
    const times = (this.#seen.get(content) ?? 0) + 1;
    this.#seen.set(content, times);
    if (times === 1 || !parts.identified) return `row ${content} ${times}`;
    problems.push(
      rowWarning(
        'duplicate-row',
        null,
        null,
        'This row is in the file more than once; it counts once.',
        'Nothing to do.',
      ),
    );
    return null;
  }

  #readCell(parts: RowParts, column: ReadColumn, cell: Cell): void {
    const { reading, id } = column.field;
    switch (reading.as) {
      case 'text':
        return this.#takeText(parts, id, cell);
      case 'code':
        return takeCode(
          parts,
          id,
          readCode(cell, {
            list: reading.list,
            only: reading.only,
            values: column.values,
            htcdsColumn: column.htcdsColumn,
          }),
        );
      case 'codes':
        return takeCodes(parts, id, readCodes(cell, questionOf(column, reading.list)));
      case 'date': {
        const date = readDay(cell, column.dateOrder, this.#today, id === 'birth.date');
        return date ? takeDate(parts, id, date) : undefined;
      }
      case 'birth':
        parts.birth = readBirth(cell, column.dateOrder, this.#today) ?? parts.birth;
        return;
      case 'place':
        return takePlace(parts, id, readPlace(cell, column.values));
      case 'age':
        return parts.age(
          id === 'person.age' ? 'ageIdentification' : id === 'person.ageEntry' ? 'ageEntry' : 'ageExploitation',
          readAge(cell),
        );
      case 'year':
        parts.case.registrationYear = readYear(cell);
        parts.person.registrationYear = parts.case.registrationYear;
        return;
      case 'answer':
        parts.case[id === 'case.som' ? 'som' : 'tip'] = readAnswer(cell);
        return;
      case 'countries':
        parts.person.citizenships = readCountries(cell, column.values);
        return;
      case 'country':
        parts.person.residenceCountry = readCountry(cell, column.values);
        return;
      default:
        return takeContact(parts, column.field, cell);
    }
  }

  #takeText(parts: RowParts, id: string, cell: Cell): void {
    if (isUnknown(cell.text)) return;
    const text = cell.text.trim();
    if (text.length > LONGEST_TEXT && !id.startsWith('note.')) {
      cell.problems.push(
        rowError(
          'text-too-long',
          cell.column,
          text,
          `This text is longer than ${LONGEST_TEXT} characters.`,
          'Shorten it, or read the column as an account.',
        ),
      );
      return;
    }
    if (id === 'row.key') parts.key = text;
    else if (id === 'case.reference') parts.reference = text.slice(0, 100);
    else if (id === 'name.full') parts.names.unshift({ kind: 'as-spelled', fullText: text });
    else if (id === 'name.given') parts.given = text;
    else if (id === 'name.family') parts.family = text;
    else if (id === 'name.alias')
      parts.names.push(
        ...text
          .split(/[;|]| als | alias /i)
          .flatMap((name) => (name.trim() === '' ? [] : [{ kind: 'alias' as const, fullText: name.trim() }])),
      );
    else if (id === 'birth.place') parts.bornIn(text);
    else if (id === 'contact.address') parts.contacts.push({ kind: 'address', value: text });
    else if (id.startsWith('note.'))
      parts.notes.push({
        dataClass: id === 'note.testimony' ? 'testimony' : 'administrative',
        body: `${cell.column}: ${text}`,
      });
  }
}

const questionOf = (column: ReadColumn, list: CodeQuestion['list']): CodeQuestion => ({
  list,
  values: column.values,
  htcdsColumn: column.htcdsColumn,
});

function takeCode(parts: RowParts, id: string, code: string): void {
  if (id === 'person.sex') parts.person.sex = code;
  else if (id === 'person.gender') parts.person.gender = code;
  else if (id === 'person.victimStatus') takeStatus(parts, code);
  else if (id === 'person.statusDecidedBy') parts.person.statusDecidedBy = code;
  else if (id === 'person.education') parts.person.education = code;
  else if (id === 'person.migrationStatus') parts.person.migrationStatus = code;
}

/** A victim of trafficking says what the case is, unless the list says it itself. */
const tipOfStatus: Readonly<Record<string, string>> = { ACTUAL: 'yes', POSSIBLE: 'suspected', NOT: 'no' };

function takeStatus(parts: RowParts, code: string): void {
  parts.person.victimStatus = code;
  const tip = tipOfStatus[code];
  if (tip && parts.case.tip === 'not-asked') parts.case.tip = tip;
}

function takeCodes(parts: RowParts, id: string, codes: CodedSet | null): void {
  if (id === 'exploitation.forms') parts.set('EXPLOITATION', 'forms', codes ?? { [UNKNOWN]: 'yes' });
  else if (id === 'exploitation.sectors') parts.set('EXPLOITATION', 'sectors', codes);
  else if (id === 'exploitation.means') parts.set('EXPLOITATION', 'means', codes);
  else if (id === 'exploitation.controls') parts.set('EXPLOITATION', 'controls', codes);
  else if (id === 'recruitment.methods') parts.set('RECRUITMENT', 'recruitmentMethods', codes);
  else if (id === 'recruitment.relation') parts.person.recruiterRelations = codes ?? { [UNKNOWN]: 'yes' };
}

function takeDate(parts: RowParts, id: string, date: NonNullable<ReturnType<typeof readDay>>): void {
  const on = (type: 'EXPLOITATION' | 'RECRUITMENT' | 'DETECTION'): void => {
    const event = parts.event(type);
    event.dateFrom = date.from;
    event.dateTo = date.to;
    event.datePrecision = date.precision;
  };
  if (id === 'birth.date') parts.bornOn(date);
  else if (id === 'case.openedOn') parts.case.openedOn = date.from;
  else if (id === 'recruitment.date') on('RECRUITMENT');
  else if (id === 'detection.date') on('DETECTION');
  else if (id === 'exploitation.from') on('EXPLOITATION');
  else if (id === 'exploitation.to') parts.event('EXPLOITATION').dateTo = date.to;
}

function takePlace(parts: RowParts, id: string, place: string): void {
  const type = id === 'exploitation.place' ? 'EXPLOITATION' : id === 'recruitment.place' ? 'RECRUITMENT' : 'DETECTION';
  if (place !== UNKNOWN || type === 'EXPLOITATION') parts.event(type).place = place;
}

function takeContact(parts: RowParts, { reading, id }: Field, cell: Cell): void {
  if (reading.as === 'phone') {
    for (const text of cell.text.split(/[;|,]| \/ /)) {
      const value = readPhone({ ...cell, text });
      if (value !== null) parts.contacts.push({ kind: 'phone', value });
    }
  } else if (reading.as === 'email') {
    if (!isUnknown(cell.text)) parts.contacts.push({ kind: 'e-mail', value: cell.text.trim() });
  } else if (reading.as === 'document') {
    const number = readDocument(cell, reading.shape);
    if (number !== null)
      parts.documents.push({ kind: reading.kind, number, country: id === 'document.nik' ? 'IDN' : null });
  }
}
