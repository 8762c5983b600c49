import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  useDroppable,
  useSensor,
  useSensors,
  type Announcements,
} from '@dnd-kit/core';
import { useState, type ReactNode } from 'react';
import css from './dragBoard.module.css';
import { useT } from './i18n.ts';

type DragBoardProps = {
  children: ReactNode;
  /** How a thing that is moved, or a place for it, is called. */
  nameOf: (id: string) => string;
  onDrop: (item: string, place: string) => void;
};

/** Things that are drawn to places, by the pointer or the keyboard; each place has a field of its own that does the same. */
export function DragBoard({ children, nameOf, onDrop }: DragBoardProps) {
  const t = useT();
  const [moving, setMoving] = useState<string | null>(null);
  const sensors = useSensors(
    // A short way first, so that a tap or a scroll moves nothing.
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor),
  );
  const over = (place: { id: string | number } | null): string =>
    place === null ? t('drag.nowhere') : t('drag.over', { place: nameOf(String(place.id)) });
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('drag.start', { item: nameOf(String(active.id)) }),
    onDragOver: ({ over: place }) => over(place),
    onDragEnd: ({ over: place }) =>
      place === null ? t('drag.cancelled') : t('drag.dropped', { place: nameOf(String(place.id)) }),
    onDragCancel: () => t('drag.cancelled'),
  };
  return (
    <DndContext
      sensors={sensors}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('drag.help') } }}
      onDragStart={({ active }) => setMoving(String(active.id))}
      onDragCancel={() => setMoving(null)}
      onDragEnd={({ active, over: place }) => {
        setMoving(null);
        if (place !== null) onDrop(String(active.id), String(place.id));
      }}
    >
      {children}
      {/* The tray scrolls and would cut off what leaves it; so what moves is drawn above the page. */}
      <DragOverlay dropAnimation={null}>
        {moving !== null && (
          <span className={css.chip} data-dragging>
            {nameOf(moving)}
          </span>
        )}
      </DragOverlay>
    </DndContext>
  );
}

/** A place a thing can be moved to. */
export function DropPlace({ id, children }: { id: string; children: ReactNode }) {
  const { setNodeRef, isOver } = useDroppable({ id });
  return (
    <div ref={setNodeRef} className={css.place} data-over={isOver || undefined}>
      {children}
    </div>
  );
}
