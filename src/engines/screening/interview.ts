import type { InterviewLanguage } from '../../words/screening/questions.ts';

/** A sign was seen, was not seen, or was not asked: three answers. */
export type Seen = 'seen' | 'not-seen' | 'not-asked';

/** How an answer is known. `told-elsewhere`: taken over from what the person told before, and not asked again. */
export const answerBases = ['told', 'observed', 'document', 'told-elsewhere'] as const;
export type AnswerBasis = (typeof answerBases)[number];

/** Why something was left unasked. */
export const skipReasons = ['declined', 'distress', 'not-safe', 'not-understood', 'not-relevant', 'later'] as const;
export type SkipReason = (typeof skipReasons)[number];

export interface Answer {
  readonly value: Seen;
  /** For questions with codes or countries: each that was named, seen or not seen. */
  readonly codes?: Readonly<Record<string, 'seen' | 'not-seen'>>;
  /** The same codes as they were told one after the other, where the order says something: states passed through. */
  readonly order?: readonly string[];
  readonly basis: AnswerBasis;
  readonly skipped?: SkipReason;
  readonly at: string;
  /** Who wrote it down. */
  readonly by?: string;
}

export const modes = ['interview', 'observation', 'emergency'] as const;
export type Mode = (typeof modes)[number];

/** What happened besides the answers, with its moment: what a court, a supervisor and the next interviewer must know. */
export const markKinds = ['pause', 'resume', 'distress', 'stopped', 'interpreter-changed'] as const;
export interface Mark {
  readonly kind: (typeof markKinds)[number];
  readonly at: string;
  /** The question on the screen then. */
  readonly question?: string;
  /** Where the interpreter changed: who it was until then; null where nobody interpreted. */
  readonly until?: Interpreter | null;
}

export const interpreterKinds = [
  'none-needed',
  'professional',
  'colleague',
  'telephone',
  'volunteer',
  'other',
] as const;
export interface Interpreter {
  readonly kind: (typeof interpreterKinds)[number];
  readonly language?: string;
  /** No tie to the person, the community at home or the suspects, and told to keep silent. */
  readonly cleared?: boolean;
}

/** What is known of the age, each as its source gave it; never overwritten by another. Years are whole. */
export interface AgeKnown {
  readonly claimed?: { readonly min: number; readonly max: number };
  readonly documented?: { readonly bornFrom: string; readonly bornTo: string; readonly document: string };
  readonly assessed?: { readonly min: number; readonly max: number; readonly method: string; readonly on: string };
  /** What the officer sees: plainly grown up, or perhaps under 18. */
  readonly appearance?: 'adult' | 'perhaps-child';
  /** A decision that ends the doubt, by whom and why. */
  readonly settled?: {
    readonly as: 'child' | 'adult';
    readonly by: string;
    readonly grounds: string;
    readonly on: string;
  };
}

/** Who acts for a child, or why nobody does. One of the two opens the interview. */
export interface Guardian {
  readonly kind: 'parent' | 'relative' | 'appointed' | 'social-worker' | 'none';
  readonly present?: boolean;
  /** Whether the guardian may be one of those who did it. */
  readonly conflictChecked?: boolean;
  readonly reasonForNone?: string;
}

export const agreements = ['given', 'declined', 'not-able', 'not-asked'] as const;

/** A whole interview: one object that can be kept on a device, sent, compared and scored. Holds no name. */
export interface Interview {
  readonly format: 1;
  readonly mode: Mode;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly language: InterviewLanguage;
  readonly interpreter: Interpreter | null;
  /** Rights and purpose told, and whether the person agreed to be asked. */
  readonly agreement: (typeof agreements)[number];
  readonly age: AgeKnown;
  readonly guardian: Guardian | null;
  /** When child protection was told, for the clock of 24 hours. */
  readonly protectionToldAt?: string;
  /** Alpha-3, as the person says. */
  readonly citizenship?: string;
  /** When it happened, as far as known: picks the law in force. */
  readonly happenedOn?: string;
  /** By question id, or by `instrument/code` where an indicator itself was marked. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly marks: readonly Mark[];
}

/** An interview nobody has answered anything in. */
export const newInterview = (mode: Mode, language: InterviewLanguage, now: string): Interview => ({
  format: 1,
  mode,
  startedAt: now,
  language,
  interpreter: null,
  agreement: 'not-asked',
  age: {},
  guardian: null,
  answers: {},
  marks: [],
});

/** The answer to a question; what nobody wrote down was not asked. */
export const seenOf = (interview: Pick<Interview, 'answers'>, key: string): Seen =>
  interview.answers[key]?.value ?? 'not-asked';

/** Codes told in an order that says something; without one, a single code is its own order and several have none. */
export function codesInOrder(interview: Pick<Interview, 'answers'>, key: string): readonly string[] {
  const seen = codesSeen(interview, key);
  const order = interview.answers[key]?.order?.filter((code) => seen.includes(code)) ?? [];
  return order.length === seen.length ? order : seen.length === 1 ? seen : [];
}

/** Codes named in answer to a question, as seen. */
export const codesSeen = (interview: Pick<Interview, 'answers'>, key: string): readonly string[] =>
  Object.entries(interview.answers[key]?.codes ?? {})
    .filter(([, seen]) => seen === 'seen')
    .map(([code]) => code)
    .toSorted();
