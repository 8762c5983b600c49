import { Problem } from '../../../platform/action/index.ts';
import { fromScheme, MASKED, UNKNOWN, type Answer } from '../../../words/codes.ts';
import { parseCountry } from '../../../words/countries.ts';
import type { TableRow } from '../../../platform/tables/index.ts';
import type { AgeRange, EventDraft, PersonDraft, RecordDraft } from '../draft.ts';
import { rowError, rowWarning, tableProblems, unknownCountry } from '../problems.ts';
import type { Layout, LayoutContext, MappedRow, RowProblem, RowReader } from '../target.ts';
import { parseAgeBand, parseMajority } from './ages.ts';
import { ctdcColumn, flagAnswer, type CtdcColumn, type CtdcField, type FlagSet } from './columns.ts';

/**
 * The Counter-Trafficking Data Collaborative's files. Every row is a person: rows that are alike are persons who are
 * alike (the k-anonymised file makes them so), and none is left out as a duplicate.
 */
export const ctdcLayout: Layout<RecordDraft> = {
  id: 'ctdc',
  title: 'CTDC Global Dataset (k-anonymised and synthetic releases)',
  kind: 'records',
  detect: (columns) => {
    const known = columns.map(ctdcColumn);
    const distinctive = known.filter((column) => column !== undefined).length;
    return distinctive >= 3 &&
      columns.some((name) => /^(yearOfRegistration|CountryOfExploitation|majorityStatus)/.test(name))
      ? distinctive / columns.length
      : 0;
  },
  open: (context) => {
    if (context.columns.every((name) => ctdcColumn(name) === undefined)) {
      throw new Problem('file-unreadable', {
        code: 'not-this-layout',
        message: 'None of the columns is one of CTDC.',
        remedy: 'Choose the file again, or another layout; own-list reads any list once you say what its columns mean.',
      });
    }
    return new CtdcReader(context);
  },
};

interface KnownColumn {
  readonly name: string;
  readonly at: number;
  readonly column: CtdcColumn;
}

type Sets = Partial<Record<FlagSet | 'meansGroups', Record<string, Answer>>>;

class CtdcReader implements RowReader<RecordDraft> {
  readonly #columns: readonly KnownColumn[];
  readonly #strange: readonly string[];

  constructor({ columns }: LayoutContext) {
    const found = columns.map((name, at) => ({ name, at, column: ctdcColumn(name) }));
    this.#columns = found.flatMap(({ name, at, column }) => (column ? [{ name, at, column }] : []));
    this.#strange = found.filter(({ column }) => !column).map(({ name }) => name);
  }

  read(row: TableRow): MappedRow<RecordDraft> {
    const problems = tableProblems(row);
    if (problems.some(({ severity }) => severity === 'error')) return { drafts: [], problems };
    const sets: Sets = {};
    const cells = new Map<CtdcField, { name: string; value: string }>();
    for (const { name, at, column } of this.#columns) {
      const value = (row.values[at] ?? '').trim();
      if (column.kind === 'field') cells.set(column.field, { name, value });
      else if (column.kind !== 'derived') readFlag(sets, problems, name, value, column);
    }
    const draft = draftOf(cells, sets, problems);
    return { drafts: problems.some(({ severity }) => severity === 'error') ? [] : [draft], problems };
  }

  finish(): readonly RowProblem[] {
    return this.#strange.map((name) =>
      rowWarning(
        'unknown-column',
        name,
        null,
        'This column is none of CTDC’s; it is left out.',
        'Bring the file in as an own list if the column matters.',
      ),
    );
  }
}

function readFlag(sets: Sets, problems: RowProblem[], name: string, value: string, column: CtdcColumn): void {
  const answer = flagAnswer(value);
  if (answer === undefined) {
    problems.push(
      rowError(
        'not-a-flag',
        name,
        value,
        'This column holds 1, 0, -99 or nothing.',
        'Correct the cell, or leave it empty if it is not known.',
      ),
    );
  } else if (column.kind === 'group') {
    (sets.meansGroups ??= {})[name] = answer;
  } else if (column.kind === 'flag') {
    for (const { set, code, yesOnly } of column.meanings) {
      const answers = (sets[set] ??= {});
      if (answer === 'yes' || !yesOnly) answers[code] = strongest(answers[code], answer);
    }
  }
}

/** Two columns that speak of one code: a yes stands. */
const strongest = (known: Answer | undefined, said: Answer): Answer =>
  known === 'yes' || said === 'unknown' ? (known ?? said) : said;

function draftOf(
  cells: Map<CtdcField, { name: string; value: string }>,
  sets: Sets,
  problems: RowProblem[],
): RecordDraft {
  const read = <T>(
    field: CtdcField,
    parse: (value: string, name: string, problems: RowProblem[]) => T,
  ): T | undefined => {
    const cell = cells.get(field);
    return cell && parse(cell.value, cell.name, problems);
  };
  const year = read('yearOfRegistration', parseYear) ?? null;
  const { recruiterRelations, ...eventSets } = sets;
  const citizenship = read('citizenship', parseCtdcCountry);
  const source = read('Datasource', (value) => value);
  const person: PersonDraft = {
    part: 'victim',
    source: source ? `CTDC: ${source}` : 'CTDC',
    gender: read('gender', parseGender) ?? null,
    ageIdentification: read('ageBroad', readAge) ?? read('majorityStatus', readMajority) ?? null,
    ageExploitation: read('majorityStatusAtExploit', readMajority) ?? null,
    ageEntry: read('majorityEntry', readMajority) ?? null,
    citizenships: citizenship === undefined ? null : [citizenship],
    recruiterRelations: recruiterRelations ?? null,
    exploitationDuration: read('traffickMonths', parseMonths) ?? null,
    registrationYear: year,
  };
  const event: EventDraft = {
    type: 'EXPLOITATION',
    place: read('CountryOfExploitation', parseCtdcCountry) ?? null,
    ...eventSets,
  };
  return {
    sourceKey: null,
    caseReference: null,
    case: { tip: 'yes', som: 'not-asked', closedAs: 'other', registrationYear: year },
    person,
    events: [event],
  };
}

const blank = (value: string): boolean => value === '' || /^-99(\.0)?$/.test(value);

function parseYear(value: string, name: string, problems: RowProblem[]): number | null {
  if (blank(value)) return null;
  const year = /^(\d{4})(\.0)?$/.exec(value.replace(/^(\d),(\d{3})/, '$1$2'))?.[1];
  if (year && Number(year) >= 1900 && Number(year) <= 2200) return Number(year);
  problems.push(
    rowError(
      'not-a-year',
      name,
      value,
      'This is no year.',
      'Write four digits, or leave the cell empty if it is not known.',
    ),
  );
  return null;
}

/** `0` and `00` are withheld by CTDC, an empty cell is unknown, `NA` is Namibia. */
function parseCtdcCountry(value: string, name: string, problems: RowProblem[]): string {
  if (blank(value)) return UNKNOWN;
  if (/^0{1,3}(\.0)?$/.test(value)) return MASKED;
  const country = parseCountry(value);
  if (country === undefined) problems.push(unknownCountry(name, value));
  return country ?? UNKNOWN;
}

function parseGender(value: string, name: string, problems: RowProblem[]): string {
  if (blank(value)) return UNKNOWN;
  const code = fromScheme('sex-gender', 'ctdc', value)[0];
  if (code) return code;
  if (/^trans/i.test(value)) {
    problems.push(
      rowWarning(
        'wider-than-code',
        name,
        value,
        'CTDC joins several genders here; it is kept as unknown.',
        'Nothing to do, unless the source tells them apart.',
      ),
    );
    return UNKNOWN;
  }
  problems.push(
    rowError(
      'unknown-value',
      name,
      value,
      'This is no gender of CTDC’s.',
      'Write Female, Male or Transgender/NonConforming, or leave the cell empty.',
    ),
  );
  return UNKNOWN;
}

function readAge(value: string, name: string, problems: RowProblem[]): AgeRange | null {
  const age = parseAgeBand(value);
  if (age === undefined)
    problems.push(
      rowError(
        'not-an-age',
        name,
        value,
        'This is no band of ages.',
        'Write it as 9--17 or 48+; a spreadsheet may have made a date of it.',
      ),
    );
  return age ?? null;
}

function readMajority(value: string, name: string, problems: RowProblem[]): AgeRange | null {
  const age = parseMajority(value);
  if (age === undefined)
    problems.push(
      rowError(
        'unknown-value',
        name,
        value,
        'This column holds Adult or Minor.',
        'Correct the cell, or leave it empty if it is not known.',
      ),
    );
  return age ?? null;
}

/** The bands of months as the vocabulary has them: `0--12 (0-1 yr)`. */
function parseMonths(value: string, name: string, problems: RowProblem[]): string {
  if (blank(value)) return UNKNOWN;
  const start = /^(\d+)\s*(?:[-–]+|\+)/.exec(value)?.[1];
  const code =
    start === '0' ? 'D0_12' : start === '13' ? 'D13_24' : start === '25' || start === '24' ? 'D25P' : undefined;
  if (code === undefined)
    problems.push(
      rowError(
        'unknown-value',
        name,
        value,
        'This is no band of months of CTDC’s.',
        'Write 0--12, 13--24 or 25+, or leave the cell empty.',
      ),
    );
  return code ?? UNKNOWN;
}
