import { useState } from 'react';
import { useT } from '../../kit/i18n.ts';
import { Section, Stack } from '../../kit/layout.tsx';
import { MapCanvas } from '../../kit/maps/MapCanvas.tsx';
import { RouteMap } from '../../kit/maps/RouteMap.tsx';

const jakarta = [106.8, -6.2] as const;
const batam = [104.0, 1.1] as const;
const johor = [103.7, 1.5] as const;

/** Maps on invented figures: countries by a number, and a journey. */
export function MapParts() {
  const t = useT();
  const [chosen, setChosen] = useState<string | null>(null);
  const shades: Readonly<Record<string, string | undefined>> = {
    IDN: t('kit.indonesia'),
    MYS: t('kit.malaysia'),
    PAK: t('kit.pakistan'),
  };
  return (
    <Stack>
      <Section title={t('kit.mapOfCountries')}>
        <MapCanvas
          label={t('kit.mapOfCountries')}
          shade={(code) => {
            const title = shades[code];
            return title === undefined ? undefined : { fill: 'var(--kit-series-1)', title };
          }}
        />
      </Section>
      <Section title={t('kit.mapOfRoute')}>
        <RouteMap
          label={t('kit.mapOfRoute')}
          chosen={chosen}
          onChoose={setChosen}
          stops={[
            { key: 'a', label: 'Jakarta', at: jakarta, mark: 'area' },
            { key: 'b', label: 'Batam', at: batam, mark: 'port' },
            { key: 'c', label: 'Johor', at: johor, mark: 'area' },
          ]}
          legs={[
            { key: '1', from: jakarta, to: batam, number: '1', label: 'Jakarta – Batam', way: 'sea' },
            { key: '2', from: batam, to: johor, number: '2', label: 'Batam – Johor', way: 'sea' },
            { key: '3', from: johor, to: batam, number: '3', label: 'Johor – Batam', way: 'air' },
          ]}
        />
      </Section>
    </Stack>
  );
}
