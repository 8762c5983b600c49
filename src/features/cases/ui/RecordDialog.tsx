import type { ReactNode } from 'react';
import { conflictOf } from '../../../client/conflict.ts';
import { Button } from '../../../kit/actions.tsx';
import { ConflictChoice } from '../../../kit/lazyConflict.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordFields } from '../../../kit/recordFields.tsx';
import {
  changedFields,
  fieldsOf,
  givenFields,
  isComplete,
  type FieldSpec,
  type RecordValues,
} from '../../../kit/recordSpecs.ts';
import type { ActionName } from '../../../client/index.ts';
import { useSession } from '../../accounts/ui/session.tsx';
import { DraftMarks } from './DraftMarks.tsx';
import { useRecordRun } from './recordRun.ts';
import { useChangeDraft, useDraft, type Draft } from './useDraft.ts';

type RecordDialogProps = {
  title: string;
  specs: readonly FieldSpec[];
  onClose: () => void;
  /** What is sent along with the fields, such as the case. */
  ids: RecordValues;
  /** Drawn above the fields, told what they hold. */
  above?: ((values: RecordValues, onChange: (part: RecordValues) => void) => ReactNode) | undefined;
} & ({ add: ActionName; start?: RecordValues } | { change: ActionName; record: RecordValues & { version: number } });

/** A form in a window that adds a record or changes one. */
export function RecordDialog(props: RecordDialogProps) {
  return (
    <Dialog open keeps onClose={props.onClose} title={props.title} wide={props.specs.length > 3}>
      {'add' in props ? <AddForm {...props} /> : <ChangeForm {...props} />}
    </Dialog>
  );
}

type AddFormProps = Extract<RecordDialogProps, { add: ActionName }>;

function AddForm({ title, specs, onClose, ids, add, start = {}, above }: AddFormProps) {
  const t = useT();
  const draft = useDraft(`${add} ${JSON.stringify(ids)}`, title, start);
  const { values } = draft;
  const { run, busy, problem } = useRecordRun(add);

  async function save(): Promise<void> {
    const answer: unknown = await run({ ...ids, ...givenFields(specs, values) });
    if (answer === undefined) return;
    draft.clear();
    if (!isKeptForLater(answer)) notify('good', t('record.added'));
    onClose();
  }

  return (
    <RecordForm
      specs={specs}
      values={values}
      above={above}
      onChange={draft.change}
      draft={draft}
      problem={problem}
      busy={busy}
      onSave={() => void save()}
      onClose={onClose}
    />
  );
}

type ChangeFormProps = Extract<RecordDialogProps, { change: ActionName }>;

function ChangeForm({ title, specs, onClose, ids, change, record }: ChangeFormProps) {
  const t = useT();
  const writer = useSession()?.user ?? null;
  // The record may be read anew behind the window; what is changed is the version that was opened.
  const draft = useChangeDraft(`${change} ${JSON.stringify(ids)}`, title, record);
  const { opened, values } = draft;
  const { run, busy, problem, reset } = useRecordRun(change);
  const mine = changedFields(specs, opened, values);
  const conflict = conflictOf(problem);

  async function save(fields: RecordValues, version: number): Promise<void> {
    if (Object.keys(fields).length > 0) {
      const answer: unknown = await run({ ...ids, ...fields }, { version });
      if (answer === undefined) return;
      if (!isKeptForLater(answer)) notify('good', t('record.saved'));
    }
    draft.clear();
    reset();
    onClose();
  }

  if (conflict !== null) {
    return (
      <ConflictChoice
        specs={specs}
        mine={mine}
        theirs={(conflict.current.record ?? {}) as RecordValues}
        before={opened}
        writer={writer}
        savedBy={conflict.current.changedBy}
        savedAt={conflict.current.changedAt}
        busy={busy}
        onDecide={(fields) => void save(fields, conflict.current.version)}
      />
    );
  }
  return (
    <RecordForm
      specs={specs}
      values={values}
      onChange={draft.change}
      draft={draft}
      change
      problem={problem}
      busy={busy}
      onSave={() => void save(mine, Number(opened['version']))}
      onClose={onClose}
    />
  );
}

/** The device keeps it until there is a line, and says so itself. */
const isKeptForLater = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'waits' in answer;

type RecordFormProps = {
  specs: readonly FieldSpec[];
  values: RecordValues;
  above?: RecordDialogProps['above'];
  onChange: (part: RecordValues) => void;
  problem: unknown;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
  draft: Pick<Draft, 'isBack' | 'clear'>;
  change?: boolean;
};

function RecordForm(props: RecordFormProps) {
  const { specs, values, above, onChange, problem, busy, onSave, onClose, draft, change = false } = props;
  const t = useT();
  return (
    <Form onSubmit={onSave}>
      <DraftMarks draft={draft} change={change} />
      {above?.(values, onChange)}
      <RecordFields specs={specs} values={values} onChange={onChange} problem={problem} />
      <ProblemMessage problem={problem} shownFields={specs.flatMap(fieldsOf)} />
      <Row>
        <Button tone="primary" submit busy={busy} disabled={!isComplete(specs, values)}>
          {t('record.save')}
        </Button>
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      </Row>
    </Form>
  );
}

type RemoveDialogProps = { title: string; remove: ActionName; ids: RecordValues; version: number; onClose: () => void };

/** Asks once more before a record goes; it stays in the history. */
export function RemoveDialog({ title, remove, ids, version, onClose }: RemoveDialogProps) {
  const t = useT();
  const { run, busy, problem } = useRecordRun(remove);
  return (
    <Dialog open onClose={onClose} title={title}>
      <Stack>
        <ProblemMessage problem={problem} />
        <p>{t('record.removeText')}</p>
        <Row>
          <Button
            tone="danger"
            busy={busy}
            onClick={() => void run(ids, { version }).then((done) => done !== undefined && onClose())}
          >
            {t('record.remove')}
          </Button>
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
