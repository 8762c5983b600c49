import { useEffect } from 'react';

/** How long the history of this tab was when the app opened in it. */
const lengthAtStart = history.length;
const timesEscape = 3;
const withinMilliseconds = 1_500;
const backAtMostMilliseconds = 250;

let isLeaving = false;

// A form with words that are not saved would hold the page, with a question for everybody to read. Listeners are asked
// in the order they came, and this one comes with the app.
window.addEventListener('beforeunload', (event) => {
  if (isLeaving) event.stopImmediatePropagation();
});

/**
 * Leaves nothing of the app on the screen at once, then takes its pages out of the tab's history as far as a browser
 * lets a page do that: back to where the app began, an empty page in its place, and one more that drops what lay ahead.
 */
export function leaveAtOnce(forget: () => void): void {
  document.title = 'New tab';
  document.body.replaceChildren();
  isLeaving = true;
  sessionStorage.clear();
  forget();
  const away = (): void => location.replace('/leave.html');
  const steps = history.length - lengthAtStart;
  if (steps <= 0) {
    away();
    return;
  }
  window.addEventListener('popstate', away, { once: true });
  setTimeout(away, backAtMostMilliseconds);
  history.go(-steps);
}

/** Calls back when Escape is pressed three times quickly, wherever the focus is. */
export function useThreeEscapes(onThree: () => void): void {
  useEffect(() => {
    let presses: number[] = [];
    const press = ({ key }: KeyboardEvent): void => {
      const now = Date.now();
      presses = key === 'Escape' ? [...presses.filter((at) => now - at < withinMilliseconds), now] : [];
      if (presses.length >= timesEscape) onThree();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [onThree]);
}
