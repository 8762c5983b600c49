import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { CodeField, MultiSelectField, SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState, Message } from '../../../kit/states.tsx';
import type { Catalogue, SeriesValues } from '../../series/schema.ts';
import { useIndicatorWords } from '../../series/ui/indicatorWords.ts';
import { usualIndicator, usualSource } from '../../series/ui/usual.ts';
import type { NamedSeries, YearFigure } from '../rules/engine.ts';
import type { Choice } from './choice.ts';
import { EvaluationResult } from './EvaluationResult.tsx';

type StoredFiguresProps = { choice: Choice; onChange: (choice: Choice) => void };

/** A published series of a country, from one release, and others to compare it with. */
export function StoredFigures(props: StoredFiguresProps) {
  const t = useT();
  const catalogue = useAction('series.list', {});
  return (
    <Loaded of={catalogue}>
      {({ sources }) => {
        const counted = sources.filter((source) => source.releases.some(countedIn));
        return counted.length === 0 ? (
          <EmptyState title={t('series.none')}>{t('series.noneText')}</EmptyState>
        ) : (
          <StoredChoice sources={counted} {...props} />
        );
      }}
    </Loaded>
  );
}

type Release = Catalogue['sources'][number]['releases'][number];
/** Indicators that are counts; tiers and dates cannot be added up. */
const countsOf = (release: Release) =>
  release.indicators.filter(({ units }) => units.some((unit) => /count|person|number|victim|case/i.test(unit)));
const countedIn = (release: Release): boolean => countsOf(release).length > 0;

function StoredChoice({ sources, choice, onChange }: StoredFiguresProps & { sources: Catalogue['sources'] }) {
  const t = useT();
  const { date } = useFormats();
  const words = useIndicatorWords();
  const countries = useCountryOptions();
  const [search, setSearch] = useSearchParams();
  const source = sources.find((one) => one.source === search.get('source')) ?? usualSource(sources);
  const releases = source?.releases.filter(countedIn) ?? [];
  const release = releases.find((one) => one.release === search.get('release')) ?? releases[0];
  const indicators = release ? countsOf(release).map(({ indicator }) => indicator) : [];
  const indicator = indicators.find((one) => one === search.get('indicator')) ?? usualIndicator(indicators);
  const country = search.get('country') ?? 'IDN';
  const others = search.getAll('other').slice(0, 30);
  const put = (name: string, values: readonly string[]): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete(name);
        values.forEach((value) => next.append(name, value));
        return next;
      },
      { replace: true },
    );
  return (
    <Stack>
      <div data-kit-no-print>
        <Section title={t('evaluation.stored')}>
          <Columns>
            <SelectField
              label={t('series.source')}
              options={sources.map((one) => ({ value: one.source, label: one.releases[0]?.title ?? one.source }))}
              value={source?.source ?? null}
              onChange={(chosen) => put('source', chosen === null ? [] : [chosen])}
            />
            <SelectField
              label={t('library.release')}
              options={releases.map((one) => ({ value: one.release, label: date(one.release) }))}
              value={release?.release ?? null}
              onChange={(chosen) => put('release', chosen === null ? [] : [chosen])}
            />
            <SelectField
              label={t('series.indicator')}
              options={indicators.map((one) => ({ value: one, label: words(one) }))}
              value={indicator ?? null}
              onChange={(chosen) => put('indicator', chosen === null ? [] : [chosen])}
            />
            <CodeField
              label={t('series.country')}
              options={countries}
              clearable={false}
              value={country}
              onChange={(chosen) => put('country', chosen === null ? [] : [chosen])}
            />
            <MultiSelectField
              label={t('evaluation.compareWith')}
              help={t('evaluation.compareHelp')}
              options={countries.filter(({ value }) => value !== country)}
              value={others}
              onChange={(chosen) => put('other', chosen)}
            />
          </Columns>
        </Section>
      </div>
      {source && release && indicator !== undefined && (
        <Stored
          asked={{ source: source.source, release: release.release, indicator, country: [country, ...others] }}
          choice={choice}
          onChange={onChange}
        />
      )}
    </Stack>
  );
}

type Asked = { source: string; release: string; indicator: string; country: string[] };

function Stored({ asked, ...props }: StoredFiguresProps & { asked: Asked }) {
  const values = useAction('series.values', asked, { keep: true });
  return <Loaded of={values}>{(found) => <Figures found={found} asked={asked} {...props} />}</Loaded>;
}

function Figures({ found, asked, choice, onChange }: StoredFiguresProps & { found: SeriesValues; asked: Asked }) {
  const t = useT();
  const { date } = useFormats();
  const words = useCodeWords();
  const indicator = useIndicatorWords()(asked.indicator);
  const [own = '', ...rest] = asked.country;
  const compared = rest.join();
  const figures = useMemo(() => figuresOf(found, own), [found, own]);
  const others = useMemo(
    () =>
      compared
        .split(',')
        .filter(Boolean)
        .map((code): NamedSeries => ({ name: words.country(code), figures: figuresOf(found, code) })),
    [found, compared, words],
  );
  const name = t('series.chart', { indicator, country: words.country(own) });
  return (
    <Stack>
      {found.values.some(({ status }) => status === 'conflicting') && (
        <Message tone="attention" title={t('series.conflicting')}>
          {t('evaluation.conflictingText')}
        </Message>
      )}
      <EvaluationResult
        name={name}
        unit={words.country(own)}
        figures={figures}
        others={others}
        notes={found.releases.map(
          ({ release, citation }) => `${t('series.release', { day: date(release) })} · ${citation}`,
        )}
        choice={choice}
        onChange={onChange}
      />
    </Stack>
  );
}

/** The figures of one country; a year for which the release gives two is not known. */
function figuresOf({ values }: SeriesValues, area: string): readonly YearFigure[] {
  return values
    .filter((value) => value.area === area)
    .filter(({ year }, at, own) => own.findIndex((other) => other.year === year) === at)
    .map(({ year, value, censoredBelow, status }) =>
      status === 'conflicting' ? { year, value: null, censoredBelow: null } : { year, value, censoredBelow },
    );
}
