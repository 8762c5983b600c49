import { useState } from 'react';
import { Timeline } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { ToggleSet } from '../../../kit/ToggleSet.tsx';
import { AddButton, useCase } from './casePart.tsx';
import { courseKinds, useCourse } from './courseItems.tsx';
import { MovementAdder } from './MovementAdder.tsx';
import { RoutePanel } from './RoutePanel.tsx';
import { ShowRest } from './ShowRest.tsx';

/** What happened: the route on a map, and events, journeys, notes and finished tasks in one order of time. */
export function CourseTab() {
  return (
    <Stack>
      <RoutePanel />
      <Course />
    </Stack>
  );
}

function Course() {
  const t = useT();
  const { number, list } = useFormats();
  const { overview } = useCase();
  const [shown, setShown] = useState<readonly string[]>(courseKinds);
  const items = useCourse();
  const written = overview.writes[0];
  const options = courseKinds.map((kind) => ({
    value: kind,
    label: t('course.count', {
      kind: t(`code.course.${kind}`),
      number: number(items.filter((item) => item.kind === kind).length),
    }),
  }));
  const visible = items.filter(({ kind }) => shown.includes(kind));
  return (
    <Section
      title={t('events.title')}
      lead={t('events.lead')}
      actions={
        <>
          <AddButton small part="events" dataClass="statistical" />
          <MovementAdder />
          {written && <AddButton small part="notes" dataClass={written} />}
        </>
      }
    >
      {overview.withheld.length > 0 && (
        <Text quiet>
          {t('course.withheld', { classes: list(overview.withheld.map((name) => t(`dataClass.${name}`))) })}
        </Text>
      )}
      {items.length === 0 ? (
        <EmptyState title={t('events.none')}>{t('events.noneText')}</EmptyState>
      ) : (
        <>
          <ToggleSet label={t('course.show')} options={options} values={shown} onChange={setShown} />
          <Timeline label={t('events.title')} items={visible} />
        </>
      )}
      {/* The names of those who took part come with the lists of them. */}
      <ShowRest lists={['events', 'movements', 'notes', 'tasks', 'people', 'perpetrators', 'organisations']} />
    </Section>
  );
}
