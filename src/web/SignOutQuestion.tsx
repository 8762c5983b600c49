import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useT } from '../kit/i18n.ts';

type SignOutQuestionProps = { where: readonly string[]; onClose: () => void; onLeave: () => void };

/** Asks before words that are not saved are left behind. */
export function SignOutQuestion({ where, onClose, onLeave }: SignOutQuestionProps) {
  const t = useT();
  return (
    <ConfirmDialog
      open
      danger
      title={t('draft.leave')}
      confirmLabel={t('draft.leaveAnyway')}
      onClose={onClose}
      onConfirm={onLeave}
    >
      {t('draft.leaveText', { where: where.join(', ') })}
    </ConfirmDialog>
  );
}
