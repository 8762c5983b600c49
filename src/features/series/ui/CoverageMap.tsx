import { useState } from 'react';
import { offerFile } from '../../../client/hooks.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { CountryGroupMap } from '../../../kit/CountryGroupMap.tsx';
import { CountryMapChart } from '../../../kit/CountryMapChart.tsx';
import { csvOf } from '../../../kit/csv.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Stack } from '../../../kit/layout.tsx';
import { inTierOrder, isAct, statedBy, type Stated } from '../rules.ts';
import type { Coverage } from '../schema.ts';
import { useIndicatorWords } from './indicatorWords.ts';

export type Asked = { source: string; release: string; indicator: string };
type Cell = Coverage['areas'][number]['cells'][number];
type Shown = { coverage: Coverage; asked: Asked };

/** An indicator on a map of countries, year by year: counts by size, words (tiers, acts of treaties) as they are. */
export function CoverageMap({ coverage, asked }: Shown) {
  const words = useCodeWords();
  const hasNumbers = coverage.areas.some(({ cells }) => cells.some(({ value }) => value !== null));
  const isTold = (cell: Cell): boolean => (hasNumbers ? cell.value !== null : statedBy([cell], cell.year) !== null);
  // Figures of the world or of its parts alone have no place on a map of countries.
  const isPlaced = coverage.areas.some(({ area }) => words.country(area) !== area);
  const [chosen, setChosen] = useState<number | null>(null);
  const told = coverage.years.filter((year) => countTold(coverage, year, isTold) > 0);
  const fullest = told
    .toSorted((one, other) => countTold(coverage, one, isTold) - countTold(coverage, other, isTold))
    .at(-1);
  const usual = isAct(asked.indicator) ? told.at(-1) : fullest;
  const year = chosen !== null && told.includes(chosen) ? chosen : usual;
  if (year === undefined || !isPlaced) return null;
  const Chart = hasNumbers ? NumberMap : WordMap;
  return (
    <Stack>
      <YearChoice years={told} year={year} onChange={setChosen} />
      <Chart coverage={coverage} asked={asked} year={year} />
    </Stack>
  );
}

const countTold = (coverage: Coverage, year: number, isTold: (cell: Cell) => boolean): number =>
  coverage.areas.filter(({ cells }) => cells.some((cell) => cell.year === year && isTold(cell))).length;

type YearChoiceProps = { years: readonly number[]; year: number; onChange: (year: number | null) => void };

function YearChoice({ years, year, onChange }: YearChoiceProps) {
  const t = useT();
  return (
    <Columns>
      <SelectField
        label={t('library.mapYear')}
        options={years.map((one) => ({ value: String(one), label: String(one) })).toReversed()}
        value={String(year)}
        onChange={(value) => onChange(value === null ? null : Number(value))}
      />
    </Columns>
  );
}

function NumberMap({ coverage, asked, year }: Shown & { year: number }) {
  const t = useT();
  const nameOf = useAreaName();
  const shared = useSharedWords(coverage, asked, year);
  const points = coverage.areas
    .flatMap(({ area, areaName, cells }) => {
      const cell = cells.find((one) => one.year === year);
      if (cell === undefined || cell.text === null) return [];
      return [{ code: area, label: nameOf(area, areaName), value: cell.value, note: cell.text }];
    })
    .toSorted((one, other) => (other.value ?? -1) - (one.value ?? -1));
  const rows = points.map(({ code, label, note }) => ({ code, label, text: note }));
  return <CountryMapChart {...shared.of(rows)} points={points} notes={[shared.citation, t('library.mapNote')]} />;
}

/** What an outline is shaded by at most. */
const mostGroups = 5;

function WordMap({ coverage, asked, year }: Shown & { year: number }) {
  const nameOf = useAreaName();
  const { span } = useFormats();
  const shared = useSharedWords(coverage, asked, year);
  const found = coverage.areas.flatMap(({ area, areaName, cells }) => {
    const stated = isAct(asked.indicator)
      ? statedBy(cells, year)
      : statedBy(
          cells.filter((one) => one.year === year),
          year,
        );
    return stated ? [{ code: area, label: nameOf(area, areaName), ...stated }] : [];
  });
  const groupOf = isAct(asked.indicator) ? periodOf(found, span) : ({ text }: Stated) => text;
  const points = found.map((one) => ({ ...one, group: groupOf(one) }));
  const groups = inTierOrder([...new Set(points.map(({ group }) => group))]);
  // More kinds of words than there are shades cannot be told apart.
  if (groups.length > mostGroups) return null;
  return <CountryGroupMap {...shared.of(points)} points={points} groups={groups} notes={[shared.citation]} />;
}

/** Years of acts in at most five periods of one length. */
function periodOf(found: readonly Stated[], span: (from: string, to: string) => string): (one: Stated) => string {
  const years = found.map(({ year }) => year);
  const first = Math.min(...years);
  const length = Math.max(1, Math.ceil((Math.max(...years) - first + 1) / mostGroups));
  return ({ year }) => {
    const from = first + Math.floor((year - first) / length) * length;
    return length === 1 ? String(from) : span(String(from), String(from + length - 1));
  };
}

/** What both kinds of map say beside their figures. */
function useSharedWords(coverage: Coverage, asked: Asked, year: number) {
  const t = useT();
  const { date } = useFormats();
  const indicator = useIndicatorWords()(asked.indicator);
  return {
    citation: `${t('series.release', { day: date(asked.release) })} · ${coverage.about.citation}`,
    of: (points: readonly { code: string; label: string; text: string }[]) => ({
      title: t('library.mapTitle', { indicator, year }),
      labelHeader: t('series.country'),
      valueHeader: indicator,
      files: {
        name: `${asked.source}-${asked.indicator}-${year}`,
        csv: () =>
          csvOf([
            ['area', 'areaName', 'year', 'text', 'release'],
            ...points.map(({ code, label, text }) => [code, label, String(year), text, asked.release]),
          ]),
        offer: offerFile,
      },
    }),
  };
}

/** The name of an area in the reader's language, else as its source prints it. */
export function useAreaName(): (area: string, printed: string) => string {
  const words = useCodeWords();
  return (area, printed) => {
    const name = words.country(area);
    return name === area || name === '' ? printed || area : name;
  };
}
