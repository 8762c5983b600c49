import { useState } from 'react';
import { useAction, useClient, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { PasswordField, TextField } from '../../../kit/fields.tsx';
import { Gate, Or } from '../../../kit/gate.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Stack, Text } from '../../../kit/layout.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import { passkeysPossible, signInWithPasskey, wasCalledOff } from './passkeys.ts';
import { Onward, useRenewSession, useSession } from './session.tsx';
import { startSingleSignOn } from './singleSignOn.ts';

const DemoPeople = lazyPart(async () => (await import('./DemoArrival.tsx')).DemoPeople, <Loading />);

/** The door: e-mail and password, a passkey, or single sign-on where it is configured. */
export function SignInPage() {
  const t = useT();
  const session = useSession();
  const node = useAction('node.open', {});
  if (session !== null) return <Onward standing={session.standing} />;
  const isNew = node.data?.setUp === false;
  return (
    <Gate title={t('signIn.title')}>
      <Stack>
        {isNew && (
          <Message tone="info" title={t('signIn.notSetUp')}>
            {t('signIn.notSetUpText')}
          </Message>
        )}
        <PasswordSignIn demo={node.data?.demo ?? false} />
        <OtherWays oidc={node.data?.oidc ?? null} />
        <Text quiet>{t('signIn.forgotten')}</Text>
      </Stack>
    </Gate>
  );
}

function PasswordSignIn({ demo }: { demo: boolean }) {
  const t = useT();
  const renew = useRenewSession();
  const signIn = useRun('session.sign-in', []);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [choosing, setChoosing] = useState(false);

  async function submit(): Promise<void> {
    if (await signIn.run({ email: email.trim(), password })) await renew();
    else setPassword('');
  }

  return (
    <Form label={t('signIn.title')} onSubmit={() => void submit()}>
      <ProblemMessage problem={signIn.problem} />
      <TextField
        label={t('person.email')}
        kind="email"
        autoComplete="username"
        required
        value={email}
        onChange={setEmail}
      />
      <PasswordField label={t('person.password')} required value={password} onChange={setPassword} />
      <Button tone="primary" submit wide busy={signIn.busy} disabled={email === '' || password === ''}>
        {t('signIn.submit')}
      </Button>
      {demo && (
        <>
          <Button icon="people" wide onClick={() => setChoosing(true)}>
            {t('signIn.demo')}
          </Button>
          <Dialog open={choosing} onClose={() => setChoosing(false)} title={t('signIn.demo')} wide>
            <DemoPeople
              onChoose={(chosen, known) => {
                setEmail(chosen);
                setPassword(known);
                setChoosing(false);
              }}
            />
          </Dialog>
        </>
      )}
    </Form>
  );
}

function OtherWays({ oidc }: { oidc: string | null }) {
  const t = useT();
  const client = useClient();
  const renew = useRenewSession();
  const [problem, setProblem] = useState<unknown>(null);
  if (oidc === null && !passkeysPossible()) return null;

  async function attempt(way: () => Promise<void>): Promise<void> {
    setProblem(null);
    try {
      await way();
    } catch (error) {
      if (!wasCalledOff(error)) setProblem(error);
    }
  }

  return (
    <Stack gap="sm">
      <Or>{t('signIn.or')}</Or>
      <ProblemMessage problem={problem} />
      {passkeysPossible() && (
        <Button icon="key" wide onClick={() => void attempt(() => signInWithPasskey(client).then(renew))}>
          {t('signIn.passkey')}
        </Button>
      )}
      {oidc !== null && (
        <Button icon="agencies" wide onClick={() => void attempt(() => startSingleSignOn(client))}>
          {t('signIn.oidc', { provider: oidc })}
        </Button>
      )}
    </Stack>
  );
}
