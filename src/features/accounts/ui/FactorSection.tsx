import { useState } from 'react';
import { useAction, useRun, type Run } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { Badge, KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { PasskeySetup, Proven, RecoveryCodes, TotpSetup } from './factors.tsx';
import { passkeysPossible } from './passkeys.ts';
import { useRenewSession, type Session } from './session.tsx';

type Task =
  | { kind: 'add-totp' }
  | { kind: 'add-passkey' }
  | { kind: 'remove-totp' }
  | { kind: 'remove-passkey'; passkeyId: string }
  | { kind: 'renew-codes' }
  | { kind: 'codes'; codes: readonly string[] };

/** The second factors of one's own account: what there is, and adding, removing and renewing it. */
export function FactorSection({ factors }: { factors: Session['secondFactor'] }) {
  const t = useT();
  const [task, setTask] = useState<Task | null>(null);
  const hasFactor = factors.totp || factors.passkeys > 0;
  return (
    <Section title={t('factor.title')} lead={t('factor.lead')}>
      <Stack>
        <KeyValues
          facts={[
            { label: t('factor.totp'), value: <Presence there={factors.totp} /> },
            ...(hasFactor
              ? [{ label: t('factor.recovery'), value: t('factor.recoveryLeft', { count: factors.recoveryCodesLeft }) }]
              : []),
          ]}
        />
        <Row>
          {factors.totp ? (
            <Button onClick={() => setTask({ kind: 'remove-totp' })}>{t('factor.totpRemove')}</Button>
          ) : (
            <Button onClick={() => setTask({ kind: 'add-totp' })}>{t('factor.totpAdd')}</Button>
          )}
          {passkeysPossible() && (
            <Button icon="key" onClick={() => setTask({ kind: 'add-passkey' })}>
              {t('factor.passkeyAdd')}
            </Button>
          )}
          {hasFactor && <Button onClick={() => setTask({ kind: 'renew-codes' })}>{t('factor.recoveryRenew')}</Button>}
        </Row>
        {factors.passkeys > 0 && <Passkeys onRemove={(passkeyId) => setTask({ kind: 'remove-passkey', passkeyId })} />}
      </Stack>
      <TaskDialog task={task} onTask={setTask} />
    </Section>
  );
}

function Presence({ there }: { there: boolean }) {
  const t = useT();
  return there ? <Badge tone="good">{t('factor.there')}</Badge> : <Badge>{t('factor.notThere')}</Badge>;
}

function Passkeys({ onRemove }: { onRemove: (passkeyId: string) => void }) {
  const t = useT();
  const { dateTime } = useFormats();
  const list = useAction('account.passkeys', {});
  return (
    <Loaded of={list}>
      {({ passkeys }) => (
        <DataTable
          caption={t('factor.passkeys')}
          columns={[
            { key: 'name', header: t('factor.passkeyName'), cell: ({ name }) => <Foreign>{name}</Foreign> },
            { key: 'created', header: t('factor.added'), cell: ({ createdAt }) => dateTime(createdAt) },
            {
              key: 'used',
              header: t('factor.lastUsed'),
              cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('factor.neverUsed') : dateTime(lastUsedAt)),
            },
            {
              key: 'remove',
              header: t('table.acts'),
              cell: ({ id }) => (
                <Button small onClick={() => onRemove(id)}>
                  {t('factor.remove')}
                </Button>
              ),
            },
          ]}
          rows={passkeys}
          rowKey={({ id }) => id}
        />
      )}
    </Loaded>
  );
}

const titles = {
  'add-totp': 'factor.totpAdd',
  'add-passkey': 'factor.passkeyAdd',
  'remove-totp': 'factor.totpRemove',
  'remove-passkey': 'factor.passkeyRemove',
  'renew-codes': 'factor.recoveryRenew',
  codes: 'factor.recovery',
} as const;

function TaskDialog({ task, onTask }: { task: Task | null; onTask: (task: Task | null) => void }) {
  const t = useT();
  const renew = useRenewSession();

  async function finish(): Promise<void> {
    onTask(null);
    await renew();
  }
  const showCodes = (codes: readonly string[]): void =>
    codes.length > 0 ? onTask({ kind: 'codes', codes }) : void finish();

  const cancel = (): void => onTask(null);
  return (
    <Dialog
      open={task !== null}
      onClose={task?.kind === 'codes' ? () => undefined : cancel}
      title={task === null ? '' : t(titles[task.kind])}
      wide
    >
      {task?.kind === 'add-totp' && <TotpSetup onDone={showCodes} onCancel={cancel} />}
      {task?.kind === 'add-passkey' && <PasskeySetup onDone={showCodes} onCancel={cancel} />}
      {task?.kind === 'remove-totp' && <RemoveTotp onDone={() => void finish()} onCancel={cancel} />}
      {task?.kind === 'remove-passkey' && (
        <RemovePasskey passkeyId={task.passkeyId} onDone={() => void finish()} onCancel={cancel} />
      )}
      {task?.kind === 'renew-codes' && <RenewCodes onDone={showCodes} onCancel={cancel} />}
      {task?.kind === 'codes' && <RecoveryCodes codes={task.codes} onKept={() => void finish()} />}
    </Dialog>
  );
}

type CertainProps = {
  text: string;
  label: string;
  run: Pick<Run<'account.totp.remove'>, 'problem' | 'busy'>;
  onRun: () => void;
  onCancel: () => void;
};

function Certain({ text, label, run, onRun, onCancel }: CertainProps) {
  const t = useT();
  return (
    <Proven problem={run.problem} onProven={onRun}>
      <Text>{text}</Text>
      <Row>
        <Button tone="primary" busy={run.busy} onClick={onRun}>
          {label}
        </Button>
        <Button onClick={onCancel}>{t('dialog.cancel')}</Button>
      </Row>
    </Proven>
  );
}

type EndProps = { onDone: () => void; onCancel: () => void };

function RemoveTotp({ onDone, onCancel }: EndProps) {
  const t = useT();
  const remove = useRun('account.totp.remove', []);
  return (
    <Certain
      text={t('factor.removeText')}
      label={t('factor.remove')}
      run={remove}
      onRun={() => void remove.run({}).then((done) => done && onDone())}
      onCancel={onCancel}
    />
  );
}

function RemovePasskey({ passkeyId, onDone, onCancel }: EndProps & { passkeyId: string }) {
  const t = useT();
  const remove = useRun('account.passkeys.remove', []);
  return (
    <Certain
      text={t('factor.removeText')}
      label={t('factor.remove')}
      run={remove}
      onRun={() => void remove.run({ passkeyId }).then((done) => done && onDone())}
      onCancel={onCancel}
    />
  );
}

function RenewCodes({ onDone, onCancel }: { onDone: (codes: readonly string[]) => void; onCancel: () => void }) {
  const t = useT();
  const renew = useRun('account.recovery-codes', []);
  return (
    <Certain
      text={t('factor.renewText')}
      label={t('factor.recoveryRenew')}
      run={renew}
      onRun={() => void renew.run({}).then((done) => done && onDone(done.recoveryCodes))}
      onCancel={onCancel}
    />
  );
}
