import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { YearMatrix, type YearCell } from '../../../kit/YearMatrix.tsx';
import type { Coverage } from '../schema.ts';
import { CoverageMap, useAreaName, type Asked } from './CoverageMap.tsx';
import { useIndicatorWords } from './indicatorWords.ts';

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
            <CoverageMap coverage={found} asked={asked} />
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
