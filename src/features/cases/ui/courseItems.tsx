import { useCodeWords } from '../../../kit/codeWords.ts';
import { Badge, type TimelineItem } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Stack, Text } from '../../../kit/layout.tsx';
import { usePlaceName } from '../../../kit/places.ts';
import { Prose } from '../../../kit/Prose.tsx';
import { useWriteField } from '../../../kit/recordFacts.ts';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { RecordView } from '../../../kit/RecordView.tsx';
import { ExtraFields } from '../../forms/ui/ExtraFields.tsx';
import { RecordButtons, useCase } from './casePart.tsx';
import type { Overview } from './types.ts';

export const courseKinds = ['events', 'movements', 'notes', 'tasks'] as const;
export type CourseKind = (typeof courseKinds)[number];

/** Something that happened, with the day it is put in order by. */
export type CourseItem = TimelineItem & { readonly kind: CourseKind; readonly order: string };
const afterAll = '9999';

/** Everything that happened in a case, in the order of the days, as exactly as they are known. */
export function useCourse(): readonly CourseItem[] {
  const { overview } = useCase();
  const event = useEventItem();
  const movement = useMovementItem();
  const note = useNoteItem();
  const task = useTaskItem();
  return [
    ...overview.events.map(event),
    ...overview.movements.map(movement),
    ...overview.notes.map(note),
    ...overview.tasks.filter(({ state }) => state === 'done').map(task),
  ].toSorted((one, other) => one.order.localeCompare(other.order));
}

function useEventItem(): (event: Overview['events'][number]) => CourseItem {
  const t = useT();
  const words = useCodeWords();
  const write = useWriteField();
  const place = usePlaceName();
  const { specsOf, overview } = useCase();
  const specs = specsOf('events');
  const when = specs.find(({ name }) => name === 'dateFrom') as FieldSpec;
  return (event) => {
    const kind = words.word('eventType', event.type);
    return {
      key: event.id,
      kind: 'events',
      order: event.dateFrom ?? afterAll,
      when: write(when, event) ?? t('events.undated'),
      title: event.place ? t('events.at', { kind, place: place(event.place) }) : kind,
      tone: event.type === 'EXPLOITATION' ? 'attention' : 'neutral',
      children: (
        <Stack gap="sm">
          <RecordView specs={specs} values={event} skip={['type', 'place', 'dateFrom']} />
          <ExtraFields caseId={overview.case.id} target="event" subjectId={event.id} writes={overview.writes} />
          <Row>
            <RecordButtons compact part="events" dataClass="statistical" record={event} />
          </Row>
        </Stack>
      ),
    };
  };
}

function useMovementItem(): (leg: Overview['movements'][number]) => CourseItem {
  const t = useT();
  const words = useCodeWords();
  const write = useWriteField();
  const place = usePlaceName();
  const { specsOf, labels } = useCase();
  const specs = specsOf('movements');
  const [departed, arrived] = ['departedOn', 'arrivedOn'].map((wanted) =>
    specs.find(({ name }) => name === wanted),
  ) as [FieldSpec, FieldSpec];
  return (leg) => {
    const left = write(departed, leg);
    const came = write(arrived, leg);
    const how = ({
      mode,
      borderPoint,
      borderType,
      arrangedByPerpetrator,
      arrangedByOrganisation,
    }: typeof leg): string =>
      [
        ...(mode ? [words.label('transport-modes', mode)] : []),
        ...(borderPoint ? [t('events.via', { place: place(borderPoint) })] : []),
        ...(borderType ? [words.label('border-types', borderType)] : []),
        ...[...labels.perpetrators, ...labels.organisations]
          .filter(({ id }) => id === arrangedByPerpetrator || id === arrangedByOrganisation)
          .map(({ label }) => t('events.arrangedBy', { who: label })),
      ].join(' · ');
    const who = labels.people.find(({ id }) => id === leg.recordId)?.label;
    return {
      key: leg.id,
      kind: 'movements',
      order: leg.departedOn ?? leg.arrivedOn ?? afterAll,
      when:
        left !== null && came !== null && left !== came
          ? t('date.span', { from: left, to: came })
          : (left ?? came ?? t('events.undated')),
      tone: 'info',
      title: t('events.leg', {
        from: leg.fromPlace ? place(leg.fromPlace) : t('value.notAsked'),
        to: leg.toPlace ? place(leg.toPlace) : t('value.notAsked'),
      }),
      children: (
        <Row>
          <Badge>{t('events.journey')}</Badge>
          {who && (
            <Text quiet>
              <Foreign>{t('events.legOf', { who })}</Foreign>
            </Text>
          )}
          {how(leg) !== '' && <Text quiet>{how(leg)}</Text>}
          <RecordButtons compact part="movements" dataClass="administrative" record={leg} />
        </Row>
      ),
    };
  };
}

function useNoteItem(): (note: Overview['notes'][number]) => CourseItem {
  const t = useT();
  const write = useWriteField();
  const { dateTime } = useFormats();
  const { specsOf } = useCase();
  const about = specsOf('notes').find(({ name }) => name === 'aboutId') as FieldSpec;
  return (note) => {
    const of = write(about, note);
    return {
      key: note.id,
      kind: 'notes',
      order: note.createdAt,
      when: dateTime(note.createdAt),
      title: t('notes.by', { who: note.createdByName ?? t('value.someone') }),
      children: (
        <Stack gap="sm">
          <Row>
            <Badge>{t(`dataClass.${note.dataClass}`)}</Badge>
            {of !== null && (
              <Text quiet>
                <Foreign>{t('notes.about', { what: of })}</Foreign>
              </Text>
            )}
            <RecordButtons compact part="notes" dataClass={note.dataClass} record={note} />
          </Row>
          <Prose>{note.body}</Prose>
        </Stack>
      ),
    };
  };
}

function useTaskItem(): (task: Overview['tasks'][number]) => CourseItem {
  const t = useT();
  const { dateTime } = useFormats();
  return (task) => ({
    key: task.id,
    kind: 'tasks',
    order: task.doneAt ?? task.updatedAt,
    when: dateTime(task.doneAt ?? task.updatedAt),
    tone: 'good',
    title: <Foreign>{t('tasks.doneTitle', { title: task.title })}</Foreign>,
    children: task.assignedToName && (
      <Text quiet>
        <Foreign>{task.assignedToName}</Foreign>
      </Text>
    ),
  });
}
