import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import css from './layout.module.css';

const gapPixels = 6;

/** A label beside what it names, above it or below where there is no room. It is seen only: the thing itself says it. */
export function Hint({ beside, label }: { beside: HTMLElement; label: string }) {
  const shown = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const hint = shown.current;
    if (hint === null) return;
    const thing = beside.getBoundingClientRect();
    const { width, height } = hint.getBoundingClientRect();
    const middle = thing.left + (thing.width - width) / 2;
    const furthest = document.documentElement.clientWidth - width - gapPixels;
    const above = thing.top - height - gapPixels;
    hint.style.left = `${Math.max(gapPixels, Math.min(middle, furthest))}px`;
    hint.style.top = `${above < gapPixels ? thing.bottom + gapPixels : above}px`;
  }, [beside, label]);
  return createPortal(
    <div ref={shown} className={css.hint} aria-hidden="true" data-kit-no-print>
      {label}
    </div>,
    document.body,
  );
}
