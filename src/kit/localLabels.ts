import { useSyncExternalStore } from 'react';

/** What the reader's agency calls codes: `LIST CODE` to its word. */
export type LocalLabels = Readonly<Record<string, string>>;

const none: LocalLabels = {};
let shown: LocalLabels = none;
const listeners = new Set<() => void>();

/** Sets the words of the reader's agency; null when nobody is signed in. */
export function showLocalLabels(labels: LocalLabels | null): void {
  shown = labels ?? none;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The words of the reader's agency for codes. */
export function useLocalLabels(): LocalLabels {
  return useSyncExternalStore(subscribe, () => shown);
}
