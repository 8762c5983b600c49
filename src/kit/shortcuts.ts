import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';

/** Keys to what they do: one key, or two after each other (`g c`). */
export type Shortcuts = Readonly<Record<string, () => void>>;

const patienceMs = 1200;
const savedChoice = 'palermo.shortcuts';
const listeners = new Set<() => void>();

/** Whether single keys do something: they can be switched off, as WCAG 2.1.4 asks, for who dictates or types with care. */
export function useShortcutsOn(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(savedChoice) !== 'off',
  );
  return [
    on,
    (next) => {
      localStorage.setItem(savedChoice, next ? 'on' : 'off');
      listeners.forEach((listener) => listener());
    },
  ];
}

/** Lets keys do something anywhere on the page, except where text is written or a window is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const [on] = useShortcutsOn();
  const current = useRef(shortcuts);
  useLayoutEffect(() => {
    current.current = shortcuts;
  });
  useLayoutEffect(() => {
    if (!on) return;
    let before: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target)) return;
      // A key that is held down goes through a list, and does nothing else again and again.
      if (event.repeat && !event.key.startsWith('Arrow')) return;
      const pair = before !== null && event.timeStamp - before.at < patienceMs ? `${before.key} ${event.key}` : null;
      const act = (pair !== null && current.current[pair]) || current.current[event.key];
      before = act ? null : { key: event.key, at: event.timeStamp };
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [on]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null)
  );
}
