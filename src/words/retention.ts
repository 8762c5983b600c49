/**
 * How long a closed case is kept. All periods are house defaults, to be set by national law: no treaty gives a number
 * (Council of Europe Convention 108+ art. 5(4)(e) asks for "no longer than is necessary"). The child's rule follows the
 * habit of children's services to keep a file until the child is 25.
 */
export interface RetentionClass {
  readonly code: string;
  readonly label: string;
  readonly yearsAfterClosing: number;
  /** Kept at least until the youngest person in the case has this age. */
  readonly untilAge: number | null;
  readonly basis: 'house';
}

export const retentionClasses = [
  { code: 'case', label: 'Case of adults', yearsAfterClosing: 10, untilAge: null, basis: 'house' },
  { code: 'child', label: 'Case with a child', yearsAfterClosing: 10, untilAge: 25, basis: 'house' },
  {
    code: 'screened-out',
    label: 'Neither trafficking nor smuggling',
    yearsAfterClosing: 2,
    untilAge: null,
    basis: 'house',
  },
  { code: 'justice', label: 'Case with criminal proceedings', yearsAfterClosing: 20, untilAge: null, basis: 'house' },
] as const satisfies readonly RetentionClass[];
export const retentionCodes = retentionClasses.map((known) => known.code);
