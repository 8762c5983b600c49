import { Badge } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';

/** How far something was checked: read in the text, in a summary, or from memory. */
export function VerifiedBadge({ mark }: { mark: boolean | string | undefined }) {
  const t = useT();
  if (mark === true) return <Badge tone="good">{t('law.verified')}</Badge>;
  if (mark === 'secondary') return <Badge tone="attention">{t('law.secondary')}</Badge>;
  return <Badge tone="attention">{t('law.notVerified')}</Badge>;
}
