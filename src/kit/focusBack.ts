import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Puts the focus back where it was as soon as a window closes, also when its owner takes it off the page at once: the
 * next key is for the page, however quickly it comes. `id` is that of any element in the window.
 */
export function useFocusBack(open: boolean, id: string): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (!open) return;
    before.current = document.activeElement;
    return () => {
      const target = before.current;
      if (windowOf(id)?.contains(document.activeElement)) giveFocus(target);
      // What opened the window may be closed to the focus until its owner has drawn it again.
      setTimeout(() => isNowhere(document.activeElement) && giveFocus(target));
    };
  }, [open, id]);
  // A menu that opened the window gives the focus back to its button a little later.
  useEffect(() => {
    const now = document.activeElement;
    if (open && !isNowhere(now) && !windowOf(id)?.contains(now)) before.current = now;
  }, [open, id]);
}

function windowOf(id: string): Element | null {
  return document.getElementById(id)?.closest('[role="dialog"]') ?? null;
}

function isNowhere(element: Element | null): boolean {
  return element === null || element === document.body;
}

function giveFocus(target: Element | null): void {
  if (target instanceof HTMLElement && target !== document.body && target.isConnected) {
    target.focus({ preventScroll: true });
  } else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
