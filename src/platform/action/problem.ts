import { problems, type ProblemCode } from '../../words/problems.ts';

/** What a problem may carry beside its code: names of fields, remedies, versions. Never personal data. */
export type ProblemDetails = Record<string, unknown>;

/** The only error that features throw on purpose; the HTTP layer turns it into its status and body. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails | undefined;
  constructor(code: ProblemCode, details?: ProblemDetails) {
    super(problems[code].text);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }
  get status(): number {
    return problems[this.code].status;
  }
  body(): { code: ProblemCode; message: string; details?: ProblemDetails } {
    const base = { code: this.code, message: problems[this.code].text };
    return this.details ? { ...base, details: this.details } : base;
  }
}

/** Hidden and absent are one answer: same status, same bytes. */
export const notFound = (): Problem => new Problem('not-found');

/** The value, or the one answer for hidden and absent. */
export function orNotFound<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}
