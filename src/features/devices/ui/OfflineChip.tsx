import { useOfflineState } from '../../../client/offline/provider.tsx';
import { useT } from '../../../kit/i18n.ts';
import { StatusChip, StatusLine } from '../../../kit/StatusChip.tsx';

/** How this browser stands to the server, in words: null where there is nothing to say. */
function useStanding() {
  const t = useT();
  const { line, waiting, conflicts, refused, ended, device } = useOfflineState();
  const asked = conflicts + refused + ended;
  if (device !== 'open' && line === 'up') return null;
  const rest = [
    ...(waiting > 0 ? [t('offline.waiting', { count: waiting })] : []),
    ...(asked > 0 ? [t('offline.asked', { count: asked })] : []),
  ];
  return {
    to: '/outbox',
    icon: asked > 0 ? 'attention' : line === 'up' ? 'connected' : 'disconnected',
    tone: asked > 0 ? 'bad' : line === 'down' ? 'attention' : waiting > 0 ? 'info' : 'neutral',
    parts: [t(line === 'up' ? 'offline.up' : 'offline.down'), ...rest],
    /** Something to know, not only that all is well. */
    matters: line === 'down' || rest.length > 0,
    kept: line === 'up' ? null : t(device === 'open' ? 'offline.kept' : 'offline.keptNowhere'),
  } as const;
}

/** How this browser stands to the server: connected or not, how much waits, how much needs a decision. */
export function OfflineChip() {
  const standing = useStanding();
  if (standing === null) return null;
  const { parts, matters, to, icon, tone } = standing;
  const text = parts.slice(icon === 'disconnected' ? 0 : -1).join(' · ');
  return <StatusChip to={to} icon={icon} tone={tone} label={parts.join(', ')} text={text} wideOnly={matters} />;
}

/** The same on a phone, in a line under the header, with where the words are kept. */
export function OfflineLine() {
  const standing = useStanding();
  if (standing === null || !standing.matters) return null;
  const { parts, kept, to, icon, tone } = standing;
  return (
    <StatusLine to={to} icon={icon} tone={tone} title={parts.join(' · ')}>
      {kept}
    </StatusLine>
  );
}
