import type { Answer, AnswerBasis, Interpreter, Interview, Mark, Seen, SkipReason } from '../rules.ts';

type Change = (before: Interview) => Interview;

const now = (): string => new Date().toISOString();

/** An answer to one question, over any earlier one. */
export const answered =
  (question: string, value: Seen, basis: AnswerBasis, more: Pick<Answer, 'codes' | 'order' | 'skipped'> = {}): Change =>
  (before) => ({
    ...before,
    answers: { ...before.answers, [question]: { value, basis, at: now(), ...more } },
  });

/** Codes named in answer to a question; none of them is an answer too. */
export const named = (question: string, codes: readonly string[], basis: AnswerBasis, inOrder = false): Change =>
  answered(question, codes.length > 0 ? 'seen' : 'not-seen', basis, {
    codes: Object.fromEntries(codes.map((code) => [code, 'seen' as const])),
    ...(inOrder && { order: codes }),
  });

/** Another interpreter, or none any more; who it was until then stays on record. */
export const interpretedBy =
  (interpreter: Interpreter | null): Change =>
  (before) => ({
    ...before,
    interpreter,
    marks: [...before.marks, { kind: 'interpreter-changed', at: now(), until: before.interpreter }],
  });

export const leftOut = (question: string, skipped: SkipReason): Change =>
  answered(question, 'not-asked', 'told', { skipped });

export const marked =
  (kind: Mark['kind'], question?: string): Change =>
  (before) => ({
    ...before,
    marks: [...before.marks, { kind, at: now(), ...(question !== undefined && { question }) }],
  });

export const isPaused = ({ marks }: Interview): boolean =>
  marks.findLast(({ kind }) => kind === 'pause' || kind === 'resume')?.kind === 'pause';

export const ended = (interview: Interview): Interview => ({ ...interview, endedAt: now() });
