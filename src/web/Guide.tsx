import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../features/accounts/ui/session.tsx';
import { Button } from '../kit/actions.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { useT } from '../kit/i18n.ts';
import { Row } from '../kit/layout.tsx';
import { Message } from '../kit/states.tsx';
import { Tour } from '../kit/Tour.tsx';
import { KeyTable } from './KeyTable.tsx';
import { useTourSeen, useTourSteps } from './tour.ts';

/** The window that lists the keys. */
export function KeyWindow({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open={open} wide title={t('keys.title')} onClose={onClose}>
      <KeyTable />
    </Dialog>
  );
}

/** Offers the tour of the reader's role once, on the start page; it is taken again from the help page. */
export function TourOffer() {
  const t = useT();
  const [location] = useLocation();
  const membership = useSession()?.membership;
  const roleCode = membership?.roleCode ?? '';
  const [seen, setSeen] = useTourSeen(roleCode);
  const [running, setRunning] = useState(false);
  const steps = useTourSteps(roleCode, membership?.permissions ?? []);
  if (membership === null || membership === undefined) return null;
  if (running) return <Tour label={t('tour.title')} steps={steps} onEnd={() => (setRunning(false), setSeen())} />;
  if (seen || location !== '/') return null;
  return (
    <Message tone="info" title={t('tour.offer')}>
      <p>{t('tour.offerText')}</p>
      <Row>
        <Button small onClick={() => setRunning(true)}>
          {t('tour.start')}
        </Button>
        <Button small tone="quiet" onClick={setSeen}>
          {t('tour.notNow')}
        </Button>
      </Row>
    </Message>
  );
}
