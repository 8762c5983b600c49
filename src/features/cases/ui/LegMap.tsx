import { useState } from 'react';
import { useT } from '../../../kit/i18n.ts';
import { PickMap } from '../../../kit/maps/PickMap.tsx';
import type { RecordValues } from '../../../kit/recordSpecs.ts';
import { ToggleSet } from '../../../kit/ToggleSet.tsx';
import { useCase } from './caseContext.ts';
import type { Overview } from './types.ts';

const ends = ['fromPlace', 'toPlace', 'borderPoint'] as const;

/** Chooses where a leg began, ended and crossed a border on a map; the fields below take the same by typing. */
export function LegMap({ values, onChange }: { values: RecordValues; onChange: (part: RecordValues) => void }) {
  const t = useT();
  const [next, setNext] = useState<string>(values['fromPlace'] ? 'toPlace' : 'fromPlace');
  const { overview } = useCase();
  const [near] = useState(() => placesOf(overview, values));
  const code = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null);
  return (
    <div>
      <ToggleSet
        single
        label={t('leg.next')}
        options={ends.map((name) => ({ value: name, label: t(`code.field.${name}`) }))}
        values={[next]}
        onChange={([chosen = 'fromPlace']) => setNext(chosen)}
      />
      <PickMap
        label={t('leg.map')}
        near={near}
        chosen={[code('fromPlace'), code('toPlace')]}
        onPick={(place) => {
          onChange({ [next]: place });
          if (next === 'fromPlace') setNext('toPlace');
        }}
      />
    </div>
  );
}

/** Where the story has been so far: the map opens there. */
function placesOf({ movements, events, people }: Overview, values: RecordValues): readonly string[] {
  const own = ends.map((name) => values[name]).filter((code) => typeof code === 'string');
  const known = [
    ...movements.flatMap(({ fromPlace, toPlace }) => [fromPlace, toPlace]),
    ...events.map(({ place }) => place),
  ];
  const said = [...own, ...known].filter((code): code is string => typeof code === 'string' && code !== 'UNKNOWN');
  return own.length > 0 ? own : said.length > 0 ? said : homeOf(people);
}

/** Before anything is told of a journey: the countries the people of the case belong to. */
function homeOf(people: Overview['people']): readonly string[] {
  const countries = people.flatMap(({ citizenships, residenceCountry }) => [...(citizenships ?? []), residenceCountry]);
  return [...new Set(countries)].filter((code): code is string => typeof code === 'string' && code !== 'UNKNOWN');
}
