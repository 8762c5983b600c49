import { lazy, Suspense, useId, useState, type ReactNode } from 'react';
import { useEscapeCloses } from './escapeCloses.ts';
import { useFocusBack } from './focusBack.ts';

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
  const { open, onClose } = props;
  const id = useId();
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  useFocusBack(open, id);
  return (
    <Suspense fallback={open && <Awaited onClose={onClose} />}>
      {wasOpen && <DialogWindow {...props} id={id} />}
    </Suspense>
  );
}

/** A window whose code is still on its way: who thinks better of it need not wait for it. */
function Awaited({ onClose }: Pick<DialogProps, 'onClose'>) {
  useEscapeCloses(true, onClose);
  return null;
}
