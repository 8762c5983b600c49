import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Section, Text } from '../../../kit/layout.tsx';
import { AddButton, RecordButtons, useCase } from './casePart.tsx';
import { ShowRest } from './ShowRest.tsx';
import { TaskRows } from './TaskRows.tsx';

/** What is to be done in a case, the next due first; `all` shows what is done too. */
export function TaskList({ all = false }: { all?: boolean }) {
  const t = useT();
  const { overview, mayWrite } = useCase();
  const [showDone, setShowDone] = useState(all);
  const open = overview.tasks.filter(({ state }) => state === 'open');
  const shown = showDone ? overview.tasks : open;
  return (
    <Section title={t('tasks.title')} actions={<AddButton small part="tasks" dataClass="administrative" />}>
      {shown.length === 0 && <Text quiet>{t('tasks.none')}</Text>}
      <TaskRows
        tasks={shown}
        mayChange={mayWrite('administrative')}
        more={(task) => {
          const read = overview.tasks.find(({ id }) => id === task.id);
          return read && <RecordButtons part="tasks" dataClass="administrative" record={read} />;
        }}
      />
      <ShowRest lists={['tasks']} />
      {overview.tasks.length > open.length && (
        <Button small tone="quiet" onClick={() => setShowDone(!showDone)}>
          {showDone ? t('tasks.hideDone') : t('tasks.showDone', { count: overview.tasks.length - open.length })}
        </Button>
      )}
    </Section>
  );
}
