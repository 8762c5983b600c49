import { problems, type ProblemCode } from '../../words/problems.ts';
import { codedSentence } from '../../words/sentences.ts';

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
    return this.details ? { ...base, details: withCodes(this.details) } : base;
  }
}

/** Sentences for people with their codes beside them, so that each reader gets them in their own language. */
function withCodes(details: ProblemDetails): ProblemDetails {
  const { reason, fields } = details;
  const coded = typeof reason === 'string' ? codedSentence(reason) : null;
  return {
    ...details,
    ...(coded && { reasonCode: coded.code, reasonValues: coded.values }),
    ...(Array.isArray(fields) && { fields: fields.map(fieldWithCode) }),
  };
}

function fieldWithCode(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('message' in entry)) return entry;
  const coded = typeof entry.message === 'string' ? codedSentence(entry.message) : null;
  return coded ? { ...entry, code: coded.code, values: coded.values } : entry;
}

/** Hidden and absent are one answer: same status, same bytes. */
export const notFound = (): Problem => new Problem('not-found');

/** The value, or the one answer for hidden and absent. */
export function orNotFound<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}
