import { useState } from 'react';
import { useOffline, useOfflineState } from '../../../client/offline/provider.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { notify } from '../../../kit/notify.ts';

// Only a device that has a line can be prepared.
const PrepareDialog = lazyPart(async () => (await import('./PrepareDialog.tsx')).PrepareDialog);

/** Takes a case along on this device, or puts it back. */
export function TakeAlong({ caseId }: { caseId: string }) {
  const t = useT();
  const offline = useOffline();
  const { device, taken, line } = useOfflineState();
  const [preparing, setPreparing] = useState(false);
  const [busy, setBusy] = useState(false);
  const isTaken = taken.includes(caseId);
  if (device === 'unsupported' || (line === 'down' && !isTaken)) return null;

  async function take(): Promise<void> {
    await offline.take(caseId);
    notify('good', t('devices.taken'));
  }
  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    await work().catch(() => notify('bad', t('devices.takeFailed')));
    setBusy(false);
  }

  if (isTaken) {
    return (
      <Button icon="device" busy={busy} onClick={() => void attempt(() => offline.putBack(caseId))}>
        {t('devices.putBack')}
      </Button>
    );
  }
  return (
    <>
      <Button icon="device" busy={busy} onClick={() => (device === 'open' ? void attempt(take) : setPreparing(true))}>
        {t('devices.take')}
      </Button>
      {preparing && <PrepareDialog onClose={() => setPreparing(false)} onReady={take} />}
    </>
  );
}
