import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState, ErrorState, Loading } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { shippedSources, shippedTableCount } from '../schema.ts';
import type { Catalogue } from '../schema.ts';

/** How often the work is looked at. */
const againAfter = 1500;

type Release = Catalogue['sources'][number]['releases'][number];

/** Every published source with its releases: what each covers and on what terms. */
export function LibraryPage() {
  const t = useT();
  const mayFill = useMay('series.manage');
  const catalogue = useAction('series.list', {});
  return (
    <Stack>
      <PageHeader title={t('page.library')} lead={t('library.lead')} />
      <Loaded of={catalogue}>
        {({ sources }) => (
          <>
            {sources.length === 0 ? (
              <EmptyState title={t('series.none')}>{t('series.noneText')}</EmptyState>
            ) : (
              <Releases
                rows={sources.flatMap(({ source, releases }) => releases.map((release) => ({ source, ...release })))}
              />
            )}
            {mayFill && shippedSources.some((shipped) => sources.every(({ source }) => source !== shipped)) && (
              <FillLibrary />
            )}
            {mayFill && <OwnTables />}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

/** The published tables that came with the product, brought in by one press. */
function FillLibrary() {
  const t = useT();
  const { number } = useFormats();
  const { run, busy, problem } = useRun('series.fill', []);
  const [jobId, setJobId] = useState<string | null>(null);
  return (
    <Section title={t('library.shipped')} lead={t('library.shippedText')}>
      <Stack gap="sm">
        <ProblemMessage problem={problem} />
        {jobId === null ? (
          <Row>
            <Button
              icon="download"
              busy={busy}
              onClick={() => void run({}).then((asked) => asked && setJobId(asked.jobId))}
            >
              {t('library.fill')}
            </Button>
          </Row>
        ) : (
          <Filling
            jobId={jobId}
            say={(done, total) => t('library.filling', { done: number(done), total: number(total) })}
          />
        )}
      </Stack>
    </Section>
  );
}

/** Tables whose terms do not let them come with the product, and the command that brings each in. */
const ownTables = [
  {
    label: 'library.own.gsi',
    command:
      'palermo import gsi_2023_workbook.xlsx --sheet "GSI 2023 summary data" --header-row 3 --release 2023-05-24 --apply',
  },
  {
    label: 'library.own.ctdc',
    command:
      'palermo import ctdc_synthetic_by_country_form_period_2026-08.csv --layout series-long --mapping data/ctdc/synthetic-by-country.mapping.json --release 2026-08-01 --apply',
  },
  {
    label: 'library.own.unodc',
    command: 'palermo import data_glotip.xlsx --layout unodc-glotip --release YYYY-MM-DD --apply',
  },
] as const;

function OwnTables() {
  const t = useT();
  return (
    <Section title={t('library.own')} lead={t('library.ownText')}>
      <Stack>
        {ownTables.map(({ label, command }) => (
          <CopyField key={label} label={t(label)} value={command} />
        ))}
        <Row>
          <ButtonLink to="/imports/new">{t('library.ownHere')}</ButtonLink>
        </Row>
      </Stack>
    </Section>
  );
}

function Filling({ jobId, say }: { jobId: string; say: (done: number, total: number) => string }) {
  const t = useT();
  const queries = useQueryClient();
  const job = useAction('jobs.open', { jobId }, { again: (last) => (last?.finishedAt ? false : againAfter) }).data;
  const done = job?.done ?? 0;
  const over = job?.finishedAt !== null && job?.finishedAt !== undefined;
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['series.list'] });
  }, [queries, done, over]);
  if (job?.state === 'failed') return <ErrorState title={t('library.fillFailed')} remedy={t('library.fillAgain')} />;
  return over ? <Text>{t('library.filled')}</Text> : <Loading label={say(done, job?.total ?? shippedTableCount)} />;
}

function Releases({ rows }: { rows: readonly (Release & { source: string })[] }) {
  const t = useT();
  const { date, number, span } = useFormats();
  return (
    <DataTable
      caption={t('library.releases')}
      captionHidden
      rows={rows}
      rowKey={({ source, release }) => `${source} ${release}`}
      rowLink={({ source, release }) => `/library/${encodeURIComponent(source)}?release=${release}`}
      columns={[
        { key: 'title', header: t('library.series'), cell: ({ title }) => <Foreign>{title}</Foreign> },
        { key: 'release', header: t('library.release'), unbroken: true, cell: ({ release }) => date(release) },
        { key: 'publisher', header: t('library.publisher'), cell: ({ publisher }) => <Foreign>{publisher}</Foreign> },
        {
          key: 'years',
          header: t('library.years'),
          unbroken: true,
          cell: ({ indicators }) => yearsOf(indicators, span),
        },
        { key: 'countries', header: t('library.countries'), numeric: true, cell: ({ countries }) => number(countries) },
        { key: 'figures', header: t('library.figures'), numeric: true, cell: ({ figures }) => number(figures) },
        { key: 'licence', header: t('library.licence'), cell: ({ licence }) => <Foreign>{licence}</Foreign> },
      ]}
    />
  );
}

function yearsOf(indicators: Release['indicators'], span: (from: string, to: string) => string): string {
  if (indicators.length === 0) return '–';
  const from = Math.min(...indicators.map(({ fromYear }) => fromYear));
  const to = Math.max(...indicators.map(({ toYear }) => toYear));
  return from === to ? String(from) : span(String(from), String(to));
}
