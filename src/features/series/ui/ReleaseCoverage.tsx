import { useState } from 'react';
import { offerFile, useAction } from '../../../client/hooks.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { CountryMapChart } from '../../../kit/CountryMapChart.tsx';
import { csvOf } from '../../../kit/csv.ts';
import { TextField } from '../../../kit/fields.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { YearMatrix, type YearCell } from '../../../kit/YearMatrix.tsx';
import type { Coverage } from '../schema.ts';
import { useIndicatorWords } from './indicatorWords.ts';

type Asked = { source: string; release: string; indicator: string };
type Cell = Coverage['areas'][number]['cells'][number];

/** For which countries and years an indicator has figures, as a matrix and on a map. */
export function ReleaseCoverage(asked: Asked) {
  const t = useT();
  const coverage = useAction('series.coverage', asked, { keep: true });
  return (
    <Section title={t('library.coverage')} lead={t('library.coverageLead')}>
      <Loaded of={coverage}>
        {(found) => (
          <Stack>
            <CoverageMatrix coverage={found} asked={asked} />
            <YearMap coverage={found} asked={asked} />
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function CoverageMatrix({ coverage, asked: { indicator, release } }: { coverage: Coverage; asked: Asked }) {
  const t = useT();
  const { date, number } = useFormats();
  const releaseYear = Number(release.slice(0, 4));
  const words = useIndicatorWords();
  const nameOf = useAreaName();
  const [wanted, setWanted] = useState('');
  const rows = coverage.areas
    .map(({ area, areaName, cells }) => ({
      key: area,
      label: nameOf(area, areaName),
      cells: new Map(cells.map((cell) => [cell.year, cellOf(cell, t('library.partsOnly'))])),
    }))
    .filter(({ key, label }) => `${label} ${key}`.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <Stack gap="sm">
      <Columns>
        <TextField kind="search" label={t('library.findArea')} value={wanted} onChange={setWanted} />
      </Columns>
      <YearMatrix
        caption={t('library.matrix', { indicator: words(indicator) })}
        rowsLabel={t('series.country')}
        years={coverage.years}
        rows={rows}
        nothing={t('library.noFigure')}
      />
      {coverage.years.includes(releaseYear) && (
        <Text quiet>{t('library.yearOfRelease', { year: releaseYear, day: date(release) })}</Text>
      )}
      <Text quiet>
        {t('library.matrixNote', { areas: number(coverage.areas.length), years: number(coverage.years.length) })}
      </Text>
    </Stack>
  );
}

/** The whole as printed; a mark where only parts of it are given. */
function cellOf({ text, conflicting, value }: Cell, partsOnly: string): YearCell {
  if (text === null) return { text: partsOnly, tone: 'quiet' };
  return { text, tone: conflicting ? 'attention' : value === null ? 'quiet' : 'plain' };
}

function YearMap({ coverage, asked }: { coverage: Coverage; asked: Asked }) {
  const t = useT();
  const { date } = useFormats();
  const indicator = useIndicatorWords()(asked.indicator);
  const words = useCodeWords();
  const nameOf = useAreaName();
  const countsOf = (year: number): number =>
    coverage.areas.filter(({ cells }) => cells.some((cell) => cell.year === year && cell.value !== null)).length;
  const withFigures = coverage.years.filter((year) => countsOf(year) > 0);
  const [chosen, setChosen] = useState<number | null>(null);
  const last = withFigures.toSorted((one, other) => countsOf(one) - countsOf(other)).at(-1);
  const year = chosen !== null && withFigures.includes(chosen) ? chosen : last;
  // Figures of the world or of its parts alone have no place on a map of countries.
  const isPlaced = coverage.areas.some(({ area }) => words.country(area) !== area);
  if (year === undefined || !isPlaced) return null;
  const points = coverage.areas
    .flatMap(({ area, areaName, cells }) => {
      const cell = cells.find((one) => one.year === year);
      if (cell === undefined || cell.text === null) return [];
      return [{ code: area, label: nameOf(area, areaName), value: cell.value, note: cell.text }];
    })
    .toSorted((one, other) => (other.value ?? -1) - (one.value ?? -1));
  return (
    <Stack>
      <Columns>
        <SelectField
          label={t('library.mapYear')}
          options={withFigures.map((one) => ({ value: String(one), label: String(one) })).toReversed()}
          value={String(year)}
          onChange={(value) => setChosen(value === null ? null : Number(value))}
        />
      </Columns>
      <CountryMapChart
        title={t('library.mapTitle', { indicator, year })}
        labelHeader={t('series.country')}
        valueHeader={indicator}
        points={points}
        notes={[
          `${t('series.release', { day: date(asked.release) })} · ${coverage.about.citation}`,
          t('library.mapNote'),
        ]}
        files={{
          name: `${asked.source}-${asked.indicator}-${year}`,
          csv: () =>
            csvOf([
              ['area', 'areaName', 'year', 'text', 'release'],
              ...points.map(({ code, label, note }) => [code, label, String(year), note, asked.release]),
            ]),
          offer: offerFile,
        }}
      />
    </Stack>
  );
}

function useAreaName(): (area: string, printed: string) => string {
  const words = useCodeWords();
  return (area, printed) => {
    const name = words.country(area);
    return name === area || name === '' ? printed || area : name;
  };
}
