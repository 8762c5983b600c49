import { useAction } from '../../../client/hooks.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';

/** What was signed so far, the newest first. */
export function ReleasesSection() {
  const t = useT();
  const { date, span } = useFormats();
  const { country } = useCodeWords();
  const signed = useAction('official.releases', {});
  return (
    <Section title={t('official.releases')} lead={t('official.releasesLead')}>
      <Loaded of={signed}>
        {({ releases }) =>
          releases.length === 0 ? (
            <EmptyState title={t('official.noReleases')}>{t('official.noReleasesText')}</EmptyState>
          ) : (
            <DataTable
              caption={t('official.releases')}
              captionHidden
              rows={releases}
              rowKey={({ id }) => id}
              rowLink={({ id }) => `/official/releases/${id}`}
              columns={[
                { key: 'title', header: t('official.releaseTitle'), cell: ({ title }) => <Foreign>{title}</Foreign> },
                { key: 'country', header: t('official.country'), cell: (row) => country(row.country) },
                {
                  key: 'years',
                  header: t('official.years'),
                  unbroken: true,
                  cell: ({ yearFrom, yearTo }) => span(String(yearFrom), String(yearTo)),
                },
                {
                  key: 'cutOff',
                  header: t('official.cutOff'),
                  unbroken: true,
                  cell: ({ cutOff }) => date(cutOff),
                },
                {
                  key: 'signed',
                  header: t('official.signedOn'),
                  unbroken: true,
                  cell: ({ signedAt }) => date(signedAt.slice(0, 10)),
                },
                { key: 'signer', header: t('official.signer'), cell: ({ signer }) => <Foreign>{signer}</Foreign> },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  );
}
