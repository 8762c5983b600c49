import { useT } from '../../../kit/i18n.ts';
import { EmptyState } from '../../../kit/states.tsx';

/** With no line and no list on the device: that there may well be interviews, elsewhere. */
export function NoneHere() {
  const t = useT();
  return (
    <EmptyState icon="disconnected" title={t('screening.noneHere')}>
      {t('screening.noneHereText')}
    </EmptyState>
  );
}
