import { useSyncExternalStore } from 'react';

export type Notice = { tone: 'good' | 'info' | 'bad'; message: string; title: string | undefined };

let isAsked = false;
const listeners = new Set<() => void>();

/** Tells the reader that something is done or has failed. What shows it comes with the first notice. */
export function notify(tone: Notice['tone'], message: string, title?: string): void {
  isAsked = true;
  listeners.forEach((tell) => tell());
  void import('./Notices.tsx')
    .then(({ showNotice }) => showNotice({ tone, message, title }))
    // With no line, before it was ever fetched, nothing can show it.
    .catch(() => undefined);
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** Whether there was a notice yet. */
export const useNoticesAsked = (): boolean => useSyncExternalStore(subscribe, () => isAsked);
