import { useState } from 'react';
import { Redirect } from 'wouter';
import { useClient, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { Gate, Or } from '../../../kit/gate.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Loading } from '../../../kit/states.tsx';
import { passkeysPossible, showPasskey, wasCalledOff } from './passkeys.ts';
import { Onward, useRenewSession, useSessionState, useSignOut, type Session } from './session.tsx';

/** The second step of signing in: a code of the app, a recovery code, or a passkey. */
export function SecondFactorPage() {
  const { session, loading } = useSessionState();
  const renew = useRenewSession();
  if (loading) return <Loading />;
  if (session === null) return <Redirect to="/sign-in" replace />;
  if (session.standing !== 'second-factor-needed') return <Onward standing={session.standing} />;
  return <SecondFactor factors={session.secondFactor} onDone={renew} />;
}

type SecondFactorProps = { factors: Session['secondFactor']; onDone: () => Promise<void> | void };

/** The second step itself, wherever it is asked. */
export function SecondFactor({ factors, onDone }: SecondFactorProps) {
  const t = useT();
  const leave = useSignOut();
  const [recovery, setRecovery] = useState(false);
  const byCode = factors.totp || recovery;
  const byPasskey = factors.passkeys > 0 && passkeysPossible();
  return (
    <Gate title={t('secondFactor.title')} lead={t(leadOf(recovery, factors.totp))}>
      <Stack>
        {byPasskey && !recovery && <PasskeyStep first={!factors.totp} onDone={onDone} />}
        {byPasskey && byCode && !recovery && <Or>{t('signIn.or')}</Or>}
        {byCode && <CodeStep key={String(recovery)} recovery={recovery} onDone={onDone} />}
        <Row>
          <Button tone="quiet" small onClick={() => setRecovery(!recovery)}>
            {recovery ? t('secondFactor.useUsual') : t('secondFactor.useRecovery')}
          </Button>
          <Button tone="quiet" small onClick={() => void leave()}>
            {t('secondFactor.cancel')}
          </Button>
        </Row>
      </Stack>
    </Gate>
  );
}

function leadOf(recovery: boolean, totp: boolean) {
  if (recovery) return 'secondFactor.recoveryLead';
  return totp ? 'secondFactor.lead' : 'secondFactor.passkeyLead';
}

function CodeStep({ recovery, onDone }: { recovery: boolean } & Pick<SecondFactorProps, 'onDone'>) {
  const t = useT();
  const give = useRun('session.second-factor', []);
  const [code, setCode] = useState('');

  async function submit(): Promise<void> {
    if (await give.run({ code: code.trim() })) await onDone();
    else setCode('');
  }

  return (
    <Form label={t('secondFactor.title')} onSubmit={() => void submit()}>
      <ProblemMessage problem={give.problem} />
      <TextField
        label={recovery ? t('secondFactor.recoveryCode') : t('secondFactor.code')}
        required
        autoComplete={recovery ? 'off' : 'one-time-code'}
        inputMode={recovery ? 'text' : 'numeric'}
        value={code}
        onChange={setCode}
      />
      <Button tone="primary" submit wide busy={give.busy} disabled={code.trim().length < 6}>
        {t('secondFactor.submit')}
      </Button>
    </Form>
  );
}

function PasskeyStep({ first, onDone }: { first: boolean } & Pick<SecondFactorProps, 'onDone'>) {
  const t = useT();
  const client = useClient();
  const [problem, setProblem] = useState<unknown>(null);

  async function show(): Promise<void> {
    setProblem(null);
    try {
      await showPasskey(client);
      await onDone();
    } catch (error) {
      if (!wasCalledOff(error)) setProblem(error);
    }
  }

  return (
    <Stack gap="sm">
      <ProblemMessage problem={problem} />
      <Button tone={first ? 'primary' : 'secondary'} icon="key" wide onClick={() => void show()}>
        {t('secondFactor.passkey')}
      </Button>
    </Stack>
  );
}
