import { useSearchParams } from 'wouter';
import { useAction, useClient } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import type { Catalogue } from '../schema.ts';
import { useIndicatorWords } from './indicatorWords.ts';
import { ReleaseChangesSection } from './ReleaseChangesSection.tsx';
import { ReleaseCoverage } from './ReleaseCoverage.tsx';
import { saveValues } from './saveValues.ts';
import { usualIndicator } from './usual.ts';

type Source = Catalogue['sources'][number];
type Release = Source['releases'][number];

/** One source: what a release of it covers, its terms, and what changed since another. */
export function LibrarySourcePage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const t = useT();
  const source = params['source'] ?? '';
  const catalogue = useAction('series.list', { source });
  return (
    <Loaded of={catalogue}>
      {({ sources: [found] }) =>
        found === undefined || found.releases.length === 0 ? (
          <EmptyState wholePage title={t('series.none')}>
            {t('series.noneText')}
          </EmptyState>
        ) : (
          <SourceView source={found} />
        )
      }
    </Loaded>
  );
}

function SourceView({ source }: { source: Source }) {
  const t = useT();
  const { date } = useFormats();
  const words = useIndicatorWords();
  const [search, setSearch] = useSearchParams();
  const release = source.releases.find((one) => one.release === search.get('release')) ?? source.releases[0];
  if (release === undefined) return null;
  const indicators = release.indicators.map(({ indicator }) => indicator);
  const indicator = indicators.find((one) => one === search.get('indicator')) ?? usualIndicator(indicators);
  const put = (name: string, value: string | null): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <Stack>
      <PageHeader
        title={release.title}
        lead={t('library.sourceLead')}
        trail={<TextLink to="/library">{t('page.library')}</TextLink>}
      />
      <Columns>
        <SelectField
          label={t('library.release')}
          options={source.releases.map((one) => ({ value: one.release, label: date(one.release) }))}
          value={release.release}
          onChange={(chosen) => put('release', chosen)}
        />
        <SelectField
          label={t('series.indicator')}
          options={indicators.map((one) => ({ value: one, label: words(one) }))}
          value={indicator ?? null}
          onChange={(chosen) => put('indicator', chosen)}
        />
      </Columns>
      <About source={source.source} release={release} indicator={indicator ?? null} />
      {indicator !== undefined && (
        <ReleaseCoverage source={source.source} release={release.release} indicator={indicator} />
      )}
      <ReleaseChangesSection source={source} release={release.release} search={search} put={put} />
    </Stack>
  );
}

function About({ source, release, indicator }: { source: string; release: Release; indicator: string | null }) {
  const t = useT();
  const { date, dateTime, number, list, span } = useFormats();
  const words = useIndicatorWords();
  const client = useClient();
  const covered = release.indicators.find((one) => one.indicator === indicator);
  return (
    <Section title={t('library.about')}>
      <Stack>
        <KeyValues
          facts={[
            { label: t('library.publisher'), value: <Foreign>{release.publisher}</Foreign> },
            { label: t('library.licence'), value: <Foreign>{release.licence}</Foreign> },
            { label: t('library.release'), value: date(release.release) },
            { label: t('library.broughtIn'), value: dateTime(release.importedAt) },
            ...(release.url === '' ? [] : [{ label: t('library.address'), value: <Foreign>{release.url}</Foreign> }]),
            { label: t('library.rows'), value: number(release.rows) },
            { label: t('library.figures'), value: number(release.figures) },
            { label: t('library.repeated'), value: number(release.repeatedRows) },
            { label: t('library.conflicting'), value: number(release.conflictingKeys) },
            ...(covered
              ? [
                  { label: t('series.indicator'), value: words(covered.indicator) },
                  { label: t('library.unit'), value: list(covered.units) },
                  { label: t('library.years'), value: span(String(covered.fromYear), String(covered.toYear)) },
                  { label: t('library.areas'), value: number(covered.areas) },
                  {
                    label: t('library.censored'),
                    value: t('library.censoredOf', {
                      censored: number(covered.censored),
                      figures: number(covered.figures),
                    }),
                  },
                  {
                    label: t('library.dimensions'),
                    value: list(covered.dimensions.map((dimension) => dimension.replaceAll('-', ' '))),
                  },
                ]
              : []),
          ]}
        />
        <CopyField
          label={t('library.citation')}
          value={[release.citation, release.url].filter((part) => part !== '').join('. ')}
        />
        {indicator !== null && (
          <Row>
            <Button
              icon="download"
              onClick={() => void saveValues(client, { source, indicator, release: release.release })}
            >
              {t('library.download')}
            </Button>
          </Row>
        )}
      </Stack>
    </Section>
  );
}
