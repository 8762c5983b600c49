import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, IconButton, TextLink } from '../../../kit/actions.tsx';
import { ChoiceCards } from '../../../kit/choiceCards.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextAreaField, TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, Form, Row, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import { Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';

type SameSuspectsProps = { suspectId: string; caseId: string; mayWrite: boolean };

/** In which other cases the same person is suspected, so that figures count them once; said and taken back by people. */
export function SameSuspects({ suspectId, caseId, mayWrite }: SameSuspectsProps) {
  const t = useT();
  const mayJoin = useMay('person.join') && mayWrite;
  const [asking, setAsking] = useState<'same' | 'apart' | null>(null);
  const found = useAction('perpetrators.same', { id: suspectId }).data;
  if (!found || (found.suspects.length === 0 && !mayJoin)) return null;
  const close = (): void => setAsking(null);
  return (
    <Stack gap="sm">
      {found.suspects.length > 0 && (
        <>
          <Text quiet>{t('outcomes.same')}</Text>
          <RecordList
            label={t('outcomes.same')}
            items={found.suspects.map((one) => ({
              key: one.id,
              title: <TextLink to={`/cases/${one.caseId}`}>{one.caseNumber}</TextLink>,
              text: (
                <>
                  <Foreign>{one.name ?? t('outcomes.unnamed')}</Foreign> · <Foreign>{one.agencyName}</Foreign>
                  {one.reason !== null && (
                    <>
                      {' '}
                      · <Foreign>{one.reason}</Foreign>
                    </>
                  )}
                </>
              ),
            }))}
          />
        </>
      )}
      {mayJoin && (
        <Row>
          <Button small icon="add" onClick={() => setAsking('same')}>
            {t('outcomes.sameAdd')}
          </Button>
          {found.suspects.length > 0 && (
            <IconButton icon="remove" label={t('outcomes.apart')} onClick={() => setAsking('apart')} />
          )}
        </Row>
      )}
      {asking === 'same' && (
        <SameDialog
          suspectId={suspectId}
          caseId={caseId}
          name={found.name ?? ''}
          known={found.suspects.map(({ id }) => id)}
          onClose={close}
        />
      )}
      {asking === 'apart' && <ApartDialog suspectId={suspectId} onClose={close} />}
    </Stack>
  );
}

type SameDialogProps = {
  suspectId: string;
  caseId: string;
  name: string;
  known: readonly string[];
  onClose: () => void;
};

/** Finds suspects of other cases as search does, by sound and script and slip, and joins the one that is chosen. */
function SameDialog({ suspectId, caseId, name, known, onClose }: SameDialogProps) {
  const t = useT();
  const [text, setText] = useState(name);
  const [asked, setAsked] = useState(name);
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useRun('perpetrators.join', ['perpetrators', 'official']);
  const join = async (): Promise<void> => {
    if ((await run({ id: suspectId, otherId: chosen, reason })) !== undefined) onClose();
  };
  return (
    <Dialog open wide title={t('outcomes.sameAdd')} onClose={onClose}>
      <Stack>
        <Text>{t('outcomes.sameText')}</Text>
        <Form onSubmit={() => setAsked(text.trim())}>
          <Row align="end">
            <TextField label={t('outcomes.sameFind')} value={text} onChange={setText} />
            <Button submit icon="search" disabled={text.trim() === ''}>
              {t('outcomes.sameSearch')}
            </Button>
          </Row>
        </Form>
        {asked !== '' && (
          <Found text={asked} not={[suspectId, ...known]} caseId={caseId} value={chosen} onChange={setChosen} />
        )}
        <Form onSubmit={() => void join()}>
          <Stack>
            <ProblemMessage problem={problem} />
            <TextAreaField label={t('outcomes.sameReason')} value={reason} onChange={setReason} required />
            <Row>
              <Button tone="primary" submit busy={busy} disabled={chosen === '' || reason.trim().length < 3}>
                {t('outcomes.sameSave')}
              </Button>
              <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            </Row>
          </Stack>
        </Form>
      </Stack>
    </Dialog>
  );
}

type FoundProps = {
  text: string;
  not: readonly string[];
  caseId: string;
  value: string;
  onChange: (id: string) => void;
};

function Found({ text, not, caseId, value, onChange }: FoundProps) {
  const t = useT();
  const found = useAction('search.find', { text, groups: ['others'], limit: 20 });
  return (
    <Loaded of={found}>
      {({ groups }) => {
        const hits = groups.flatMap((group) =>
          group.hits.filter((hit) => hit.kind === 'suspect' && !not.includes(hit.id) && hit.caseId !== caseId),
        );
        return hits.length === 0 ? (
          <Message tone="info" title={t('outcomes.sameNone')} />
        ) : (
          <ChoiceCards
            label={t('outcomes.sameFound')}
            value={value}
            onChange={onChange}
            choices={hits.map((hit) => ({
              value: hit.id,
              label: `${hit.caseNumber} · ${hit.agencyName}`,
              text: <Foreign>{hit.text}</Foreign>,
            }))}
          />
        );
      }}
    </Loaded>
  );
}

function ApartDialog({ suspectId, onClose }: { suspectId: string; onClose: () => void }) {
  const t = useT();
  const { run, busy, problem } = useRun('perpetrators.split', ['perpetrators', 'official']);
  return (
    <ConfirmDialog
      open
      title={t('outcomes.apart')}
      confirmLabel={t('outcomes.apart')}
      reasonLabel={t('outcomes.apartReason')}
      busy={busy}
      onClose={onClose}
      onConfirm={(reason) => void run({ id: suspectId, reason }).then((done) => done !== undefined && onClose())}
    >
      <ProblemMessage problem={problem} />
    </ConfirmDialog>
  );
}
