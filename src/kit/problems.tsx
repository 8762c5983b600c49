import type { ReactNode } from 'react';
import { problems, type ProblemCode } from '../words/problems.ts';
import { Button, ButtonLink } from './actions.tsx';
import { sentenceIn, useOptionalT, useT } from './i18n.ts';
import { PageHeader } from './layout.tsx';
import { EmptyState, ErrorState, Loading } from './states.tsx';

/** What is wrong with one field, as the server said it. */
type FieldProblem = { field: string; message: string };

/** The code of a problem the server answered with, or `offline` when no answer of it came. */
export function problemCode(problem: unknown): ProblemCode | 'offline' {
  const code = typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : '';
  return Object.hasOwn(problems, code) ? (code as ProblemCode) : 'offline';
}

/** Which fields the server found wrong: the name of the field, as it was sent, and what to do about it. */
function fieldProblems(problem: unknown): readonly FieldProblem[] {
  const fields = detailsOf(problem)['fields'];
  if (!Array.isArray(fields)) return [];
  return fields.map((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('field' in entry))
      return { field: String(entry), message: '' };
    const { field, message = '', code, values } = entry as Record<string, unknown>;
    return { field: String(field), message: sentenceIn(String(message), code, values) };
  });
}

/** What the server found wrong with one field, to be shown at it; undefined when nothing. */
export function fieldProblem(problem: unknown, field: string): string | undefined {
  return fieldProblems(problem).find((entry) => entry.field === field)?.message;
}

function detailsOf(problem: unknown): Readonly<Record<string, unknown>> {
  const details = typeof problem === 'object' && problem !== null && 'details' in problem ? problem.details : null;
  return typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {};
}

type ProblemMessageProps = {
  problem: unknown;
  /** Tries again what failed. */
  onRetry?: (() => void) | undefined;
  /** Fields whose problem is shown beside them already. */
  shownFields?: readonly string[];
  action?: ReactNode;
};

/** Says what the server refused and what to do; nothing while there is no problem. */
export function ProblemMessage({ problem, onRetry, shownFields = [], action }: ProblemMessageProps) {
  const t = useT();
  const word = useOptionalT();
  if (problem === null || problem === undefined) return null;
  const code = problemCode(problem);
  const { reason, reasonCode, reasonValues } = detailsOf(problem);
  const others = fieldProblems(problem).filter(({ field }) => !shownFields.includes(field));
  const details = [
    ...(typeof reason === 'string' ? [sentenceIn(reason, reasonCode, reasonValues)] : []),
    ...others
      .map(({ field, message }) => ({ name: word(`code.field.${field}`) ?? field, message }))
      .map(({ name, message }) => (message === '' ? name : `${name}: ${message}`)),
  ].join('; ');
  const button = action ?? (onRetry && <Button onClick={onRetry}>{t('state.retry')}</Button>);
  return (
    <ErrorState
      title={t(`problem.${code}`)}
      remedy={t(`problem.${code}.remedy`)}
      {...(details !== '' && { details })}
      {...(button && { action: button })}
    />
  );
}

type Reading<Data> = {
  data: Data | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
};

type LoadedProps<Data> = {
  of: Reading<Data>;
  children: (data: Data) => ReactNode;
  /** As a page of its own: what is hidden, absent or cannot be read gets a heading, and what is not there a way back. */
  wholePage?: boolean;
};

/** What was read, once it is there: until then that it is coming, or why it cannot be had. */
export function Loaded<Data>({ of: reading, children, wholePage = false }: LoadedProps<Data>) {
  const t = useT();
  if (reading.data !== undefined) return children(reading.data);
  if (reading.isPending) return <Loading />;
  if (wholePage && problemCode(reading.error) === 'not-found') {
    return (
      <EmptyState
        wholePage
        icon="search"
        title={t('page.notFound')}
        action={<ButtonLink to="/">{t('page.toHome')}</ButtonLink>}
      >
        {t('page.notFoundText')}
      </EmptyState>
    );
  }
  const message = <ProblemMessage problem={reading.error} onRetry={() => void reading.refetch()} />;
  if (!wholePage) return message;
  return (
    <>
      <PageHeader title={t('page.failed')} />
      {message}
    </>
  );
}
