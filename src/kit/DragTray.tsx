import { useDraggable } from '@dnd-kit/core';
import { createContext, use, useState, type KeyboardEvent, type ReactNode } from 'react';
import css from './dragBoard.module.css';

/** Which of the things in a tray the Tab key comes to. */
const TabStop = createContext<{ id: string | null; take: (id: string) => void }>({ id: null, take: () => undefined });

type DragTrayProps = {
  label: string;
  items: readonly { id: string; label: ReactNode; used?: boolean }[];
};

/** The things to be moved, one stop of the Tab key for all: the arrow keys go from one to the next. */
export function DragTray({ label, items }: DragTrayProps) {
  const [taken, setTaken] = useState<string | null>(null);
  const id = items.some((item) => item.id === taken) ? taken : (items[0]?.id ?? null);
  return (
    <div className={css.tray} role="toolbar" aria-label={label} data-kit-no-print>
      <TabStop value={{ id, take: setTaken }}>
        {items.map((item) => (
          <DragChip key={item.id} id={item.id} used={item.used ?? false}>
            {item.label}
          </DragChip>
        ))}
      </TabStop>
    </div>
  );
}

/** Goes from the thing a key was pressed on to another one of its tray. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const chip = event.currentTarget;
  const chips = [...(chip.parentElement?.querySelectorAll('button') ?? [])];
  const at = chips.findIndex((one) => one === chip);
  const ahead = getComputedStyle(chip).direction === 'rtl' ? -1 : 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    ArrowRight: at + ahead,
    ArrowLeft: at - ahead,
    Home: 0,
    End: chips.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  chips[(next + chips.length) % chips.length]?.focus();
}

/** A thing that can be moved to a place. */
function DragChip({ id, used, children }: { id: string; used: boolean; children: ReactNode }) {
  const { active, attributes, listeners, setNodeRef, isDragging } = useDraggable({ id });
  const stop = use(TabStop);
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={css.chip}
      data-used={used || undefined}
      data-moving={isDragging || undefined}
      {...attributes}
      {...listeners}
      tabIndex={stop.id === id ? 0 : -1}
      onKeyDown={(event) => {
        listeners?.['onKeyDown']?.(event);
        // While a thing is carried the arrow keys move it.
        if (active === null) walk(event);
      }}
      onFocus={() => stop.take(id)}
    >
      {children}
    </button>
  );
}
