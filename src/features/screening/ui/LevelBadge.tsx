import { Badge, type BadgeTone } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import type { Level } from '../rules.ts';

const tones: Readonly<Record<Level, BadgeTone>> = {
  'not-asked': 'neutral',
  none: 'neutral',
  some: 'info',
  strong: 'attention',
};

/** How far the signs go. "Not asked" is no "none". */
export function LevelBadge({ level }: { level: Level }) {
  const t = useT();
  return <Badge tone={tones[level]}>{t(`code.screeningLevel.${level}`)}</Badge>;
}
