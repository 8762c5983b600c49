import { Badge, type BadgeTone } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import type { ReleaseShown } from '../schema.ts';

const tones: Readonly<Record<ReleaseShown['state'], BadgeTone>> = {
  building: 'neutral',
  failed: 'bad',
  refused: 'bad',
  built: 'attention',
  discarded: 'neutral',
  approved: 'info',
  published: 'good',
  withdrawn: 'neutral',
};

/** How far a release is. */
export function StateBadge({ state }: Pick<ReleaseShown, 'state'>) {
  const t = useT();
  return <Badge tone={tones[state]}>{t(`code.releaseState.${state}`)}</Badge>;
}
