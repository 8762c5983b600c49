import { useEffect, useState, useSyncExternalStore } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import type { Offline } from '../../../client/offline/contract.ts';
import { useOffline, useOfflineState } from '../../../client/offline/provider.tsx';
import { foundGroups } from '../schema/kinds.ts';

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

type Group = Found['groups'][number]['group'];

/** What is found for a text, as it is typed; null until something is asked. With no line, on this device alone. */
export function useFind(asked: string, limit: number, groups?: readonly Group[]) {
  const settled = useSettled(asked.trim());
  const { line, device, taken } = useOfflineState();
  const isAsked = settled.length >= 2;
  const isHere = line === 'down' && device === 'open';
  const there = useAction(
    'search.find',
    { text: isAsked ? settled : '-', limit, ...(groups && { groups: [...groups] }) },
    { enabled: isAsked && !isHere, keep: true },
  );
  const here = useFindHere(settled, limit, groups, isAsked && isHere);
  const query = isHere ? here : there;
  return {
    found: isAsked ? (query.data ?? null) : null,
    busy: isAsked && (query.isFetching || settled !== asked.trim()),
    problem: query.error,
    retry: () => void query.refetch(),
    /** How many cases were looked through, when it was those on this device; null: all within reach were. */
    onDevice: isHere ? taken.length : null,
  };
}

function useFindHere(asked: string, limit: number, groups: readonly Group[] | undefined, enabled: boolean) {
  const offline = useOffline();
  const { taken, waiting } = useOfflineState();
  return useQuery({
    queryKey: ['search.here', { asked, limit, groups, taken, waiting }],
    queryFn: () => findOnDevice(offline, asked, limit, groups ?? foundGroups),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

/** Looks through the cases taken along, with what waits on them; how names are compared is loaded when first wanted. */
async function findOnDevice(offline: Offline, asked: string, limit: number, groups: readonly Group[]): Promise<Found> {
  const work = offline.work();
  if (work === null) return { groups: [] };
  const [{ findHere }, pages] = await Promise.all([
    import('../rules/here.ts'),
    work.copies.taken().then((ids) => Promise.all(ids.map((caseId) => work.held(caseId)))),
  ]);
  const held = pages.filter((page) => page !== null);
  return findHere(asked, held, limit, groups);
}
