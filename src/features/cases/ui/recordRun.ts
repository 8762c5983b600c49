import type { ActionName } from '../../../client/index.ts';
import type { CallOptions } from '../../../client/index.ts';
import { useRun } from '../../../client/hooks.tsx';
import type { RecordValues } from '../../../kit/recordSpecs.ts';

const read = ['cases', 'people', 'tasks', 'emergency', 'today'];

/** Writes a record whose kind is known at run time only: its fields were made from the specs of that kind. */
export function useRecordRun(name: ActionName) {
  const { run, ...state } = useRun(name, read);
  return { ...state, run: (input: RecordValues, options?: CallOptions) => run(input as never, options) };
}
