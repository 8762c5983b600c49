import { useEffect, useRef } from 'react';

/** j and k go to the next and the previous row, x ticks the row; from anywhere but where something is being written. */
export function useRowKeys(wanted: boolean, opener: string) {
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (!wanted) return;
    const listen = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const isWriting = Boolean(target?.closest('input:not([type="checkbox"]), textarea, select, [role="dialog"]'));
      if (isWriting || event.ctrlKey || event.metaKey || event.altKey || !['j', 'k', 'x'].includes(event.key)) return;
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
  }, [wanted, opener]);
  return table;
}
