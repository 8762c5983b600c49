import { codesOf, fromScheme, type Answer, type CodeListId } from '../../../words/codes.ts';

/** Sets of coded answers a CTDC flag may speak to. */
export type FlagSet = 'forms' | 'sectors' | 'means' | 'controls' | 'recruiterRelations';

/** What one flag column says: of which code, and whether only its yes says anything. */
export interface FlagMeaning {
  readonly set: FlagSet;
  readonly code: string;
  /** The column is narrower than the code: its yes is a yes, its no leaves the code open. */
  readonly yesOnly: boolean;
}

export type CtdcColumn =
  | { readonly kind: 'field'; readonly field: CtdcField }
  | { readonly kind: 'flag'; readonly meanings: readonly FlagMeaning[] }
  | { readonly kind: 'group' }
  | { readonly kind: 'derived' };

export type CtdcField =
  | 'yearOfRegistration'
  | 'Datasource'
  | 'gender'
  | 'ageBroad'
  | 'majorityStatus'
  | 'majorityStatusAtExploit'
  | 'majorityEntry'
  | 'citizenship'
  | 'CountryOfExploitation'
  | 'traffickMonths';

const fields: readonly string[] = [
  'yearOfRegistration',
  'Datasource',
  'gender',
  'ageBroad',
  'majorityStatus',
  'majorityStatusAtExploit',
  'majorityEntry',
  'citizenship',
  'CountryOfExploitation',
  'traffickMonths',
] satisfies CtdcField[];

/**
 * Said once more by single columns: reading them too would count twice. `isSexAndLabour` is the two flags together,
 * `RecruiterRelationship` the relations in one text.
 */
const derived = [
  'meansOfControlConcatenated',
  'typeOfExploitConcatenated',
  'typeOfLabourConcatenated',
  'typeOfSexConcatenated',
  'isSexAndLabour',
  'RecruiterRelationship',
];

/** Columns the vocabulary holds to be close, not the same, and for which no nearer code exists. */
const closeEnough: Readonly<Record<string, { set: FlagSet; code: string }>> = {
  isForcedMilitary: { set: 'forms', code: 'ARMED' },
  typeOfLabourMiningOrDrilling: { set: 'sectors', code: 'B' },
  typeOfSexOther: { set: 'forms', code: 'SEX.OTHER' },
};

const flagLists: readonly [FlagSet, CodeListId][] = [
  ['forms', 'exploitation-forms'],
  ['sectors', 'sectors'],
  ['means', 'means'],
  ['controls', 'means-of-control'],
  ['recruiterRelations', 'recruiter-relations'],
];

const flagNames: readonly string[] = [
  ...new Set(
    codesOf('ctdc-datasets')
      .flatMap(({ columns }) => (columns as string[] | null) ?? [])
      .filter((name) => /^(is[A-Z]|typeOf|meansOfControl|recruiterRelation)/.test(name)),
  ),
];

const groupNames: readonly string[] = [
  'meansDebtBondageEarnings',
  'meansThreats',
  'meansAbusePsyPhySex',
  'meansFalsePromises',
  'meansDrugsAlcohol',
  'meansDenyBasicNeeds',
  'meansExcessiveWorkHours',
  'meansWithholdDocs',
];

/** The early synthetic release cuts names at this length. */
const CUT_LENGTH = 32;

/** What a column of a CTDC file says; undefined when it is none of CTDC's. */
export function ctdcColumn(name: string): CtdcColumn | undefined {
  const plain = name.trim().replace(/^sectorOf(Labour|Sex)/, 'typeOf$1');
  if (fields.includes(plain)) return { kind: 'field', field: plain as CtdcField };
  if (derived.includes(plain)) return { kind: 'derived' };
  if (groupNames.includes(plain)) return { kind: 'group' };
  const full = flagNames.includes(plain) && plain.length < CUT_LENGTH ? plain : fullName(plain);
  return full === undefined ? undefined : { kind: 'flag', meanings: meaningsOf(full) };
}

const fullName = (plain: string): string | undefined =>
  plain.length === CUT_LENGTH
    ? flagNames.filter((name) => name.startsWith(plain)).toSorted((a, b) => b.length - a.length)[0]
    : flagNames.find((name) => name === plain);

function meaningsOf(flag: string): FlagMeaning[] {
  const close = closeEnough[flag];
  const said = flagLists.flatMap(([set, list]) => [
    ...fromScheme(list, 'ctdc', flag).map((code) => ({ set, code, yesOnly: false })),
    ...(set === 'sectors' ? widerThan(list, flag).map((code) => ({ set, code, yesOnly: true })) : []),
  ]);
  return close ? [...said, { ...close, yesOnly: false }] : said;
}

/** Our codes that are wider than the column: work on a farm is work in "agriculture, forestry and fishing". */
const widerThan = (list: CodeListId, flag: string): string[] =>
  codesOf(list)
    .filter(({ maps }) => maps['ctdc']?.some(({ ref, match }) => ref === flag && match === 'narrow'))
    .map(({ code }) => code);

/** The answer of a flag cell, or undefined when it is none. Blank and -99 are unknown, in every layout. */
export function flagAnswer(cell: string): Answer | undefined {
  switch (cell.trim()) {
    case '1':
    case '1.0':
      return 'yes';
    case '0':
    case '0.0':
      return 'no';
    case '':
    case '-99':
    case '-99.0':
      return 'unknown';
    default:
      return undefined;
  }
}
