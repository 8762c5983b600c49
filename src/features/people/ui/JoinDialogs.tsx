import { useState } from 'react';
import { useLocation } from 'wouter';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckList } from '../../../kit/choiceCards.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextAreaField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import type { Person } from './PersonPage.tsx';

type DialogProps = { person: Person; onClose: () => void };
const changes = ['people', 'cases'];
const personIdAtEnd = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/?$/i;

/** Says that another person is this one, and why. */
export function JoinDialog({ person, onClose }: DialogProps) {
  const t = useT();
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useRun('people.join', changes);
  const otherPersonId = personIdAtEnd.exec(other.trim())?.[1]?.toLowerCase();
  const isWrong = other.trim() !== '' && otherPersonId === undefined;

  async function join(): Promise<void> {
    if (otherPersonId === undefined) return;
    if (!(await run({ personId: person.id, otherPersonId, reason: reason.trim() }))) return;
    notify('good', t('person.joined'));
    onClose();
  }

  return (
    <Dialog open onClose={onClose} title={t('person.join')}>
      <Form onSubmit={() => void join()}>
        <Text>{t('person.joinText')}</Text>
        <ProblemMessage problem={problem} />
        <TextField
          label={t('person.joinWith')}
          required
          value={other}
          onChange={setOther}
          error={isWrong ? t('person.joinWrong') : undefined}
        />
        <TextAreaField label={t('person.reason')} required value={reason} onChange={setReason} />
        <Row>
          <Button tone="primary" submit busy={busy} disabled={otherPersonId === undefined || reason.trim().length < 3}>
            {t('person.join')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Form>
    </Dialog>
  );
}

/** Says that some records are of somebody else after all, and why. */
export function SplitDialog({ person, onClose }: DialogProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const [recordIds, setRecordIds] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useRun('people.split', changes);

  async function split(): Promise<void> {
    const done = await run({ personId: person.id, recordIds, reason: reason.trim() });
    if (!done) return;
    notify('good', t('person.splitDone'));
    onClose();
    navigate(`/people/${done.personId}`);
  }

  return (
    <Dialog open onClose={onClose} title={t('person.split')}>
      <Form onSubmit={() => void split()}>
        <Text>{t('person.splitText')}</Text>
        <ProblemMessage problem={problem} />
        <CheckList
          label={t('person.splitWhich')}
          options={person.records.map(({ id, caseNumber, source }) => ({
            value: id,
            label: caseNumber,
            ...(source !== undefined && { text: source }),
          }))}
          values={recordIds}
          onChange={setRecordIds}
        />
        <TextAreaField label={t('person.reason')} required value={reason} onChange={setReason} />
        <Row>
          <Button
            tone="primary"
            submit
            busy={busy}
            disabled={recordIds.length === 0 || recordIds.length === person.records.length || reason.trim().length < 3}
          >
            {t('person.split')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Form>
    </Dialog>
  );
}
