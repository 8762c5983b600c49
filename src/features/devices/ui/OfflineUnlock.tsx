import { useState } from 'react';
import { useOffline } from '../../../client/offline/provider.tsx';
import { Button } from '../../../kit/actions.tsx';
import { PasswordField } from '../../../kit/fields.tsx';
import { Gate } from '../../../kit/gate.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';

/** Opens the copy on this device with the password, while the server cannot be reached. */
export function OfflineUnlock({ onOpen, onRetry }: { onOpen: () => void; onRetry: () => void }) {
  const t = useT();
  const offline = useOffline();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(false);

  async function unlock(): Promise<void> {
    setBusy(true);
    const outcome = await offline.unlock(password);
    setBusy(false);
    setPassword('');
    setWrong(outcome === 'wrong');
    if (outcome === 'open') onOpen();
  }

  return (
    <Gate title={t('offline.unlock')} lead={t('offline.unlockText')}>
      <Form label={t('offline.unlock')} onSubmit={() => void unlock()}>
        {wrong && (
          <Message tone="bad" live title={t('offline.wrong')}>
            {t('offline.wrongText')}
          </Message>
        )}
        <PasswordField label={t('person.password')} required value={password} onChange={setPassword} />
        <Row>
          <Button tone="primary" submit busy={busy} disabled={password === ''}>
            {t('offline.unlockSubmit')}
          </Button>
          <Button onClick={onRetry}>{t('state.retry')}</Button>
        </Row>
      </Form>
    </Gate>
  );
}
