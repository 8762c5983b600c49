import { Badge } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import type { TranslatedLabel } from '../../../words/labels.ts';

/** Whether the words are those of an official text, our own, or missing. */
export function WordingBadge({ label }: { label: TranslatedLabel | null }) {
  const t = useT();
  if (label === null) return <Badge>{t('vocabulary.english')}</Badge>;
  return label.source === null ? (
    <Badge>{t('vocabulary.ownWords')}</Badge>
  ) : (
    <Badge tone="good">{t('vocabulary.officialWords')}</Badge>
  );
}
