import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { conflictOf } from '../../../client/conflict.ts';
import { useClient } from '../../../client/hooks.tsx';
import { CallProblem, type ActionName, type Client } from '../../../client/index.ts';
import { fieldsOf, isComplete, type FieldSpec, type RecordValues } from '../../../kit/recordSpecs.ts';
import { startAutosave, type Answer, type Autosave, type AutosaveState, type Versioned } from '../rules/autosave.ts';

export type AutosaveTarget = {
  specs: readonly FieldSpec[];
  change: ActionName;
  record: Versioned;
  /** What is sent along with the fields, such as the case. */
  ids: RecordValues;
};

/** Records with words that are not saved yet. They outlive the form, so that closing a window loses nothing. */
const unsaved = new Map<string, Autosave>();
const families: readonly string[] = ['cases', 'people', 'tasks', 'emergency', 'today'];

/** Edits a record in place: what is typed is saved after a pause, waits while there is no line, and meets a conflict. */
export function useAutosave({ specs, change, record, ids }: AutosaveTarget): AutosaveState & Omit<Autosave, 'state'> {
  const client = useClient();
  const queries = useQueryClient();
  const key = `${change} ${JSON.stringify(ids)}`;
  const [saver] = useState(() => unsaved.get(key) ?? startFor({ specs, change, record, ids }, client));
  const state = useSyncExternalStore(saver.subscribe, saver.state);

  useEffect(() => saver.adopt(record), [saver, record]);
  useEffect(() => {
    if (state.status === 'saved') unsaved.delete(key);
    else unsaved.set(key, saver);
  }, [key, saver, state.status]);
  useEffect(() => {
    const retry = (): void => void saver.flush();
    const warn = (event: BeforeUnloadEvent): void => {
      if (unsaved.size > 0) event.preventDefault();
    };
    window.addEventListener('online', retry);
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('beforeunload', warn);
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

function startFor({ specs, change, record, ids }: AutosaveTarget, client: Client): Autosave {
  return startAutosave({
    record,
    groups: specs.map(fieldsOf),
    isComplete: (values) => isComplete(specs, values),
    later: (work, milliseconds) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    send: async (fields, version): Promise<Answer> => {
      try {
        // The fields were made from the specs of this kind of record, which is known at run time only.
        const written = await client.call(change, { ...ids, ...fields } as never, { version });
        return { is: 'saved', version: (written as { version: number }).version };
      } catch (problem) {
        return answerTo(problem);
      }
    },
  });
}

function answerTo(problem: unknown): Answer {
  const conflict = conflictOf(problem);
  if (conflict !== null) {
    const { record, version, changedBy, changedAt } = conflict.current;
    return {
      is: 'overtaken',
      theirs: { ...(record as RecordValues | null), version },
      savedBy: changedBy.name,
      savedAt: changedAt,
    };
  }
  // A busy database may answer a moment later; all else a CallProblem says is an answer.
  if (problem instanceof CallProblem && problem.status < 500) return { is: 'refused', problem };
  return { is: 'unanswered' };
}
