import { useOffline, useOfflineState } from '../../../client/offline/provider.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Message } from '../../../kit/states.tsx';

/** Says that the copy on this device was erased because the server had it so, and what went with it. */
export function CopyWiped() {
  const t = useT();
  const offline = useOffline();
  if (!useOfflineState().wiped) return null;
  return (
    <Message tone="attention" live title={t('offline.wiped')}>
      <p>{t('offline.wipedText')}</p>
      <Button small onClick={offline.heardOfWipe}>
        {t('offline.wipedRead')}
      </Button>
    </Message>
  );
}
