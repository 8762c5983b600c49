import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import { AddButton, RecordButtons, useCase } from './casePart.tsx';
import { useRecordRun } from './recordRun.ts';
import { ShowRest } from './ShowRest.tsx';

/** What is to be done, the next due first, and what is done. */
export function TaskList() {
  const t = useT();
  const { dateTime } = useFormats();
  const { overview, mayWrite } = useCase();
  const [showDone, setShowDone] = useState(false);
  const change = useRecordRun('tasks.change');
  const open = overview.tasks.filter(({ state }) => state === 'open');
  const shown = showDone ? overview.tasks : open;
  const late = (dueAt: string | null | undefined) => dueAt ?? '9999';
  return (
    <Section title={t('tasks.title')} actions={<AddButton small part="tasks" dataClass="administrative" />}>
      <ProblemMessage problem={change.problem} />
      {shown.length === 0 ? (
        <Text quiet>{t('tasks.none')}</Text>
      ) : (
        <RecordList
          label={t('tasks.title')}
          items={shown
            .toSorted((one, other) => late(one.dueAt).localeCompare(late(other.dueAt)))
            .map((task) => ({
              key: task.id,
              title: <Foreign>{task.title}</Foreign>,
              badges: (
                <>
                  {task.overdue && <Badge tone="bad">{t('tasks.overdue')}</Badge>}
                  {task.state !== 'open' && <Badge tone="good">{t(`code.taskState.${task.state}`)}</Badge>}
                </>
              ),
              ...(task.dueAt && { text: t('tasks.due', { when: dateTime(task.dueAt) }) }),
              actions: mayWrite('administrative') && (
                <>
                  {task.state === 'open' && (
                    <Button
                      small
                      icon="check"
                      busy={change.busy}
                      onClick={() => void change.run({ id: task.id, state: 'done' }, { version: task.version })}
                    >
                      {t('tasks.done')}
                    </Button>
                  )}
                  <RecordButtons part="tasks" dataClass="administrative" record={task} />
                </>
              ),
            }))}
        />
      )}
      <ShowRest lists={['tasks']} />
      {overview.tasks.length > open.length && (
        <Button small tone="quiet" onClick={() => setShowDone(!showDone)}>
          {showDone ? t('tasks.hideDone') : t('tasks.showDone', { count: overview.tasks.length - open.length })}
        </Button>
      )}
    </Section>
  );
}
