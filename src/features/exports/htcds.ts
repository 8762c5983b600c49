import { toScheme, type CodeListId } from '../../words/codes.ts';

interface HtcdsField {
  readonly name: string;
  /** The column of our own export it is made from. */
  readonly from: string;
  /** The list its codes come from; without one the text goes over as it is. */
  readonly list?: CodeListId;
}

/** The fields of HTCDS 2.0 that our records can fill, in its names; several values stand with semicolons. */
const fields: readonly HtcdsField[] = [
  { name: 'prs_ID', from: 'recordId' },
  { name: 'cas_CaseNumber', from: 'caseNumber' },
  { name: 'prs_FullName', from: 'names' },
  { name: 'prs_Birthdate', from: 'birthFrom' },
  { name: 'prs_Gender', from: 'gender', list: 'sex-gender' },
  { name: 'prs_Citizenship', from: 'citizenships' },
  { name: 'prs_HighestLevelOfEducation', from: 'education', list: 'education-isced2011' },
  { name: 'vic_TraffickingStatus', from: 'victimStatus', list: 'victim-status' },
  { name: 'vic_TraffickingStatusDecisionMakingOrg', from: 'statusDecidedBy', list: 'status-deciders' },
  { name: 'vic_AgeWhenTrafficked', from: 'ageAtExploitation' },
  { name: 'vic_TypeOfExploitation', from: 'forms', list: 'exploitation-forms' },
  { name: 'vic_TypeOfSexExploitation', from: 'forms', list: 'exploitation-forms' },
  { name: 'vic_ForcedLabourIndustry', from: 'sectors', list: 'sectors' },
  { name: 'vic_MethodsOfControl', from: 'controls', list: 'means-of-control' },
  { name: 'vic_MethodOfRecruitment', from: 'recruitmentMethods', list: 'recruitment-methods' },
  { name: 'vic_RelationshipToTrafficker', from: 'recruiterRelations', list: 'recruiter-relations' },
  { name: 'hte_Country', from: 'exploitationPlaces' },
  { name: 'hte_Date', from: 'exploitationFrom' },
];

/** Turns rows of our export into rows of HTCDS and counts the values it has no word for. */
export interface HtcdsWriter {
  readonly columns: readonly string[];
  row(cells: readonly string[]): string[];
  /** By column of ours: how many values found no place. Columns without any HTCDS field count their filled cells. */
  readonly lost: ReadonlyMap<string, number>;
}

/** `columns`: those of the reader's own export; a field whose column is withheld is left out. */
export function htcdsWriter(columns: readonly string[]): HtcdsWriter {
  const lost = new Map<string, number>();
  const used = fields.filter((field) => columns.includes(field.from));
  const placed = new Set(used.map((field) => field.from));
  const lose = (name: string, count: number): void => void lost.set(name, (lost.get(name) ?? 0) + count);
  return {
    columns: used.map((field) => field.name),
    lost,
    row: (cells) => {
      columns.forEach((name, at) => {
        const text = cells[at] ?? '';
        if (text === '') return;
        if (!placed.has(name)) return lose(name, 1);
        const missed = unplaced(
          used.filter((field) => field.from === name),
          text,
        );
        if (missed > 0) lose(name, missed);
      });
      return used.map((field) => valuesOf(field, cells[columns.indexOf(field.from)] ?? '').join(';'));
    },
  };
}

function valuesOf({ name, list }: HtcdsField, text: string): string[] {
  if (text === '') return [];
  if (!list) return [text];
  return [...new Set(text.split(';').flatMap((code) => codesOf(name, list, code)))];
}

/** A reference of the vocabulary reads `field=value`; what stands in brackets behind it is a remark. */
function codesOf(field: string, list: CodeListId, code: string): string[] {
  return toScheme(list, code, 'htcds').flatMap((ref) =>
    ref.startsWith(`${field}=`) ? [ref.slice(field.length + 1).replace(/ \(.*\)$/, '')] : [],
  );
}

function unplaced(candidates: readonly HtcdsField[], text: string): number {
  if (candidates.some((field) => !field.list)) return 0;
  return text
    .split(';')
    .filter((code) => candidates.every((field) => field.list && codesOf(field.name, field.list, code).length === 0))
    .length;
}
