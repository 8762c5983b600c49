import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { CheckList, ChoiceCards } from '../../../kit/choiceCards.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextAreaField, TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Form, Row, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { problemCode, ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { readReference } from './comparison.ts';
import type { PersonView } from './personRows.tsx';

/** What is to be joined: all records of another person, or records by their ids. */
type Other = { otherPersonId: string } | { recordIds: string[] };

type JoinDialogProps = {
  person: PersonView;
  /** The reference of the person to join with, where it is known already. */
  other: string;
  onClose: () => void;
};

/** Says that records are of this person, too: those behind a reference, or chosen from a case. */
export function JoinDialog({ person, other: known, onClose }: JoinDialogProps) {
  const t = useT();
  const [way, setWay] = useState('reference');
  const [reference, setReference] = useState(known);
  const [caseNumber, setCaseNumber] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useRun('people.join', ['people', 'cases', 'linkage', 'statistics']);
  const behind = useBehindReference(reference);
  const fromCase: Other | null = chosen.length > 0 ? { recordIds: [...chosen] } : null;
  const isSame = way === 'reference' && readReference(reference) === person.id;
  const other = way === 'case' ? fromCase : isSame ? null : behind.other;

  async function join(): Promise<void> {
    if (other === null) return;
    const done = await run({ personId: person.id, ...other, reason: reason.trim() });
    if (!done) return;
    notify('good', t('personPage.joinDone'));
    onClose();
  }

  return (
    <Dialog open onClose={onClose} title={t('personPage.joinTitle')}>
      <Form onSubmit={() => void join()}>
        <ProblemMessage problem={problem} />
        <Text>{t('personPage.joinText')}</Text>
        <ChoiceCards
          label={t('personPage.joinWay')}
          choices={[
            { value: 'reference', label: t('personPage.byReference'), text: t('personPage.byReferenceText') },
            { value: 'case', label: t('personPage.byCase'), text: t('personPage.byCaseText') },
          ]}
          value={way}
          onChange={setWay}
        />
        {way === 'reference' ? (
          <>
            <TextField label={t('personPage.reference')} required value={reference} onChange={setReference} />
            {isSame ? (
              <Message tone="attention" live title={t('personPage.isSame')} />
            ) : (
              behind.told !== null && <Message tone="info" live title={behind.told} />
            )}
          </>
        ) : (
          <>
            <TextField
              label={t('personPage.caseNumber')}
              required
              value={caseNumber}
              onChange={(typed) => {
                setCaseNumber(typed);
                setChosen([]);
              }}
            />
            <RecordsOfCase caseNumber={caseNumber} person={person} chosen={chosen} onChoose={setChosen} />
          </>
        )}
        <TextAreaField label={t('personPage.reason')} required value={reason} onChange={setReason} />
        <Row>
          <Button tone="primary" submit busy={busy} disabled={other === null || reason.trim().length < 3}>
            {t('personPage.joinSubmit')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Form>
    </Dialog>
  );
}

/** What stands behind a pasted reference, told by case numbers; of a person the reader sees, or else of one record. */
function useBehindReference(reference: string): { other: Other | null; told: string | null } {
  const t = useT();
  const { list } = useFormats();
  const id = readReference(reference);
  const found = useAction('people.open', { personId: id ?? '' }, { enabled: id !== null });
  if (id === null) return { other: null, told: reference.trim() === '' ? null : t('personPage.noReference') };
  if (found.data) {
    const cases = [...new Set(found.data.records.map(({ caseNumber }) => caseNumber))];
    const count = found.data.records.length;
    return { other: { otherPersonId: id }, told: t('personPage.behind', { count, cases: list(cases) }) };
  }
  if (found.isError && problemCode(found.error) === 'not-found') {
    return { other: { recordIds: [id] }, told: t('personPage.behindRecord') };
  }
  return { other: null, told: null };
}

type RecordsOfCaseProps = {
  caseNumber: string;
  person: PersonView;
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
};

function RecordsOfCase({ caseNumber, person, chosen, onChoose }: RecordsOfCaseProps) {
  const t = useT();
  const words = useCodeWords();
  const number = caseNumber.trim().toLowerCase();
  const list = useAction('cases.list', { text: number, limit: 5 }, { enabled: number.length >= 3 });
  const found = list.data?.cases.find((one) => one.number.toLowerCase() === number);
  const overview = useAction('cases.overview', { caseId: found?.id ?? '' }, { enabled: found !== undefined });
  if (number === '' || list.isPending || (found !== undefined && overview.isPending)) return null;
  const own = new Set(person.records.map(({ id }) => id));
  const others = overview.data?.people.filter(({ id }) => !own.has(id)) ?? [];
  if (others.length === 0) return <Message tone="info" live title={t('personPage.nobodyInCase')} />;
  return (
    <CheckList
      label={t('personPage.whichOfCase')}
      options={others.map((record) => ({
        value: record.id,
        label: record.names.map(({ fullText }) => fullText).join(' · ') || words.word('personPart', record.part),
        text: record.source ?? '–',
      }))}
      values={chosen}
      onChange={onChoose}
    />
  );
}
