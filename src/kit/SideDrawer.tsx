import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Drawer.layer.css';
import { Drawer } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useBackCloses } from './backCloses.ts';
import { useEscapeCloses } from './escapeCloses.ts';
import { useFocusBack } from './focusBack.ts';
import { useT } from './i18n.ts';

type SideDrawerProps = { open: boolean; onClose: () => void; title: string; children: ReactNode };

/** What slides in from the side of a narrow window: the navigation. */
export function SideDrawer({ open, onClose, title, children }: SideDrawerProps) {
  const t = useT();
  const id = useId();
  useBackCloses(open, onClose, id);
  useEscapeCloses(open, onClose);
  useFocusBack(open, id);
  return (
    <Drawer
      opened={open}
      onClose={onClose}
      closeOnEscape={false}
      returnFocus={false}
      inert={!open}
      title={title}
      size="18rem"
      lockScroll={false}
      attributes={{ header: { role: 'none' } }}
      closeButtonProps={{ 'aria-label': t('frame.closeMenu') }}
    >
      <div id={id}>{children}</div>
    </Drawer>
  );
}
