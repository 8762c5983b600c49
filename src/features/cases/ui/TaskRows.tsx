import { useState, type ReactNode } from 'react';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';
import { MenuButton } from '../../../kit/MenuButton.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import { useRelativeTime } from '../../../kit/relativeTime.ts';
import { Undo } from '../../../kit/SaveState.tsx';
import type { Overview } from './types.ts';
import { useRecordRun } from './recordRun.ts';

export type Task = Overview['tasks'][number];

type TaskRowsProps = {
  tasks: readonly Task[];
  mayChange: boolean;
  /** Names the case of each task, where the tasks are of several. */
  showCase?: boolean;
  more?: (task: Task) => ReactNode;
};

type Change = { id: string; title: string; before: { state: string; dueAt: string | null }; version: number };
const postponements = [1, 3, 7, 30] as const;
const day = 24 * 3_600_000;

/** Tasks that are finished or put off where they stand; the last change can be taken back. */
export function TaskRows({ tasks, mayChange, showCase = false, more }: TaskRowsProps) {
  const t = useT();
  const change = useRecordRun('tasks.change');
  const [last, setLast] = useState<Change | null>(null);
  const words = useTaskWords();

  async function set(task: Task, fields: { state?: string; dueAt?: string }): Promise<void> {
    const written = await change.run({ id: task.id, ...fields }, { version: task.version });
    if (written === undefined) return;
    const before = { state: task.state ?? 'open', dueAt: task.dueAt ?? null };
    setLast({ id: task.id, title: task.title, before, version: (written as { version: number }).version });
  }
  async function undo(): Promise<void> {
    if (last !== null && (await change.run({ id: last.id, ...last.before }, { version: last.version })) !== undefined)
      setLast(null);
  }
  const later = (task: Task, days: number): string =>
    new Date(Math.max(Date.now(), task.dueAt ? Date.parse(task.dueAt) : 0) + days * day).toISOString();

  return (
    <>
      <ProblemMessage problem={change.problem} />
      {last && <Undo words={t('tasks.changed', { title: last.title })} onUndo={() => void undo()} />}
      {/* What was just done can be taken back also when it was the last. */}
      {tasks.length > 0 && (
        <RecordList
          label={t('tasks.title')}
          items={tasks
            .toSorted((one, other) => (one.dueAt ?? '9999').localeCompare(other.dueAt ?? '9999'))
            .map((task) => ({
              key: task.id,
              title: <Foreign>{task.title}</Foreign>,
              badges: (
                <>
                  {task.overdue && <Badge tone="bad">{t('tasks.overdue')}</Badge>}
                  {task.state !== 'open' && <Badge tone="good">{t(`code.taskState.${task.state ?? 'open'}`)}</Badge>}
                  {showCase && <TextLink to={`/cases/${task.caseId}`}>{task.caseNumber}</TextLink>}
                </>
              ),
              ...words(task),
              actions: mayChange && (
                <>
                  {task.state === 'open' && (
                    <>
                      <Button small icon="check" busy={change.busy} onClick={() => void set(task, { state: 'done' })}>
                        {t('tasks.done')}
                      </Button>
                      <MenuButton
                        label={t('tasks.postpone')}
                        icon="clock"
                        choices={postponements.map((days) => ({
                          value: String(days),
                          label: t('tasks.postponeBy', { count: days }),
                        }))}
                        onChoose={(days) => void set(task, { dueAt: later(task, Number(days)) })}
                      />
                    </>
                  )}
                  {more?.(task)}
                </>
              ),
            }))}
        />
      )}
    </>
  );
}

/** When a task is due and whose it is, in one line. */
function useTaskWords(): (task: Task) => { text?: string } {
  const t = useT();
  const { dateTime } = useFormats();
  const relative = useRelativeTime();
  return ({ dueAt, assignedToName, state }) => {
    const parts = [
      ...(dueAt && state === 'open' ? [t('tasks.dueIn', { when: dateTime(dueAt), left: relative(dueAt) })] : []),
      ...(assignedToName ? [assignedToName] : []),
    ];
    return parts.length === 0 ? {} : { text: parts.join(' · ') };
  };
}
