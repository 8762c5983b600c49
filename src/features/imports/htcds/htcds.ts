import type { RecordDraft } from '../draft.ts';
import { fieldOf, type Field } from '../own-list/fields.ts';
import { ListReader, type ColumnsOf, type ReadColumn } from '../own-list/list-reader.ts';
import type { Layout } from '../target.ts';

/** The fields of HTCDS 2.0 that have a place here, by the name of the column without regard to case. */
const columnFields: Readonly<Record<string, string>> = {
  prs_id: 'row.key',
  vic_id: 'row.key',
  cas_id: 'case.reference',
  cas_casenumber: 'case.reference',
  prs_name: 'name.full',
  prs_fullname: 'name.full',
  prs_firstname: 'name.given',
  prs_givenname: 'name.given',
  prs_lastname: 'name.family',
  prs_familyname: 'name.family',
  prs_gender: 'person.gender',
  prs_birthdate: 'birth.date',
  prs_citizenship: 'person.citizenship',
  prs_highestlevelofeducation: 'person.education',
  vic_agewhentrafficked: 'person.ageExploitation',
  vic_traffickingstatus: 'person.victimStatus',
  vic_typeofexploitation: 'exploitation.forms',
  vic_typeofsexexploitation: 'exploitation.forms',
  vic_forcedlabourindustry: 'exploitation.sectors',
  vic_methodsofcontrol: 'exploitation.controls',
  vic_methodofrecruitment: 'recruitment.methods',
  vic_relationshiptotrafficker: 'recruitment.relation',
  hte_country: 'exploitation.place',
  hte_date: 'exploitation.from',
  hte_description: 'note.testimony',
};

/** Columns whose codes hang on a name of another spelling, or that only this layout has. */
const decidedBy: Field = {
  id: 'person.statusDecidedBy',
  label: 'Who decided the status',
  reading: { as: 'code', list: 'status-deciders' },
  names: [],
};

const ourField = (column: string): Field | undefined => {
  const name = column.trim().toLowerCase();
  return name === 'vic_traffickingstatusdecisionmakingorg' ? decidedBy : fieldOf(columnFields[name] ?? '');
};

/** One exact name for each column: codes of the vocabulary are written behind it. */
const exactNames: ReadonlyMap<string, string> = new Map(
  [
    'prs_Gender',
    'prs_HighestLevelOfEducation',
    'vic_TraffickingStatus',
    'vic_TraffickingStatusDecisionMakingOrg',
    'vic_TypeOfExploitation',
    'vic_TypeOfSexExploitation',
    'vic_ForcedLabourIndustry',
    'vic_MethodsOfControl',
    'vic_MethodOfRecruitment',
    'vic_RelationshipToTrafficker',
  ].map((name) => [name.toLowerCase(), name]),
);

/** IOM's Human Trafficking Case Data Standard 2.0: one row for each victim, several values of a field separated by semicolons. */
export const htcdsLayout: Layout<RecordDraft> = {
  id: 'htcds',
  title: 'HTCDS 2.0 (IOM Human Trafficking Case Data Standard)',
  kind: 'records',
  detect: (columns) => {
    const standard = columns.filter((name) => /^(prs|vic|hte|cas|con|per|org|ref|srv)_\w+$/i.test(name.trim())).length;
    return standard >= 2 && columns.some((name) => ourField(name)) ? 0.5 + 0.5 * (standard / columns.length) : 0;
  },
  open: ({ columns, fileName }) => {
    const read: ReadColumn[] = columns.flatMap((name, at) => {
      const field = ourField(name);
      return field
        ? [
            {
              at,
              name,
              field,
              htcdsColumn: exactNames.get(name.trim().toLowerCase()),
              dateOrder: 'year-first' as const,
            },
          ]
        : [];
    });
    const unread = columns.filter((name) => !ourField(name) && name.trim().toLowerCase() !== TYPE_COLUMN);
    return new ListReader(
      columnsOf(columns, read),
      columns.map((_, at) => at),
      unread,
      `HTCDS: ${fileName}`.slice(0, 200),
      new Date().toISOString().slice(0, 10),
    );
  },
};

const TYPE_COLUMN = 'hte_type';

/** `hte_Type` says of which event the place and the date of the row are; exploitation when it says nothing. */
function columnsOf(columns: readonly string[], read: readonly ReadColumn[]): ColumnsOf {
  const typeAt = columns.findIndex((name) => name.trim().toLowerCase() === TYPE_COLUMN);
  if (typeAt < 0) return () => read;
  const recruitment = turned(read, {
    'exploitation.place': 'recruitment.place',
    'exploitation.from': 'recruitment.date',
  });
  const transit = read.filter(({ field }) => !/^exploitation\.(place|from)$/.test(field.id));
  return (row) => {
    const type = (row.values[typeAt] ?? '').trim().toLowerCase();
    return type === 'recruitment' ? recruitment : type === 'transit' ? transit : read;
  };
}

const turned = (read: readonly ReadColumn[], into: Readonly<Record<string, string>>): readonly ReadColumn[] =>
  read.map((column) => ({ ...column, field: fieldOf(into[column.field.id] ?? '') ?? column.field }));
