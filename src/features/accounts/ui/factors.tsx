import { useState, type ReactNode } from 'react';
import { offerFile, useClient, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckboxField, PasswordField, TextField } from '../../../kit/fields.tsx';
import { SecretList } from '../../../kit/gate.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Form, Row, Stack, Text } from '../../../kit/layout.tsx';
import { problemCode, ProblemMessage } from '../../../kit/problems.tsx';
import { QrCode } from '../../../kit/QrCode.tsx';
import { Message } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import { addPasskey, wasCalledOff } from './passkeys.ts';

type StepProps = {
  /** The factor is there; with recovery codes when it is the first. */
  onDone: (recoveryCodes: readonly string[]) => void;
  onCancel?: () => void;
};

/** Adds an authenticator app: the QR code and the secret as text, then a code to prove that it works. */
export function TotpSetup({ onDone, onCancel }: StepProps) {
  const t = useT();
  const start = useRun('account.totp.start', []);
  const confirm = useRun('account.totp.confirm', []);
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');

  async function begin(): Promise<void> {
    setSecret((await start.run({})) ?? null);
  }
  async function submit(): Promise<void> {
    const done = await confirm.run({ code: code.trim() });
    if (done) onDone(done.recoveryCodes);
    else setCode('');
  }

  if (secret === null) {
    return (
      <Proven problem={start.problem} onProven={() => void begin()}>
        <Row>
          <Button tone="primary" busy={start.busy} onClick={() => void begin()}>
            {t('factor.totpBegin')}
          </Button>
          {onCancel && <Button onClick={onCancel}>{t('dialog.cancel')}</Button>}
        </Row>
      </Proven>
    );
  }
  return (
    <Form label={t('factor.totp')} onSubmit={() => void submit()}>
      <Text>{t('factor.totpScan')}</Text>
      <Columns>
        <QrCode text={secret.uri} label={t('factor.totpQr')} />
        <CopyField label={t('factor.totpSecret')} value={secret.secret} />
      </Columns>
      <ProblemMessage problem={confirm.problem} />
      <TextField
        label={t('factor.totpCode')}
        help={t('factor.totpCodeHelp')}
        required
        autoComplete="one-time-code"
        inputMode="numeric"
        value={code}
        onChange={setCode}
      />
      <Row>
        <Button tone="primary" submit busy={confirm.busy} disabled={code.trim().length < 6}>
          {t('factor.confirm')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('dialog.cancel')}</Button>}
      </Row>
    </Form>
  );
}

/** Adds a passkey under a name by which its owner knows the device. */
export function PasskeySetup({ onDone, onCancel }: StepProps) {
  const t = useT();
  const client = useClient();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<unknown>(null);

  async function add(): Promise<void> {
    setProblem(null);
    try {
      onDone(await addPasskey(client, name.trim()));
    } catch (error) {
      if (!wasCalledOff(error)) setProblem(error);
    }
  }

  return (
    <Proven problem={problem} onProven={() => void add()}>
      <Form label={t('factor.passkey')} onSubmit={() => void add()}>
        <TextField
          label={t('factor.passkeyName')}
          help={t('factor.passkeyNameHelp')}
          required
          value={name}
          onChange={setName}
        />
        <Row>
          <Button tone="primary" icon="key" submit disabled={name.trim() === ''}>
            {t('factor.passkeyAdd')}
          </Button>
          {onCancel && <Button onClick={onCancel}>{t('dialog.cancel')}</Button>}
        </Row>
      </Form>
    </Proven>
  );
}

type ProvenProps = { problem: unknown; onProven: () => void; children: ReactNode };

/** What changes how an account is entered; when the server wants to see once more who one is, asks for the password. */
export function Proven({ problem, onProven, children }: ProvenProps) {
  const t = useT();
  const prove = useRun('session.reauthenticate', []);
  const [password, setPassword] = useState('');
  if (problem === null || problem === undefined || problemCode(problem) !== 're-authentication-needed') {
    return (
      <Stack>
        <ProblemMessage problem={problem} />
        {children}
      </Stack>
    );
  }

  async function submit(): Promise<void> {
    if (await prove.run({ password })) onProven();
    setPassword('');
  }

  return (
    <Form label={t('factor.prove')} onSubmit={() => void submit()}>
      <Message tone="info" title={t('factor.prove')} live>
        {t('factor.proveText')}
      </Message>
      <ProblemMessage problem={prove.problem} />
      <PasswordField label={t('person.password')} required value={password} onChange={setPassword} />
      <Row>
        <Button tone="primary" submit busy={prove.busy} disabled={password === ''}>
          {t('factor.proveSubmit')}
        </Button>
      </Row>
    </Form>
  );
}

/** The recovery codes, this once. One goes on only after saying that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useT();
  const [kept, setKept] = useState(false);
  return (
    <Stack>
      <Text>{t('factor.recoveryText')}</Text>
      <SecretList
        label={t('factor.recovery')}
        secrets={codes}
        onSave={() =>
          offerFile(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }), 'palermo-recovery-codes.txt')
        }
      />
      <div data-kit-no-print>
        <Stack>
          <CheckboxField label={t('factor.recoveryKept')} checked={kept} onChange={setKept} />
          <Row>
            <Button tone="primary" disabled={!kept} onClick={onKept}>
              {t('factor.goOn')}
            </Button>
          </Row>
        </Stack>
      </div>
    </Stack>
  );
}
