import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { conflictOf } from '../../../client/conflict.ts';
import { useClient } from '../../../client/hooks.tsx';
import { CallProblem, type ActionName } from '../../../client/index.ts';
import { dropDraft, keepDraft } from '../../../client/drafts.ts';
import { beforeLeaving } from '../../../client/windows.ts';
import { useT } from '../../../kit/i18n.ts';
import { fieldsOf, isComplete, type FieldSpec, type RecordValues } from '../../../kit/recordSpecs.ts';
import { noticeSignedOut, useSession } from '../../accounts/ui/session.tsx';
import {
  startAutosave,
  type Answer,
  type Autosave,
  type AutosaveOptions,
  type AutosaveState,
  type Versioned,
} from '../rules/autosave.ts';

export type AutosaveTarget = {
  specs: readonly FieldSpec[];
  change: ActionName;
  record: Versioned;
  /** What is sent along with the fields, such as the case. */
  ids: RecordValues;
};

/** Records with words that are not saved yet, by hat. They outlive the form, so that closing a window loses nothing. */
const unsaved = new Map<string, Autosave>();
beforeLeaving(() => Promise.all(Array.from(unsaved.values(), (saver) => saver.flush())));
const families: readonly string[] = ['cases', 'people', 'tasks', 'emergency', 'today'];

/** Edits a record in place: what is typed is saved after a pause, waits while there is no line, and meets a conflict. */
export function useAutosave({ specs, change, record, ids }: AutosaveTarget): AutosaveState & Omit<Autosave, 'state'> {
  const client = useClient();
  const queries = useQueryClient();
  const where = useT()('record.change');
  const hat = useSession()?.membership?.id;
  const key = `${hat} ${change} ${JSON.stringify(ids)}`;
  const [saver] = useState(
    () =>
      unsaved.get(key) ??
      startFor({ specs, change, record, ids }, async (fields, version): Promise<Answer> => {
        try {
          const options = { version, ...(hat !== undefined && { membershipId: hat }) };
          // The fields were made from the specs of this kind of record, which is known at run time only.
          const written = await client.call(change, { ...ids, ...fields } as never, options);
          return { is: 'saved', version: (written as { version: number }).version };
        } catch (problem) {
          noticeSignedOut(queries, problem);
          return answerTo(problem);
        }
      }),
  );
  const state = useSyncExternalStore(saver.subscribe, saver.state);

  useEffect(() => saver.adopt(record), [saver, record]);
  useEffect(() => {
    if (state.status === 'saved') {
      unsaved.delete(key);
      dropDraft(key);
    } else {
      unsaved.set(key, saver);
      keepDraft(key, where);
    }
  }, [key, saver, state.status, where]);
  useEffect(() => {
    const retry = (): void => void saver.flush();
    // A phone that puts the app away asks no question before it ends it.
    const putAway = (): void => void (document.hidden && saver.flush());
    window.addEventListener('online', retry);
    document.addEventListener('visibilitychange', putAway);
    return () => {
      window.removeEventListener('online', retry);
      document.removeEventListener('visibilitychange', putAway);
      void saver.flush().then(() => readAnew(queries));
    };
  }, [saver, queries]);

  const { state: _state, ...acts } = saver;
  return { ...state, ...acts };
}

/** What the page shows of the record elsewhere is read again once it is no longer being edited. */
function readAnew(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey }) => families.includes(String(queryKey[0]).split('.')[0] ?? ''),
  });
}

function startFor({ specs, record }: AutosaveTarget, send: AutosaveOptions['send']): Autosave {
  return startAutosave({
    record,
    groups: specs.map(fieldsOf),
    isComplete: (values) => isComplete(specs, values),
    later: (work, milliseconds) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    send,
  });
}

/** How an attempt to save ended that a problem came of. */
export function answerTo(problem: unknown): Answer {
  const conflict = conflictOf(problem);
  if (conflict !== null) {
    const { record, version, changedBy, changedAt } = conflict.current;
    return {
      is: 'overtaken',
      theirs: { ...(record as RecordValues | null), version },
      savedBy: changedBy,
      savedAt: changedAt,
    };
  }
  // A busy server may answer a moment later, and one that wants a sign-in first after it; all else is an answer.
  const isLater = problem instanceof CallProblem && (problem.status >= 500 || [401, 429].includes(problem.status));
  if (problem instanceof CallProblem && !isLater) return { is: 'refused', problem };
  return { is: 'unanswered' };
}
