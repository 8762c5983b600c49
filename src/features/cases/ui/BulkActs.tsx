import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useClient } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Form, Row, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { PersonField } from '../../administration/ui/PersonField.tsx';
import type { CaseRow } from './caseColumns.tsx';
import { ExportDialog } from './ExportDialog.tsx';

type Act = 'assign' | 'task' | 'export';

/** What is done with all ticked cases at once: hand over, give a task, take a copy out. */
export function BulkActs({ cases, onDone }: { cases: readonly CaseRow[]; onDone: () => void }) {
  const t = useT();
  const may = { assign: useMay('case.assign'), task: useMay('case.update'), export: useMay('case.export') };
  const [act, setAct] = useState<Act | null>(null);
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
        {may.export && (
          <Button small icon="download" onClick={() => setAct('export')}>
            {t('cases.export')}
          </Button>
        )}
        <Button small tone="quiet" onClick={onDone}>
          {t('cases.untick')}
        </Button>
        {act === 'export' && (
          <ExportDialog filter={{ caseIds: cases.map(({ id }) => id) }} onClose={() => setAct(null)} />
        )}
        {act === 'assign' && <AssignDialog cases={cases} onClose={() => setAct(null)} />}
        {act === 'task' && <TaskDialog cases={cases} onClose={() => setAct(null)} />}
      </Row>
    </div>
  );
}

type BulkDialogProps = { cases: readonly CaseRow[]; onClose: () => void };

/** Does one thing to each case in turn; says for how many it was done, and why the first other was refused. */
function useEach(cases: readonly CaseRow[], onClose: () => void) {
  const t = useT();
  const queries = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  async function each(work: (found: CaseRow) => Promise<unknown>): Promise<void> {
    setProblem(null);
    let worked = 0;
    let refused: unknown = null;
    for (const found of cases) {
      setDone(worked);
      try {
        await work(found);
        worked += 1;
      } catch (error) {
        refused ??= error;
      }
    }
    setDone(null);
    await queries.invalidateQueries({ predicate: ({ queryKey }) => /^(cases|tasks)\./.test(String(queryKey[0])) });
    notify(refused === null ? 'good' : 'bad', t('cases.bulkDone', { count: worked, total: cases.length }));
    if (refused === null) onClose();
    else setProblem(refused);
  }
  return { each, done, problem };
}

function AssignDialog({ cases, onClose }: BulkDialogProps) {
  const t = useT();
  const client = useClient();
  const [userId, setUserId] = useState<string | null>(null);
  const { each, done, problem } = useEach(cases, onClose);
  return (
    <Dialog open onClose={onClose} title={t('case.assign')}>
      <Form
        onSubmit={() =>
          void each((found) => client.call('cases.assign', { caseId: found.id, userId }, { version: found.version }))
        }
      >
        <Text>{t('cases.ticked', { count: cases.length })}</Text>
        <ProblemMessage problem={problem} />
        <PersonField
          active
          label={t('code.field.assignedTo')}
          help={t('code.fieldHelp.userId')}
          value={userId}
          onChange={setUserId}
        />
        <BulkButtons done={done} total={cases.length} ready={userId !== null} onClose={onClose} />
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
  const { each, done, problem } = useEach(cases, onClose);
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
        <ProblemMessage problem={problem} />
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
        <BulkButtons done={done} total={cases.length} ready={title.trim() !== ''} onClose={onClose} />
      </Form>
    </Dialog>
  );
}

type BulkButtonsProps = { done: number | null; total: number; ready: boolean; onClose: () => void };

function BulkButtons({ done, total, ready, onClose }: BulkButtonsProps) {
  const t = useT();
  return (
    <Row>
      <Button tone="primary" submit busy={done !== null} disabled={!ready}>
        {t('cases.bulkStart', { count: total })}
      </Button>
      <Button onClick={onClose}>{t('dialog.cancel')}</Button>
      {done !== null && <output>{t('cases.bulkDone', { count: done, total })}</output>}
    </Row>
  );
}
