import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';

// Comes with the first window: no page needs one to be read.
const DialogWindow = lazy(async () => ({ default: (await import('./DialogWindow.tsx')).DialogWindow }));

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  wide?: boolean;
  /** What is typed in it is kept when it closes, so nothing has to be asked before. */
  keeps?: boolean;
};

/** A window above the page that keeps the focus until it is closed. */
export function Dialog(props: DialogProps) {
  const { open } = props;
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  useFocusBack(open);
  return <Suspense fallback={null}>{wasOpen && <DialogWindow {...props} />}</Suspense>;
}

/** Puts the focus back where it was when the window goes, also when its owner takes it off the page at once. */
function useFocusBack(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    return () => {
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, [open]);
}
