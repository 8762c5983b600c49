import { useState } from 'react';
import { useLocation } from 'wouter';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { RecordFields } from '../../../kit/recordFields.tsx';
import { fieldsOf, givenFields, type RecordValues } from '../../../kit/recordSpecs.ts';
import { KnownPeople, useKnownPeople } from '../../search/ui/KnownPeople.tsx';
import { DraftMarks } from './DraftMarks.tsx';
import { caseSpecs } from './parts.ts';
import { useDraft } from './useDraft.ts';

const asked = ['tip', 'som', 'risk', 'reference', 'summary'];
const specs = caseSpecs.filter(({ name }) => asked.includes(name)).map((spec) => ({ ...spec, required: false }));

const start: RecordValues = { tip: 'not-asked', som: 'not-asked' };

/** Begins a case. Nothing has to be said: help never waits for a form. */
export function NewCaseDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [, navigate] = useLocation();
  const draft = useDraft('cases.create', t('cases.new'), start);
  const { values } = draft;
  const [who, setWho] = useState('');
  const already = useKnownPeople(who);
  const { run, busy, problem } = useRun('cases.create');

  async function create(): Promise<void> {
    const made = await run(givenFields(specs, values));
    if (made === undefined) return;
    draft.clear();
    navigate(`/cases/${made.id}`);
  }

  return (
    <Dialog open keeps onClose={onClose} title={t('cases.new')} wide>
      <Form onSubmit={() => void create()}>
        <DraftMarks draft={draft} />
        <Text>{t('cases.newText')}</Text>
        <TextField kind="search" label={t('search.who')} help={t('search.whoHelp')} value={who} onChange={setWho} />
        <KnownPeople {...already} />
        <RecordFields specs={specs} values={values} onChange={draft.change} problem={problem} />
        <ProblemMessage problem={problem} shownFields={specs.flatMap(fieldsOf)} />
        <Row>
          <Button tone="primary" submit busy={busy}>
            {already.known.length > 0 ? t('search.noneOfThese') : t('cases.open')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Form>
    </Dialog>
  );
}
