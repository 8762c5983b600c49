import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { useOffline } from '../../../client/offline/provider.tsx';
import { Button } from '../../../kit/actions.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { PasswordField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { useDeviceWords } from '../../accounts/ui/device.ts';
import { useSession } from '../../accounts/ui/session.tsx';
import { DEFAULT_KEEP_HOURS } from '../rules.ts';

const SHORTEST_PASSPHRASE = 12;

/** Makes this browser one that keeps cases: asks for the password that will open them with no network. */
export function PrepareDialog({ onClose, onReady }: { onClose: () => void; onReady: () => Promise<void> }) {
  const t = useT();
  const offline = useOffline();
  const session = useSession();
  const safety = useAction('safety.open', {});
  const deviceWords = useDeviceWords();
  const [name, setName] = useState(() => deviceWords(navigator.userAgent));
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const hasPassword = session?.hasPassword ?? false;
  const isLongEnough = hasPassword ? password !== '' : password.length >= SHORTEST_PASSPHRASE;

  async function prepare(): Promise<void> {
    if (session === null) return;
    setBusy(true);
    setProblem(null);
    try {
      await offline.prepare(session, name.trim(), password);
      await onReady();
      onClose();
    } catch (failure) {
      setProblem(failure);
      setPassword('');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={t('devices.prepare')}>
      <Form label={t('devices.prepare')} onSubmit={() => void prepare()}>
        <Text>{t('devices.prepareText', { count: safety.data?.keepHours ?? DEFAULT_KEEP_HOURS })}</Text>
        <Text quiet>{t('devices.prepareShared')}</Text>
        <ProblemMessage problem={problem} />
        <TextField label={t('devices.name')} help={t('devices.nameHelp')} required value={name} onChange={setName} />
        <PasswordField
          label={t(hasPassword ? 'person.password' : 'devices.passphrase')}
          help={t(hasPassword ? 'devices.passwordHelp' : 'devices.passphraseHelp')}
          required
          value={password}
          onChange={setPassword}
        />
        <Row>
          <Button tone="primary" submit busy={busy} disabled={!isLongEnough || name.trim() === ''}>
            {t('devices.prepareSubmit')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Form>
    </Dialog>
  );
}
