import { questions } from '../../words/screening/questions.ts';
import type { Interview } from './interview.ts';

/** What a case holds already, from one source: coded sets of an event, or the answers of another interview. */
export interface ToldSource {
  readonly kind: 'record' | 'screening';
  /** Whom it was told to, as far as the reader may know. */
  readonly to: string;
  readonly on: string;
  readonly acts?: CodedAnswers | null;
  readonly means?: CodedAnswers | null;
  readonly controls?: CodedAnswers | null;
  readonly forms?: CodedAnswers | null;
  readonly answers?: Interview['answers'];
}
type CodedAnswers = Readonly<Record<string, string>>;

export interface Told {
  readonly question: string;
  readonly value: 'seen' | 'not-seen';
  readonly codes?: Readonly<Record<string, 'seen' | 'not-seen'>> | undefined;
  readonly kind: ToldSource['kind'];
  readonly to: string;
  readonly on: string;
}

const saysYes = (set: CodedAnswers | null | undefined, codes: readonly string[] | undefined): boolean =>
  (codes ?? []).length > 0 && (codes ?? []).every((code) => set?.[code] === 'yes');

/** A record answers a question only where its control is recorded: a means or act alone does not say how. */
function fromRecord(source: ToldSource): Told[] {
  const { kind, to, on } = source;
  const forms = questions.find(({ id }) => id === 'forms')?.codes ?? [];
  const named = forms.filter((form) => source.forms?.[form] === 'yes');
  const seen = questions.filter(
    (question) =>
      question.kind === 'sign' &&
      question.stage !== 'emergency' &&
      ((saysYes(source.controls, question.controls) && question.stage === 'control') ||
        saysYes(source.acts, question.acts)),
  );
  return [
    ...seen.map(({ id }) => ({ question: id, value: 'seen' as const, kind, to, on })),
    ...(named.length > 0
      ? [
          {
            question: 'forms',
            value: 'seen' as const,
            codes: Object.fromEntries(named.map((form) => [form, 'seen' as const])),
            kind,
            to,
            on,
          },
        ]
      : []),
  ];
}

function fromScreening(source: ToldSource): Told[] {
  const { kind, to, on } = source;
  return Object.entries(source.answers ?? {}).flatMap(([question, { value, codes }]) =>
    value === 'not-asked' || questions.find(({ id }) => id === question)?.stage === 'emergency'
      ? []
      : [{ question, value, ...(codes && { codes }), kind, to, on }],
  );
}

/** What was told elsewhere, by question, the latest first: shown so that no story is asked for twice. Danger is asked anew. */
export function toldBefore(sources: readonly ToldSource[]): Readonly<Record<string, readonly Told[]>> {
  const all = sources
    .flatMap((source) => (source.kind === 'record' ? fromRecord(source) : fromScreening(source)))
    .toSorted((one, other) => other.on.localeCompare(one.on));
  const found: Record<string, Told[]> = {};
  for (const told of all) (found[told.question] ??= []).push(told);
  return found;
}
