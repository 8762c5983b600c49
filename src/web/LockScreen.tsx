import { useState } from 'react';
import { useClient } from '../client/hooks.tsx';
import { useOffline } from '../client/offline/provider.tsx';
import { useSignOut, type Ended, type Session } from '../features/accounts/ui/session.tsx';
import { Button } from '../kit/actions.tsx';
import { PasswordField } from '../kit/fields.tsx';
import { Gate } from '../kit/gate.tsx';
import { useT } from '../kit/i18n.ts';
import { Form, Row, Stack, Text } from '../kit/layout.tsx';
import { lazyPart } from '../kit/lazyPart.tsx';
import { problemCode, ProblemMessage } from '../kit/problems.tsx';
import { Loading, Message } from '../kit/states.tsx';

const SecondFactor = lazyPart(
  async () => (await import('../features/accounts/ui/SecondFactorPage.tsx')).SecondFactor,
  <Loading />,
);
const LockWays = lazyPart(async () => (await import('./LockWays.tsx')).LockWays);

type LockScreenProps = {
  session: Session;
  /** Whether the sign-in itself ended, and what of it is asked anew. */
  ended: Ended | null;
  onUnlock: () => void;
};

/** Stands before the page until its person shows who they are; what was begun behind it stays as it was. */
export function LockScreen({ session, ended, onUnlock }: LockScreenProps) {
  if (ended === 'second-factor') return <SecondFactor factors={session.secondFactor} onDone={onUnlock} />;
  return <Locked session={session} ended={ended} onUnlock={onUnlock} />;
}

function Locked({ session, ended, onUnlock }: LockScreenProps) {
  const t = useT();
  const offline = useOffline();
  const leave = useSignOut();
  const client = useClient();
  const [password, setPassword] = useState('');
  const [shut, setShut] = useState<'wrong' | 'shut' | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function unlock(): Promise<void> {
    setBusy(true);
    setShut(null);
    setProblem(null);
    const isOpen = await open().catch((refusal: unknown) => {
      setProblem(refusal);
      return false;
    });
    setBusy(false);
    setPassword('');
    if (isOpen) onUnlock();
  }

  /** The server decides where it can be reached; a session that ended meanwhile is begun again by the same person. */
  async function open(): Promise<boolean> {
    try {
      const { user } = await client.call('session.open', {});
      // Another person signed in meanwhile in another window: their password opens nothing here.
      if (user.id !== session.user.id) {
        location.reload();
        return false;
      }
      await client.call('session.reauthenticate', { password });
      return true;
    } catch (refusal) {
      const code = problemCode(refusal);
      if (code === 'not-signed-in') {
        await client.call('session.sign-in', { email: session.user.email, password });
        return true;
      }
      if (code !== 'offline') throw refusal;
      const outcome = await offline.unlock(password, session.user.id);
      if (outcome !== 'open') setShut(outcome);
      return outcome === 'open';
    }
  }

  return (
    <Gate
      title={t(ended === null ? 'lock.title' : 'lock.endedTitle')}
      lead={ended === null ? t('lock.text') : t('lock.endedText', { name: session.user.name })}
    >
      <Stack>
        <Form label={t('lock.title')} onSubmit={() => void unlock()}>
          {shut === null ? (
            <ProblemMessage problem={problem} />
          ) : (
            <Message tone="bad" live title={t(shut === 'wrong' ? 'offline.wrong' : 'offline.down')}>
              {t(shut === 'wrong' ? 'offline.wrongText' : 'lock.offline')}
            </Message>
          )}
          {session.hasPassword && (
            <>
              <PasswordField label={t('person.password')} required value={password} onChange={setPassword} />
              <Row>
                <Button tone="primary" submit busy={busy} disabled={password === ''}>
                  {t(ended === null ? 'lock.unlock' : 'signIn.submit')}
                </Button>
              </Row>
            </>
          )}
        </Form>
        {ended !== null && <LockWays onUnlock={onUnlock} />}
        <Text quiet>{t('lock.otherWayText')}</Text>
        <Row>
          <Button onClick={() => void leave().catch(() => location.replace('/'))}>{t('lock.otherWay')}</Button>
        </Row>
      </Stack>
    </Gate>
  );
}
