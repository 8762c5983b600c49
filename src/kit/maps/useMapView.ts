import { useEffect, useRef, useState, type PointerEvent } from 'react';
import {
  clamped,
  nearer,
  pushed,
  viewOf,
  worldView,
  type MapSize,
  type MapView,
  type Position,
  type Spot,
} from './view.ts';

const step = 70;
const slack = 4;

const pushes: Readonly<Record<string, Spot | undefined>> = {
  ArrowLeft: [step, 0],
  ArrowRight: [-step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
};

/** What a map shows and how the reader moves it: by dragging, by the arrow keys, with plus, minus and zero. */
export function useMapView(fit: readonly Position[], onEnter?: (view: MapView, size: MapSize) => void) {
  const place = useRef<HTMLDivElement>(null);
  const drag = useRef<{ at: Spot; view: MapView; moved: boolean } | null>(null);
  const [width, setWidth] = useState(0);
  const [own, setOwn] = useState<MapView | null>(null);
  const size: MapSize = { width, height: Math.round(Math.max(240, Math.min(460, width * 0.56))) };

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  const view = clamped(own ?? (fit.length === 0 ? worldView(size) : viewOf(fit, size)), size);
  const moves = {
    nearer: () => setOwn(nearer(view, size, 1.6)),
    farther: () => setOwn(nearer(view, size, 1 / 1.6)),
    whole: () => setOwn(null),
    world: () => setOwn(worldView(size)),
  };

  function onKey(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const push = pushes[event.key];
    if (push) setOwn(pushed(view, size, push));
    else if (event.key === '+' || event.key === '=') moves.nearer();
    else if (event.key === '-') moves.farther();
    else if (event.key === '0') moves.whole();
    else if (event.key === 'Enter' && onEnter) onEnter(view, size);
    else return;
    event.preventDefault();
  }
  // Anew with each drawing: a key acts on what is shown.
  useEffect(() => {
    const element = place.current;
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  });

  const pointer = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      drag.current = { at: [event.clientX, event.clientY], view, moved: false };
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const begun = drag.current;
      if (!begun) return;
      const by: Spot = [event.clientX - begun.at[0], event.clientY - begun.at[1]];
      if (!begun.moved && Math.hypot(...by) < slack) return;
      if (!begun.moved) event.currentTarget.setPointerCapture(event.pointerId);
      begun.moved = true;
      setOwn(pushed(begun.view, size, by));
    },
    onPointerUp: () => {
      // The click that ends a drag is no choice of a place; it comes right after this.
      const begun = drag.current;
      setTimeout(() => drag.current === begun && (drag.current = null));
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };
  return { place, size, view, moves, pointer, isDragging: () => drag.current?.moved === true };
}
