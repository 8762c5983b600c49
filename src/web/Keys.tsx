import { useState } from 'react';
import { useLocation } from 'wouter';
import { useEscapeCloses } from '../kit/escapeCloses.ts';
import { lazyPart } from '../kit/lazyPart.tsx';
import { useShortcuts } from '../kit/shortcuts.ts';
import { usePlaces } from './places.ts';

const KeyWindow = lazyPart(async () => (await import('./Guide.tsx')).KeyWindow);

/** The keys that work on every page, and the window that lists them (`?`). */
export function Keys() {
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [, navigate] = useLocation();
  const places = usePlaces();
  const close = (): void => setOpen(false);
  useShortcuts({
    '?': () => (setOpen(true), setWasOpen(true)),
    ...Object.fromEntries(places.map(({ key, path }) => [`g ${key}`, () => navigate(path)])),
  });
  // Until the window is there; then it hears Escape before this does.
  useEscapeCloses(open, close);
  return wasOpen && <KeyWindow open={open} onClose={close} />;
}
