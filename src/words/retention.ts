/**
 * How long a closed case is kept. All periods are house defaults, to be set by each agency after national law: no treaty
 * gives a number (Council of Europe Convention 108+ art. 5(4)(e) asks for "no longer than is necessary"). The child's rule follows the
 * habit of children's services to keep a file until the child is 25.
 */
export interface RetentionClass {
  readonly code: string;
  readonly label: string;
  readonly yearsAfterClosing: number;
  /** Kept at least until the youngest person in the case has this age. */
  readonly untilAge: number | null;
  readonly basis: 'house';
  /** Bounds against slips, within which an agency sets its own: years after closing. House rule. */
  readonly least: number;
  readonly most: number;
}

/** Bounds of the age until which a child's case is kept: never before they can ask for it themselves. */
export const retentionAges = { least: 18, most: 40 } as const;

/** What a shorter period brings forward is not erased before this many days are over: time for a colleague to object. */
export const RETENTION_GRACE_DAYS = 30;

export const retentionClasses = [
  { code: 'case', label: 'Case of adults', yearsAfterClosing: 10, untilAge: null, basis: 'house', least: 1, most: 50 },
  {
    code: 'child',
    label: 'Case with a child',
    yearsAfterClosing: 10,
    untilAge: 25,
    basis: 'house',
    least: 1,
    most: 50,
  },
  {
    code: 'screened-out',
    label: 'Neither trafficking nor smuggling',
    yearsAfterClosing: 2,
    untilAge: null,
    basis: 'house',
    least: 0,
    most: 20,
  },
  {
    code: 'justice',
    label: 'Case with criminal proceedings',
    yearsAfterClosing: 20,
    untilAge: null,
    basis: 'house',
    least: 5,
    most: 75,
  },
] as const satisfies readonly RetentionClass[];
export const retentionCodes = retentionClasses.map((known) => known.code);
