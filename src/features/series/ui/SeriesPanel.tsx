import { useSearchParams } from 'wouter';
import { offerFile, useAction } from '../../../client/hooks.tsx';
import { LineChart, type Series } from '../../../kit/charts.tsx';
import { CodeField, SelectField } from '../../../kit/choices.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState, Message } from '../../../kit/states.tsx';
import { change } from '../rules.ts';
import type { Catalogue, SeriesValues } from '../schema.ts';
import { useIndicatorWords } from './indicatorWords.ts';
import { usualIndicator, usualSource } from './usual.ts';
import { csvOfValues } from './valuesCsv.ts';

/** Published figures of a country, every release of a source side by side; `own` is a line to lay beside them. */
export function SeriesPanel({ own }: { own?: Series }) {
  const t = useT();
  const catalogue = useAction('series.list', {});
  return (
    <Section title={t('series.title')} lead={t('series.lead')}>
      <Loaded of={catalogue}>
        {({ sources }) =>
          sources.length === 0 ? (
            <EmptyState title={t('series.none')}>{t('series.noneText')}</EmptyState>
          ) : (
            <SeriesChoice sources={sources} {...(own && { own })} />
          )
        }
      </Loaded>
    </Section>
  );
}

function SeriesChoice({ sources, own }: { sources: Catalogue['sources']; own?: Series }) {
  const t = useT();
  const words = useIndicatorWords();
  const countries = useCountryOptions();
  const [search, setSearch] = useSearchParams();
  const source = sources.find((one) => one.source === search.get('source')) ?? usualSource(sources);
  const indicators = [
    ...new Set(source?.releases.flatMap((release) => release.indicators.map(({ indicator }) => indicator))),
  ];
  const asked = search.get('indicator');
  const indicator = asked !== null && indicators.includes(asked) ? asked : usualIndicator(indicators);
  const country = search.get('country') ?? 'IDN';
  const put = (name: string, value: string | null): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value !== null) next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <Stack>
      <Columns>
        <SelectField
          label={t('series.source')}
          options={sources.map((one) => ({ value: one.source, label: one.releases[0]?.title ?? one.source }))}
          value={source?.source ?? null}
          onChange={(chosen) => put('source', chosen)}
        />
        <SelectField
          label={t('series.indicator')}
          options={indicators.map((one) => ({ value: one, label: words(one) }))}
          value={indicator ?? null}
          onChange={(chosen) => put('indicator', chosen)}
        />
        <CodeField
          label={t('series.country')}
          options={countries}
          clearable={false}
          value={country}
          onChange={(chosen) => put('country', chosen)}
        />
      </Columns>
      {source !== undefined && indicator !== undefined && (
        <SeriesFigures source={source.source} indicator={indicator} country={country} {...(own && { own })} />
      )}
    </Stack>
  );
}

function SeriesFigures(asked: { source: string; indicator: string; country: string; own?: Series }) {
  const { source, indicator, country, own } = asked;
  const values = useAction('series.values', { source, indicator, country: [country] }, { keep: true });
  return <Loaded of={values}>{(found) => <Figures found={found} country={country} {...(own && { own })} />}</Loaded>;
}

function Figures({ found, country, own }: { found: SeriesValues; country: string; own?: Series }) {
  const t = useT();
  const { date } = useFormats();
  const words = useIndicatorWords();
  const countries = useCountryOptions();
  const series = useLines(found);
  const name = countries.find(({ value }) => value === country)?.label ?? country;
  const conflicting = found.values.some(({ status }) => status === 'conflicting');
  if (found.values.length === 0) return <EmptyState title={t('series.nothing')}>{t('series.nothingText')}</EmptyState>;
  return (
    <Stack>
      {conflicting && <Message tone="attention" title={t('series.conflicting')} />}
      <LineChart
        title={t('series.chart', { indicator: words(found.indicator), country: name })}
        labelHeader={t('date.year')}
        valueHeader={found.values[0]?.unit ?? ''}
        series={own ? [own, ...series] : series}
        asideHeader={t('series.change')}
        notes={[
          ...(own ? [t('series.besideOwn')] : []),
          ...found.releases.map(
            ({ release, citation }) => `${t('series.release', { day: date(release) })} · ${citation}`,
          ),
          t('series.gaps'),
        ]}
        files={{ name: `palermo-${found.source}-${country}`, csv: () => csvOfValues(found.values), offer: offerFile }}
      />
    </Stack>
  );
}

/** A line for each release, and within one for each category it tells apart; beside a figure, its change in a year. */
function useLines(found: SeriesValues): Series[] {
  const t = useT();
  const { date, number, change: written } = useFormats();
  const several = new Set(found.values.map(({ category }) => category)).size > 1;
  const lines = Map.groupBy(found.values, ({ release, category }) =>
    several ? `${date(release)} · ${category}` : date(release),
  );
  return [...lines].map(([name, values]) => {
    const byYear = new Map(values.map(({ year, value }) => [year, value]));
    return {
      name,
      points: values.map(({ year, value, text, release }) => {
        const base = byYear.get(year - 1) ?? null;
        const percent = base === null || value === null ? null : change(base, value).percent;
        // What a release tells of its own year is what was known by then.
        const aside =
          String(year) === release.slice(0, 4)
            ? t('series.yearOfRelease')
            : base === null || percent === null
              ? '–'
              : t('series.changeFrom', { percent: written(percent), base: number(base) });
        return { x: year, value, note: text, aside };
      }),
    };
  });
}
