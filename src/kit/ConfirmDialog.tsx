import { useState, type ReactNode } from 'react';
import { Button } from './actions.tsx';
import { Dialog } from './Dialog.tsx';
import { TextField } from './fields.tsx';
import { useT } from './i18n.ts';
import { Row, Stack } from './layout.tsx';

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

/** A reason of fewer letters says nothing; the server takes none. */
const shortestReason = 3;

/** Asks once more before something that matters, saying what it will do. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onClose, onConfirm, title, children, confirmLabel, danger = false, busy = false, reasonLabel } = props;
  const t = useT();
  const [reason, setReason] = useState('');
  const mayConfirm = reasonLabel === undefined || reason.trim().length >= shortestReason;
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
