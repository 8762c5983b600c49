import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Modal } from '@mantine/core';
import { useT } from './i18n.ts';
import type { DialogProps } from './Dialog.tsx';

/** The window itself, with what holds the focus in it. */
export function DialogWindow({ open, onClose, title, children, wide = false }: DialogProps) {
  const t = useT();
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
