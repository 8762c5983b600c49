import { useLayoutEffect, useRef } from 'react';
import { useShortcutsOn } from './shortcuts.ts';

/**
 * j and k go to the next and the previous row, x ticks the row, a goes to what can be done with the ticked ones
 * (`data-kit-acts`); from anywhere but where something is being written, unless single keys are switched off.
 */
export function useRowKeys(wanted: boolean, opener: string) {
  const table = useRef<HTMLTableElement>(null);
  const [on] = useShortcutsOn();
  useLayoutEffect(() => {
    if (!wanted || !on) return;
    const listen = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const isWriting = Boolean(target?.closest('input:not([type="checkbox"]), textarea, select, [role="dialog"]'));
      if (isWriting || event.ctrlKey || event.metaKey || event.altKey || !['j', 'k', 'x', 'a'].includes(event.key))
        return;
      if (event.key === 'a') {
        const act = document.querySelector<HTMLElement>('[data-kit-acts] button');
        if (act) event.preventDefault();
        act?.focus();
        return;
      }
      const rows = [...(table.current?.tBodies[0]?.rows ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const row = event.key === 'x' ? rows[at] : rows[event.key === 'j' ? at + 1 : at - 1];
      if (!row) return;
      event.preventDefault();
      if (event.key === 'x') row.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
      else row.querySelector<HTMLElement>(opener)?.focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [wanted, on, opener]);
  return table;
}
