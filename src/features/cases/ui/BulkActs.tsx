import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useClient } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DateField } from '../../../kit/DateField.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Form, Row, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { closeReasons } from '../../../words/case-work.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import { PersonField } from '../../administration/ui/PersonField.tsx';
import type { CaseRow } from './caseColumns.tsx';
import { ExportDialog } from './ExportDialog.tsx';

type Act = 'assign' | 'task' | 'close' | 'export';
/** A case that was handed over here: whose it was, and its version since. */
type HandedOver = { id: string; before: string | null; version: number };

/** Told of each case that was changed, with its version since. */
type OnChanged = (id: string, version: number) => void;
type BulkActsProps = { cases: readonly CaseRow[]; onChanged: OnChanged; onDone: () => void };

/** What is done with all ticked cases at once: hand over, and back again, give a task, close, take a copy out. */
export function BulkActs({ cases, onChanged, onDone }: BulkActsProps) {
  const t = useT();
  const may = {
    assign: useMay('case.assign'),
    task: useMay('case.update'),
    close: useMay('case.close'),
    export: useMay('case.export'),
  };
  const [act, setAct] = useState<Act | null>(null);
  const [handedOver, setHandedOver] = useState<readonly HandedOver[]>([]);
  return (
    <div data-kit-acts>
      <Row>
        <output>{t('cases.ticked', { count: cases.length })}</output>
        {may.assign && (
          <Button small icon="person" onClick={() => setAct('assign')}>
            {t('case.assign')}
          </Button>
        )}
        {may.task && (
          <Button small icon="add" onClick={() => setAct('task')}>
            {t('cases.addTask')}
          </Button>
        )}
        {may.close && (
          <Button small icon="done" onClick={() => setAct('close')}>
            {t('case.close')}
          </Button>
        )}
        {may.export && (
          <Button small icon="download" onClick={() => setAct('export')}>
            {t('cases.export')}
          </Button>
        )}
        <Button small tone="quiet" onClick={onDone}>
          {t('cases.untick')}
        </Button>
        {handedOver.length > 0 && (
          <GiveBack handedOver={handedOver} onChanged={onChanged} onDone={() => setHandedOver([])} />
        )}
        {act === 'export' && (
          <ExportDialog filter={{ caseIds: cases.map(({ id }) => id) }} onClose={() => setAct(null)} />
        )}
        {act === 'assign' && (
          <AssignDialog cases={cases} onChanged={onChanged} onHandedOver={setHandedOver} onClose={() => setAct(null)} />
        )}
        {act === 'close' && <CloseDialog cases={cases} onChanged={onChanged} onClose={() => setAct(null)} />}
        {act === 'task' && <TaskDialog cases={cases} onClose={() => setAct(null)} />}
      </Row>
    </div>
  );
}

type BulkDialogProps = { cases: readonly CaseRow[]; onClose: () => void };

/**
 * Does one thing to each case in turn; says for how many it was done, and why the first other was refused. Tried again, it
 * leaves those alone for which it was done.
 */
function useEach<Item extends { id: string }>(cases: readonly Item[], onClose: () => void) {
  const t = useT();
  const queries = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [worked, setWorked] = useState<ReadonlySet<string>>(new Set());
  async function each(work: (found: Item) => Promise<unknown>): Promise<void> {
    setProblem(null);
    const finished = new Set(worked);
    let refused: unknown = null;
    for (const found of cases.filter(({ id }) => !worked.has(id))) {
      setDone(finished.size);
      try {
        await work(found);
        finished.add(found.id);
      } catch (error) {
        refused ??= error;
      }
    }
    setDone(null);
    setWorked(finished);
    await queries.invalidateQueries({ predicate: ({ queryKey }) => /^(cases|tasks)\./.test(String(queryKey[0])) });
    notify(refused === null ? 'good' : 'bad', t('cases.bulkDone', { count: finished.size, total: cases.length }));
    if (refused === null) onClose();
    else setProblem(refused);
  }
  return { each, done, problem, left: cases.filter(({ id }) => !worked.has(id)) };
}

type ChangeDialogProps = BulkDialogProps & { onChanged: OnChanged };
type AssignDialogProps = ChangeDialogProps & { onHandedOver: (handedOver: readonly HandedOver[]) => void };

function AssignDialog({ cases, onChanged, onHandedOver, onClose }: AssignDialogProps) {
  const t = useT();
  const client = useClient();
  const [userId, setUserId] = useState<string | null>(null);
  const { each, done, problem, left } = useEach(cases, onClose);
  async function assign(): Promise<void> {
    const handedOver: HandedOver[] = [];
    await each(async ({ id, version, assignedTo }) => {
      const after = await client.call('cases.assign', { caseId: id, userId }, { version });
      handedOver.push({ id, before: assignedTo, version: after.version });
      onChanged(id, after.version);
    });
    onHandedOver(handedOver);
  }
  return (
    <Dialog open onClose={onClose} title={t('case.assign')}>
      <Form onSubmit={() => void assign()}>
        <Text>{t('cases.ticked', { count: cases.length })}</Text>
        <Refused problem={problem} left={left} />
        <PersonField
          active
          label={t('code.field.assignedTo')}
          help={t('code.fieldHelp.userId')}
          value={userId}
          onChange={setUserId}
        />
        <BulkButtons done={done} total={cases.length} left={left.length} ready={userId !== null} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

type GiveBackProps = { handedOver: readonly HandedOver[]; onChanged: OnChanged; onDone: () => void };

/** Gives cases back to whom they were taken from, unless somebody changed them since. */
function GiveBack({ handedOver, onChanged, onDone }: GiveBackProps) {
  const t = useT();
  const client = useClient();
  const { each, done, problem } = useEach(handedOver, onDone);
  return (
    <>
      <Button
        small
        busy={done !== null}
        onClick={() =>
          void each(async ({ id, before, version }) => {
            const after = await client.call('cases.assign', { caseId: id, userId: before }, { version });
            onChanged(id, after.version);
          })
        }
      >
        {t('cases.giveBack', { count: handedOver.length })}
      </Button>
      <ProblemMessage problem={problem} />
    </>
  );
}

function CloseDialog({ cases, onChanged, onClose }: ChangeDialogProps) {
  const t = useT();
  const words = useCodeWords();
  const client = useClient();
  const [reason, setReason] = useState<(typeof closeReasons)[number] | null>(null);
  const { each, done, problem, left } = useEach(cases, onClose);
  async function close(): Promise<void> {
    if (reason === null) return;
    await each(async ({ id, version }) => {
      const after = await client.call('cases.close', { caseId: id, reason }, { version });
      onChanged(id, after.version);
    });
  }
  return (
    <Dialog open onClose={onClose} title={t('case.close')}>
      <Form onSubmit={() => void close()}>
        <Text>{t('cases.ticked', { count: cases.length })}</Text>
        <Refused problem={problem} left={left} />
        <SelectField
          label={t('code.field.reason')}
          help={t('code.fieldHelp.closeReason')}
          required
          options={words.choices('closeReason', closeReasons)}
          value={reason}
          onChange={(next) => setReason(closeReasons.find((one) => one === next) ?? null)}
        />
        <BulkButtons done={done} total={cases.length} left={left.length} ready={reason !== null} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

function TaskDialog({ cases, onClose }: BulkDialogProps) {
  const t = useT();
  const client = useClient();
  const [title, setTitle] = useState('');
  const [due, setDue] = useState('');
  const [userId, setUserId] = useState<string | null>(null);
  const { each, done, problem, left } = useEach(cases, onClose);
  const add = (found: CaseRow): Promise<unknown> =>
    client.call('tasks.add', {
      caseId: found.id,
      title: title.trim(),
      ...(due !== '' && { dueAt: new Date(`${due}T17:00`).toISOString() }),
      ...((userId ?? found.assignedTo) && { assignedTo: userId ?? found.assignedTo }),
    });
  return (
    <Dialog open onClose={onClose} title={t('cases.addTask')}>
      <Form onSubmit={() => void each(add)}>
        <Text>{t('cases.ticked', { count: cases.length })}</Text>
        <Refused problem={problem} left={left} />
        <TextField
          label={t('code.field.title')}
          help={t('code.fieldHelp.title')}
          required
          value={title}
          onChange={setTitle}
        />
        <DateField label={t('code.field.dueAt')} help={t('code.fieldHelp.dueAt')} value={due} onChange={setDue} />
        <PersonField
          active
          label={t('code.field.assignedTo')}
          help={t('cases.taskAssignee')}
          value={userId}
          onChange={setUserId}
        />
        <BulkButtons
          done={done}
          total={cases.length}
          left={left.length}
          ready={title.trim() !== ''}
          onClose={onClose}
        />
      </Form>
    </Dialog>
  );
}

/** Why it was not done, and for which cases. */
function Refused({ problem, left }: { problem: unknown; left: readonly CaseRow[] }) {
  const t = useT();
  const { list } = useFormats();
  if (problem === null) return null;
  return (
    <>
      <ProblemMessage problem={problem} />
      <Text>{t('cases.bulkLeft', { cases: list(left.map(({ number }) => number)) })}</Text>
    </>
  );
}

type BulkButtonsProps = { done: number | null; total: number; left: number; ready: boolean; onClose: () => void };

function BulkButtons({ done, total, left, ready, onClose }: BulkButtonsProps) {
  const t = useT();
  return (
    <Row>
      <Button tone="primary" submit busy={done !== null} disabled={!ready}>
        {t('cases.bulkStart', { count: left })}
      </Button>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      {done !== null && <output>{t('cases.bulkDone', { count: done, total })}</output>}
    </Row>
  );
}
