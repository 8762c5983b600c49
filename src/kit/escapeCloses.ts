import { useEffectEvent, useLayoutEffect } from 'react';

/** What Escape closes, the last opened on top. */
const opened: { close: () => void }[] = [];

function answerEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.isComposing) return;
  // A list that is open in a field takes this press for itself, and the component library marks the field so.
  const isTaken = event.target instanceof Element && event.target.matches('[data-mantine-stop-propagation="true"]');
  if (!isTaken) opened.at(-1)?.close();
}

/**
 * Escape closes what stands open, the topmost first. It is heard from the moment a window is drawn: the listeners of the
 * component library come only after the screen was painted, and a quick press would be lost.
 */
export function useEscapeCloses(open: boolean, onEscape: () => void): void {
  const close = useEffectEvent(onEscape);
  useLayoutEffect(() => {
    if (!open) return;
    const own = { close: () => close() };
    if (opened.length === 0) window.addEventListener('keydown', answerEscape, { capture: true });
    opened.push(own);
    return () => {
      opened.splice(opened.indexOf(own), 1);
      if (opened.length === 0) window.removeEventListener('keydown', answerEscape, { capture: true });
    };
  }, [open]);
}
