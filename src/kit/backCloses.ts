import { useEffectEvent, useLayoutEffect } from 'react';

type Opened = { close: () => void; id: string };

/** What stands open above the page, the last on top. */
const opened: Opened[] = [];
/** The page under it, which Back must not leave. */
let under: { address: string; state: unknown } | null = null;

const noteUnder = (): void => {
  if (opened.length > 0) under = { address: location.href, state: history.state as unknown };
};

/** Back was pressed: the page stays where it was, and what stands open on top of it is asked to close. */
function answerBack(event: PopStateEvent): void {
  const top = opened.at(-1);
  // The quick exit empties the page and then goes back through its history: nothing may hold it.
  if (top === undefined || under === null || document.getElementById(top.id) === null) return;
  event.stopImmediatePropagation();
  history.pushState(under.state, '', under.address);
  top.close();
}

/**
 * To be called before anything is drawn: browsers ask who listens to Back in the order they came, and the router, which
 * would show another page, must not be asked first. Of addresses it changes itself the router tells by these names.
 */
export function hearBack(): void {
  window.addEventListener('popstate', answerBack);
  for (const change of ['pushState', 'replaceState']) window.addEventListener(change, noteUnder);
}

/**
 * Back, the first thing one presses on a phone, closes a window or a drawer as Escape does, and leaves the page under it
 * alone. `id` is that of any element in it.
 */
export function useBackCloses(open: boolean, onBack: () => void, id: string): void {
  const close = useEffectEvent(onBack);
  useLayoutEffect(() => {
    if (!open) return;
    const own: Opened = { close: () => close(), id };
    opened.push(own);
    noteUnder();
    return () => void opened.splice(opened.indexOf(own), 1);
  }, [open, id]);
}
