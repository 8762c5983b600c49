import { useCodeWords } from '../../../kit/codeWords.ts';
import { Badge, Timeline, type TimelineItem } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { usePlaceName } from '../../../kit/PlaceField.tsx';
import { useWriteField } from '../../../kit/recordFacts.ts';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { RecordView } from '../../../kit/RecordView.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { AddButton, RecordButtons, useCase } from './casePart.tsx';
import { MovementAdder } from './MovementAdder.tsx';
import { ShowRest } from './ShowRest.tsx';
import type { Overview } from './types.ts';

type Dated = TimelineItem & { order: string };
const afterAll = '9999';

/** What happened: events and legs of journeys, in the order of their dates, as exactly as they are known. */
export function EventsTab() {
  const t = useT();
  const { overview } = useCase();
  const events = useEventItems();
  const movements = useMovementItems();
  const items = [...overview.events.map(events), ...overview.movements.map(movements)].toSorted((one, other) =>
    one.order.localeCompare(other.order),
  );
  return (
    <Section
      title={t('events.title')}
      lead={t('events.lead')}
      actions={
        <>
          <AddButton small part="events" dataClass="statistical" />
          <MovementAdder />
        </>
      }
    >
      {!overview.reads.includes('administrative') && <Text quiet>{t('events.journeysWithheld')}</Text>}
      {items.length === 0 ? (
        <EmptyState title={t('events.none')}>{t('events.noneText')}</EmptyState>
      ) : (
        <Timeline label={t('events.title')} items={items} />
      )}
      {/* The names of those who took part come with the lists of them. */}
      <ShowRest lists={['events', 'movements', 'people', 'perpetrators', 'organisations']} />
    </Section>
  );
}

function useEventItems(): (event: Overview['events'][number]) => Dated {
  const t = useT();
  const words = useCodeWords();
  const write = useWriteField();
  const place = usePlaceName();
  const { specsOf } = useCase();
  const specs = specsOf('events');
  const when = specs.find(({ name }) => name === 'dateFrom') as FieldSpec;
  return (event) => {
    const kind = words.word('eventType', event.type);
    return {
      key: event.id,
      order: event.dateFrom ?? afterAll,
      when: write(when, event) ?? t('events.undated'),
      title: event.place ? t('events.at', { kind, place: place(event.place) }) : kind,
      tone: event.type === 'EXPLOITATION' ? 'attention' : 'neutral',
      children: (
        <Stack gap="sm">
          <RecordView specs={specs} values={event} skip={['type', 'place', 'dateFrom']} />
          <RecordButtons part="events" dataClass="statistical" record={event} />
        </Stack>
      ),
    };
  };
}

function useMovementItems(): (leg: Overview['movements'][number]) => Dated {
  const t = useT();
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
    const who = labels.people.find(({ id }) => id === leg.recordId)?.label;
    return {
      key: leg.id,
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
        <Stack gap="sm">
          <Row>
            <Badge>{t('events.journey')}</Badge>
            {who && <Text quiet>{t('events.legOf', { who })}</Text>}
          </Row>
          <RecordView
            specs={specs}
            values={leg}
            skip={['fromPlace', 'toPlace', 'departedOn', 'arrivedOn', 'position']}
          />
          <RecordButtons part="movements" dataClass="administrative" record={leg} />
        </Stack>
      ),
    };
  };
}
