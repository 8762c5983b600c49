import { Modal } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useT } from './i18n.ts';

type DialogProps = { open: boolean; onClose: () => void; title: string; children: ReactNode; wide?: boolean };

/** A window above the page that keeps the focus until it is closed. */
export function Dialog({ open, onClose, title, children, wide = false }: DialogProps) {
  const t = useT();
  useFocusBack(open);
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      centered
      size={wide ? 'xl' : 'md'}
      // The library locks scrolling by a <style> element, which the content security policy refuses.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      // Its <header> is no header of the page.
      attributes={{ header: { role: 'none' } }}
    >
      {children}
    </Modal>
  );
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
