import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckList } from '../../../kit/choiceCards.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextAreaField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import type { PersonView } from './personRows.tsx';

type SplitDialogProps = {
  person: PersonView;
  /** The records ticked to begin with. */
  recordIds: readonly string[];
  onClose: () => void;
  onDone: (personId: string) => void;
};

/** Says that some records are of somebody else after all. */
export function SplitDialog({ person, recordIds, onClose, onDone }: SplitDialogProps) {
  const t = useT();
  const [chosen, setChosen] = useState<readonly string[]>(recordIds);
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useRun('people.split', ['people', 'cases', 'linkage', 'statistics']);
  const allLeave = chosen.length === person.records.length;
  const complete = chosen.length > 0 && reason.trim().length >= 3;

  async function split(): Promise<void> {
    const done = await run({ personId: person.id, recordIds: [...chosen], reason: reason.trim() });
    if (!done) return;
    onDone(done.personId);
    onClose();
  }

  return (
    <Dialog open onClose={onClose} title={t('personPage.splitTitle')}>
      <Form onSubmit={() => void split()}>
        <ProblemMessage problem={problem} />
        <Text>{t('personPage.splitText')}</Text>
        <CheckList
          label={t('personPage.splitWhich')}
          help={t('personPage.splitHelp')}
          options={person.records.map((record, index) => ({
            value: record.id,
            label: t('personPage.record', { number: index + 1 }),
            text: [record.source ?? '–', record.caseNumber].join(' · '),
          }))}
          values={chosen}
          onChange={setChosen}
        />
        {allLeave && <Text>{t('personPage.splitAll')}</Text>}
        <TextAreaField label={t('personPage.reason')} required value={reason} onChange={setReason} />
        <Row>
          <Button tone="primary" submit busy={busy} disabled={!complete}>
            {t('personPage.splitSubmit')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Form>
    </Dialog>
  );
}
