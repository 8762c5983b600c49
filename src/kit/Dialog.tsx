import { Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Button } from './actions.tsx';
import { TextField } from './fields.tsx';
import { useT } from './i18n.ts';
import { Row, Stack } from './layout.tsx';

type DialogProps = { open: boolean; onClose: () => void; title: string; children: ReactNode; wide?: boolean };

/** A window above the page that keeps the focus until it is closed. */
export function Dialog({ open, onClose, title, children, wide = false }: DialogProps) {
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

type ConfirmDialogProps = {
  open: boolean;
  onClose: () => void;
  onConfirm: (reason: string) => void;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  busy?: boolean;
  /** Asks for a reason, without which the act cannot be done. */
  reasonLabel?: string;
};

/** Asks once more before something that matters, saying what it will do. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onClose, onConfirm, title, children, confirmLabel, danger = false, busy = false, reasonLabel } = props;
  const t = useT();
  const [reason, setReason] = useState('');
  const mayConfirm = reasonLabel === undefined || reason.trim() !== '';
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <Stack>
        <div>{children}</div>
        {reasonLabel !== undefined && <TextField label={reasonLabel} required value={reason} onChange={setReason} />}
        <Row>
          <Button
            tone={danger ? 'danger' : 'primary'}
            disabled={!mayConfirm}
            busy={busy}
            onClick={() => onConfirm(reason.trim())}
          >
            {confirmLabel}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
