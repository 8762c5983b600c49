import { useState } from 'react';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, Section, Text } from '../../../kit/layout.tsx';
import { RouteLegend, RouteMap } from '../../../kit/maps/RouteMap.tsx';
import { useGazetteer, usePlaceName } from '../../../kit/places.ts';
import { useWriteField } from '../../../kit/recordFacts.ts';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { useCase } from './casePart.tsx';
import { drawnLegs, legsOf, numbersOf, stopsOf, ways, type Leg } from './routes.ts';

type NumberedLeg = Leg & { readonly number: number };

/** The journeys of a case: a map, and beside it the same legs as a table. */
export function RoutePanel() {
  const t = useT();
  const { number } = useFormats();
  const { overview } = useCase();
  const place = usePlaceName();
  const ready = useGazetteer() !== null;
  const say = useLineWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const legs = legsOf(overview.movements);
  const columns = useColumns();
  if (!overview.reads.includes('administrative')) return <Text quiet>{t('events.journeysWithheld')}</Text>;
  if (legs.length === 0) return null;
  const drawn = ready ? drawnLegs(legs, say, (numbers) => numbersOf(numbers, number)) : [];
  const lineOf = (key: string): string | null => drawn.find(({ keys }) => keys.includes(key))?.key ?? null;
  const drawnKeys = new Set(drawn.flatMap(({ keys }) => keys));
  const rows = legs.map((leg, index) => ({ ...leg, number: index + 1 }));
  return (
    <Section title={t('route.title')} lead={t('route.lead')}>
      <Columns wide>
        <div>
          <RouteMap
            label={t('route.map')}
            stops={ready ? stopsOf(legs, place) : []}
            legs={drawn}
            chosen={chosen}
            onChoose={setChosen}
          />
          <RouteLegend
            label={t('code.field.mode')}
            items={ways
              .filter((way) => drawn.some((line) => line.way === way))
              .map((way) => ({ way, words: t(`code.way.${way}`) }))}
          />
        </div>
        <div>
          <DataTable
            caption={t('route.table')}
            captionHidden
            columns={columns}
            rows={rows}
            rowKey={({ key }) => key}
            onOpen={({ key }) => setChosen(lineOf(key) === chosen ? null : lineOf(key))}
            isMarked={({ key }) => chosen !== null && lineOf(key) === chosen}
          />
          {drawnKeys.size < legs.length && ready && <Text quiet>{t('route.notDrawn')}</Text>}
        </div>
      </Columns>
    </Section>
  );
}

/** A line of the map in words: from where to where, how, and when each leg of it was. */
function useLineWords(): (legs: readonly Leg[]) => string {
  const t = useT();
  const place = usePlaceName();
  const words = useCodeWords();
  const dates = useLegDates();
  const named = (code: string | null | undefined): string => (code ? place(code) : t('value.notAsked'));
  return (legs) => {
    const [first] = legs;
    if (!first) return '';
    const modes = new Set(legs.flatMap(({ mode }) => (mode ? [words.label('transport-modes', mode)] : [])));
    return [
      t('events.leg', { from: named(first.fromPlace), to: named(first.toPlace) }),
      ...modes,
      ...new Set(legs.flatMap((leg) => dates(leg))),
    ].join(' · ');
  };
}

/** When a leg began and ended, as exactly as it is known. */
function useLegDates(): (leg: Leg) => readonly string[] {
  const write = useWriteField();
  const { specsOf } = useCase();
  const specs = specsOf('movements').filter(({ name }) => name === 'departedOn' || name === 'arrivedOn');
  return (leg) => {
    const written = specs.map((spec: FieldSpec) => write(spec, leg)).filter((text) => text !== null);
    return [...new Set(written)];
  };
}

function useColumns(): readonly Column<NumberedLeg>[] {
  const t = useT();
  const words = useCodeWords();
  const place = usePlaceName();
  const { list, number } = useFormats();
  const { labels } = useCase();
  const dates = useLegDates();
  const nameOf = (id: string): string => labels.people.find((one) => one.id === id)?.label ?? t('value.someone');
  const named = (code: string | null | undefined): string => (code ? place(code) : t('value.notAsked'));
  return [
    {
      key: 'way',
      header: t('route.way'),
      cell: (leg) =>
        t('route.numbered', {
          number: number(leg.number),
          way: t('events.leg', { from: named(leg.fromPlace), to: named(leg.toPlace) }),
        }),
    },
    {
      key: 'how',
      header: t('code.field.mode'),
      cell: ({ mode, borderPoint }) =>
        list([...(mode ? [words.label('transport-modes', mode)] : []), ...(borderPoint ? [place(borderPoint)] : [])]) ||
        t('value.notAsked'),
    },
    { key: 'when', header: t('route.when'), cell: (leg) => dates(leg).join(' – ') || t('events.undated') },
    {
      key: 'who',
      header: t('route.who'),
      cell: ({ travellers }) => <Foreign>{list(travellers.map(nameOf))}</Foreign>,
    },
  ];
}
