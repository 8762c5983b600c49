import { useOfflineState } from '../../../client/offline/provider.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { StatusChip } from '../../../kit/StatusChip.tsx';

/** How this browser stands to the server: connected or not, how much waits, how much needs a decision. */
export function OfflineChip() {
  const t = useT();
  const { number } = useFormats();
  const { line, waiting, conflicts, refused, ended, device } = useOfflineState();
  const asked = conflicts + refused + ended;
  const state = line === 'up' ? t('offline.up') : t('offline.down');
  if (device !== 'open' && line === 'up') return null;
  const parts = [
    state,
    ...(waiting > 0 ? [t('offline.waiting', { count: waiting })] : []),
    ...(asked > 0 ? [t('offline.asked', { count: asked })] : []),
  ];
  const count = asked > 0 ? asked : waiting;
  return (
    <StatusChip
      to="/outbox"
      icon={asked > 0 ? 'attention' : line === 'up' ? 'connected' : 'disconnected'}
      tone={asked > 0 ? 'bad' : line === 'down' ? 'attention' : waiting > 0 ? 'info' : 'neutral'}
      label={parts.join(', ')}
      text={parts.at(-1) ?? state}
      {...(count > 0 && { count: number(count) })}
    />
  );
}
