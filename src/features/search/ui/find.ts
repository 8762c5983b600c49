import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';

export type Found = ActionTypes['search.find']['output'];
export type FoundHit = Found['groups'][number]['hits'][number];

/** What is being looked for, in memory alone: a name never stands in an address or in the browser's history. */
let text = '';
const listeners = new Set<() => void>();

export function useSought(): [string, (text: string) => void] {
  const sought = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => text,
  );
  return [sought, seek];
}

export function seek(next: string): void {
  text = next;
  for (const listener of listeners) listener();
}

const pauseMs = 120;

/** The value once it has stood still for a moment, so that not every letter is a request. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What is found for a text, as it is typed; null until something is asked. */
export function useFind(asked: string, limit: number, groups?: readonly Found['groups'][number]['group'][]) {
  const settled = useSettled(asked.trim());
  const isAsked = settled.length >= 2;
  const query = useAction(
    'search.find',
    { text: isAsked ? settled : '-', limit, ...(groups && { groups: [...groups] }) },
    { enabled: isAsked, keep: true },
  );
  return {
    found: isAsked ? (query.data ?? null) : null,
    busy: isAsked && (query.isFetching || settled !== asked.trim()),
    problem: query.error,
    retry: () => void query.refetch(),
  };
}
