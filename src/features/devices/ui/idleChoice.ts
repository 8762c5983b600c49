import { useSyncExternalStore } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { DEFAULT_IDLE_MINUTES } from '../rules.ts';

const saved = 'palermo.idleMinutes';
const savedMost = 'palermo.idleMost';
const choices: readonly number[] = [1, 2, 5, 10, 15, 30, 60, 120];
const listeners = new Set<() => void>();

/** The times a person may choose under the agency's longest. */
export const idleChoices = (most: number): readonly number[] => [
  ...new Set([...choices.filter((minutes) => minutes < most), most]),
];

/** Keeps on this device after how many minutes the screen locks. */
export function chooseIdleMinutes(minutes: number): void {
  localStorage.setItem(saved, String(minutes));
  for (const listener of listeners) listener();
}

/** After how many minutes the screen locks: the agency's longest, and what holds here. */
export function useIdleMinutes(): { most: number; chosen: number } {
  const isIn = useSession()?.standing === 'full';
  const rules = useAction('safety.open', {}, { enabled: isIn });
  const own = useSyncExternalStore(subscribe, () => Number(localStorage.getItem(saved) ?? '0'));
  // What the agency said last holds until the server says it anew.
  const known = Number(localStorage.getItem(savedMost) ?? String(DEFAULT_IDLE_MINUTES));
  if (rules.data !== undefined) localStorage.setItem(savedMost, String(rules.data.idleMinutes));
  const most = rules.data?.idleMinutes ?? known;
  return { most, chosen: own > 0 ? Math.min(own, most) : most };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
