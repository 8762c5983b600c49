import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

const quietForMilliseconds = 1_500;
const atTheLatestMilliseconds = 60_000;

let settle: () => void = () => undefined;
/** Settles once the first page is there with what it asked for: until then the line is its own. */
export const firstQuiet = new Promise<void>((resolve) => {
  settle = resolve;
  setTimeout(resolve, atTheLatestMilliseconds);
});

let isPageHere = false;
const listeners = new Set<() => void>();

/** Says that the code of a page has come. */
export function notePage(): void {
  isPageHere = true;
  for (const tell of listeners) tell();
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** Watches for the first quiet; part of the app for as long as it runs. */
export function useFirstQuiet(): void {
  const isHere = useSyncExternalStore(subscribe, () => isPageHere);
  const isAsking = useIsFetching() > 0;
  useEffect(() => {
    if (!isHere || isAsking) return;
    const timer = setTimeout(settle, quietForMilliseconds);
    return () => clearTimeout(timer);
  }, [isHere, isAsking]);
}
