import type { ReactNode } from 'react';
import { Button } from './actions.tsx';
import { Dialog } from './Dialog.tsx';
import { useT } from './i18n.ts';
import { Form, Row } from './layout.tsx';

type FormDialogProps = {
  title: string;
  onClose: () => void;
  onSubmit: () => void;
  submitLabel: string;
  /** Whether everything is there that must be. */
  ready: boolean;
  busy: boolean;
  danger?: boolean;
  wide?: boolean;
  children: ReactNode;
};

/** A form in a window: its fields, the button that sends them, and a way out. */
export function FormDialog(props: FormDialogProps) {
  const { title, onClose, onSubmit, submitLabel, ready, busy, danger = false, wide = false, children } = props;
  const t = useT();
  return (
    <Dialog open onClose={onClose} title={title} wide={wide}>
      <Form label={title} onSubmit={onSubmit}>
        {children}
        <Row>
          <Button tone={danger ? 'danger' : 'primary'} submit busy={busy} disabled={!ready}>
            {submitLabel}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Form>
    </Dialog>
  );
}
