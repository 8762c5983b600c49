import { useMemo, useState } from 'react';
import { offerFile } from '../../../client/hooks.tsx';
import { LineChart } from '../../../kit/charts.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { csvOf } from '../../../kit/csv.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { trendsOf, yearsOver, type OfficialTrend } from '../rules/trends.ts';
import { TOTAL, type OfficialContent } from '../schema.ts';
import { useFigureWords } from './words.ts';

type Content = Pick<OfficialContent, 'figures' | 'years' | 'cutOff' | 'coverage'>;

const fewestYears = 4;

/** How the figures move: a rate of change with its interval, and years from which the level differs, series by series. */
export function TrendsSection({ content }: { content: Content }) {
  const t = useT();
  const { list } = useFormats();
  const words = useFigureWords();
  const trends = useMemo(() => trendsOf(content), [content]);
  const [chosen, setChosen] = useState('0');
  const name = ({ key }: OfficialTrend): string => {
    const whole = t(`code.officialTrendSeries.${key.table}`);
    return key.category === TOTAL && key.sex === TOTAL ? whole : `${whole}: ${words.row(key)}`;
  };
  const shown = trends[Number(chosen)];
  const late = content.coverage.filter(({ state }) => state !== 'reported').length;
  const going = content.years.filter((year) => !yearsOver(content).includes(year));
  return (
    <Section title={t('official.trends')} lead={t('official.trendsLead')}>
      {yearsOver(content).length < fewestYears ? (
        <EmptyState title={t('official.trendsFew')}>{t('official.trendsFewText')}</EmptyState>
      ) : (
        <Stack>
          {going.length > 0 && <Text quiet>{t('official.trendsGoing', { years: list(going.map(String)) })}</Text>}
          {late > 0 && <Text quiet>{t('official.trendsLate', { count: late })}</Text>}
          <TrendTable trends={trends} name={name} />
          <div data-kit-no-print>
            <SelectField
              label={t('official.trendShown')}
              options={trends.map((trend, at) => ({ value: String(at), label: name(trend) }))}
              value={chosen}
              onChange={(value) => setChosen(value ?? '0')}
            />
          </div>
          {shown && <TrendChart trend={shown} name={name(shown)} />}
        </Stack>
      )}
    </Section>
  );
}

type NameOf = (trend: OfficialTrend) => string;

function TrendTable({ trends, name }: { trends: readonly OfficialTrend[]; name: NameOf }) {
  const t = useT();
  const { change, number, ratio, span } = useFormats();
  const years = ([first, last]: readonly [number, number]): string =>
    first === last ? String(first) : span(String(first), String(last));
  return (
    <DataTable
      caption={t('official.trends')}
      captionHidden
      flows
      rows={trends}
      rowKey={({ key: { table, sex, category } }) => `${table} ${sex} ${category}`}
      columns={[
        { key: 'series', header: t('official.trendSeries'), cell: name },
        {
          key: 'years',
          header: t('official.trendYears'),
          numeric: true,
          cell: ({ figures }) => number(figures.filter(({ value }) => value !== null).length),
        },
        {
          key: 'change',
          header: t('official.trendChange'),
          numeric: true,
          cell: ({ moved: { trend } }) => (trend === null ? '–' : change(trend.percentPerYear)),
        },
        {
          key: 'interval',
          header: t('official.trendInterval'),
          numeric: true,
          cell: ({ moved: { trend } }) =>
            trend === null
              ? '–'
              : t('official.fromTo', {
                  low: change(trend.percentPerYearCi95[0]),
                  high: change(trend.percentPerYearCi95[1]),
                }),
        },
        {
          key: 'says',
          header: t('official.trendSays'),
          cell: ({ moved: { trend } }) => t(`code.officialTrend.${trend?.direction ?? 'unknown'}`),
        },
        {
          key: 'level',
          header: t('official.trendLevel'),
          cell: ({ moved: { changePoints } }) =>
            changePoints.length === 0
              ? t('official.trendNoLevel')
              : changePoints.map((point) => (
                  <Text key={point.year}>
                    {t('official.trendFrom', {
                      years: years(point.years),
                      ratio: point.ratio === null ? '–' : ratio(point.ratio),
                      interval: point.ratioCi95 ? span(ratio(point.ratioCi95[0]), ratio(point.ratioCi95[1])) : '–',
                      p: ratio(point.pValue),
                    })}
                  </Text>
                )),
        },
      ]}
    />
  );
}

function TrendChart({ trend: { figures, moved }, name }: { trend: OfficialTrend; name: string }) {
  const t = useT();
  return (
    <LineChart
      title={name}
      labelHeader={t('date.year')}
      valueHeader={t('official.trendValue')}
      series={[{ name, points: figures.map(({ year, value }) => ({ x: year, value, note: t('official.withheld') })) }]}
      extras={{
        ...(moved.trend && { interval: moved.trend.line.map(({ year, ...level }) => ({ x: year, ...level })) }),
        steps: moved.changePoints.map(({ year }) => ({ x: year })),
      }}
      notes={[t('official.trendModel'), t('official.trendNotCrime')]}
      files={{
        name: 'official-trend',
        csv: () =>
          csvOf([
            ['year', 'value', 'level', 'low95', 'high95'],
            ...figures.map(({ year, value }) => {
              const level = moved.trend?.line.find((one) => one.year === year);
              return [
                String(year),
                value === null ? '' : String(value),
                ...[level?.level, level?.low, level?.high].map((one) => one?.toFixed(1) ?? ''),
              ];
            }),
          ]),
        offer: offerFile,
      }}
    />
  );
}
