import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextAreaField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Form, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { NumberField } from '../../../kit/NumberField.tsx';
import { fieldProblem, ProblemMessage } from '../../../kit/problems.tsx';
import { Message, ProgressBar } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { BudgetShown, RaiseShown } from '../schema.ts';

/** What releases with noise have told of each data set, and what two people agree to tell on top. */
export function BudgetSection() {
  const t = useT();
  const budgets = useAction('privacy-budgets.list', {}).data?.budgets ?? [];
  if (budgets.length === 0) return null;
  return (
    <Section title={t('releases.budget')}>
      <Stack>
        {budgets.map((budget) => (
          <Budget key={budget.dataSet} budget={budget} />
        ))}
      </Stack>
    </Section>
  );
}

function Budget({ budget }: { budget: BudgetShown }) {
  const t = useT();
  const { date, number } = useFormats();
  const [asking, setAsking] = useState(false);
  const name = t(`code.releaseReach.${budget.dataSet}`);
  const waiting = budget.raises.find(({ state }) => state === 'asked');
  const decided = budget.raises.filter(({ state }) => state !== 'asked');
  return (
    <Stack gap="sm">
      <ProgressBar label={name} done={budget.spentEpsilon} total={budget.epsilon} />
      {waiting && <Waiting raise={waiting} />}
      {decided.map((raise) => (
        <Text key={raise.id} quiet>
          {t(raise.state === 'granted' ? 'releases.raise.granted' : 'releases.raise.refused', {
            epsilon: number(raise.epsilon),
            who: raise.decidedBy ?? '',
            day: date((raise.decidedAt ?? raise.askedAt).slice(0, 10)),
          })}{' '}
          <Foreign>{raise.decisionReason ?? ''}</Foreign>
        </Text>
      ))}
      {!waiting && (
        <Row>
          <Button onClick={() => setAsking(true)}>{t('releases.raise.ask')}</Button>
        </Row>
      )}
      {asking && <AskDialog budget={budget} name={name} onClose={() => setAsking(false)} />}
    </Stack>
  );
}

function Waiting({ raise }: { raise: RaiseShown }) {
  const t = useT();
  const { number } = useFormats();
  const mayDecide = useMay('release.approve') && !raise.isOwn;
  const { run, busy, problem } = useRun('privacy-budgets.decide-raise');
  const [deciding, setDeciding] = useState<'grant' | 'refuse' | null>(null);
  const title = t(deciding === 'refuse' ? 'releases.raise.refuse' : 'releases.raise.grant');
  return (
    <Message
      tone="attention"
      title={t('releases.raise.asked', { epsilon: number(raise.epsilon), who: raise.askedBy ?? '' })}
    >
      <Stack gap="sm">
        <Foreign>{raise.reason}</Foreign>
        <ProblemMessage problem={problem} />
        {mayDecide ? (
          <Row>
            <Button tone="primary" onClick={() => setDeciding('grant')}>
              {t('releases.raise.grant')}
            </Button>
            <Button onClick={() => setDeciding('refuse')}>{t('releases.raise.refuse')}</Button>
          </Row>
        ) : (
          <Text quiet>{t('releases.raise.other')}</Text>
        )}
        <ConfirmDialog
          open={deciding !== null}
          onClose={() => setDeciding(null)}
          title={title}
          confirmLabel={title}
          reasonLabel={t('releases.reason')}
          busy={busy}
          onConfirm={(reason) =>
            void run({ raiseId: raise.id, grant: deciding === 'grant', reason }, { version: raise.version }).then(() =>
              setDeciding(null),
            )
          }
        >
          {t('releases.raise.text')}
        </ConfirmDialog>
      </Stack>
    </Message>
  );
}

function AskDialog({ budget, name, onClose }: { budget: BudgetShown; name: string; onClose: () => void }) {
  const t = useT();
  const { run, busy, problem } = useRun('privacy-budgets.ask-raise');
  const [epsilon, setEpsilon] = useState<number | null>(budget.epsilon + 4);
  const [reason, setReason] = useState('');
  const ask = async (): Promise<void> => {
    if (await run({ dataSet: budget.dataSet, epsilon: epsilon ?? 0, reason })) onClose();
  };
  return (
    <Dialog open title={t('releases.raise.ask')} onClose={onClose}>
      <Form label={t('releases.raise.ask')} onSubmit={() => void ask()}>
        <Stack>
          <Text>{name}</Text>
          <Text>{t('releases.raise.text')}</Text>
          <NumberField
            label={t('releases.raise.epsilon')}
            whole={false}
            min={budget.epsilon}
            max={100}
            value={epsilon}
            error={fieldProblem(problem, 'epsilon')}
            onChange={setEpsilon}
          />
          <TextAreaField
            label={t('releases.reason')}
            help={t('releases.raise.reasonHelp')}
            required
            value={reason}
            error={fieldProblem(problem, 'reason')}
            onChange={setReason}
          />
          <ProblemMessage problem={problem} shownFields={['epsilon', 'reason']} />
          <Row>
            <Button tone="primary" submit busy={busy}>
              {t('releases.raise.ask')}
            </Button>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  );
}
