import { useAction } from '../../../client/hooks.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import type { Catalogue } from '../schema.ts';

type Release = Catalogue['sources'][number]['releases'][number];

/** Every published source with its releases: what each covers and on what terms. */
export function LibraryPage() {
  const t = useT();
  const catalogue = useAction('series.list', {});
  return (
    <Stack>
      <PageHeader title={t('page.library')} lead={t('library.lead')} />
      <Loaded of={catalogue}>
        {({ sources }) =>
          sources.length === 0 ? (
            <EmptyState title={t('series.none')}>{t('series.noneText')}</EmptyState>
          ) : (
            <Releases
              rows={sources.flatMap(({ source, releases }) => releases.map((release) => ({ source, ...release })))}
            />
          )
        }
      </Loaded>
    </Stack>
  );
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
