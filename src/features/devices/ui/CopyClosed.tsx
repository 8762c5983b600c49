import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { EmptyState, Message } from '../../../kit/states.tsx';

/** With no line and a copy whose time is over, or that was shut: what of it is left, and how it opens again. */
export function CopyClosed({ onRetry }: { onRetry: () => void }) {
  const t = useT();
  return (
    <EmptyState
      wholePage
      icon="disconnected"
      title={t('offline.over')}
      action={<Button onClick={onRetry}>{t('state.retry')}</Button>}
    >
      {t('offline.overText')}
    </EmptyState>
  );
}

/** Says that only what waits is left of the copy on this device. */
export function CopiesForbidden() {
  const t = useT();
  return (
    <Message tone="attention" title={t('outbox.forbidden')}>
      {t('outbox.forbiddenText')}
    </Message>
  );
}
