import { Badge, type BadgeTone } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import type { ImportState } from '../schema.ts';

const tones: Readonly<Partial<Record<ImportState, BadgeTone>>> = {
  drafted: 'attention',
  applied: 'good',
  failed: 'bad',
  drafting: 'info',
  applying: 'info',
  undoing: 'info',
};

/** How far an import is. */
export function ImportStateBadge({ state }: { state: ImportState }) {
  const t = useT();
  return <Badge tone={tones[state] ?? 'neutral'}>{t(`code.importState.${state}`)}</Badge>;
}
