import { useLocation } from 'wouter';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { TextAreaField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Section } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { DraftMarks } from './DraftMarks.tsx';
import { useDraft } from './useDraft.ts';

const shortestReason = 20;

/** Opens a hidden case in an emergency, after saying what follows from it. */
export function EmergencyForm() {
  const t = useT();
  const [, goTo] = useLocation();
  const draft = useDraft('emergency.open', t('emergency.title'), { caseNumber: '', reason: '' });
  const { caseNumber = '', reason = '' } = draft.values as { caseNumber?: string; reason?: string };
  const { run, busy, problem } = useRun('emergency.open', ['cases', 'access', 'emergency']);
  const complete = caseNumber.trim().length >= 3 && reason.trim().length >= shortestReason;

  async function open(): Promise<void> {
    const opened = await run({ caseNumber: caseNumber.trim(), reason: reason.trim() });
    if (!opened) return;
    draft.clear();
    notify('good', t(opened.informed ? 'emergency.openedTold' : 'emergency.openedUntold'));
    goTo(`/cases/${opened.caseId}`);
  }

  return (
    <Section title={t('emergency.title')} lead={t('emergency.lead')}>
      <Form label={t('emergency.title')} onSubmit={() => void open()}>
        <Message tone="attention" title={t('emergency.follows')}>
          {t('emergency.followsText')}
        </Message>
        <DraftMarks draft={draft} />
        <ProblemMessage problem={problem} />
        <TextField
          label={t('emergency.caseNumber')}
          help={t('code.fieldHelp.emergencyCase')}
          required
          value={caseNumber}
          onChange={(next) => draft.change({ caseNumber: next })}
        />
        <TextAreaField
          label={t('emergency.reason')}
          help={t('emergency.reasonHelp')}
          required
          value={reason}
          onChange={(next) => draft.change({ reason: next })}
        />
        <Row>
          <Button tone="danger" submit busy={busy} disabled={!complete}>
            {t('emergency.submit')}
          </Button>
        </Row>
      </Form>
    </Section>
  );
}
