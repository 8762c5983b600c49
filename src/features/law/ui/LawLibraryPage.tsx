import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { ButtonLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useT } from '../../../kit/i18n.ts';
import { PageHeader, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { RequestCheck } from './RequestCheck.tsx';
import { VerifiedBadge } from './VerifiedBadge.tsx';

type PackRow = ActionTypes['law.packs']['output']['packs'][number];

/** The laws and treaties in use; a draft request for assistance held against their lists. */
export function LawLibraryPage() {
  const t = useT();
  const { country } = useCodeWords();
  const mayReadCases = useMay('case.read');
  const laws = useAction('law.packs', {});
  const columns: Column<PackRow>[] = [
    { key: 'title', header: t('law.name'), cell: ({ title }) => title },
    { key: 'state', header: t('law.state'), cell: ({ jurisdiction }) => country(jurisdiction) },
    { key: 'offences', header: t('law.offences'), cell: ({ offences }) => offences, numeric: true },
    { key: 'rights', header: t('law.rights'), cell: ({ rights }) => rights, numeric: true },
    {
      key: 'version',
      header: t('law.version'),
      cell: ({ version }) => (version === 0 ? t('law.shipped') : String(version)),
    },
    { key: 'source', header: t('law.source'), cell: ({ sourceVerified }) => <VerifiedBadge mark={sourceVerified} /> },
  ];
  return (
    <Stack>
      <PageHeader
        title={t('page.law')}
        lead={t('law.lead')}
        actions={
          <>
            {mayReadCases && <ButtonLink to="/law-reviews">{t('page.lawReviews')}</ButtonLink>}
            <ButtonLink to="/law-compare" icon="compare">
              {t('law.compare')}
            </ButtonLink>
          </>
        }
      />
      <Text quiet>{t('law.aid')}</Text>
      <Loaded of={laws}>
        {({ packs }) => (
          <>
            <DataTable
              caption={t('page.law')}
              captionHidden
              columns={columns}
              rows={packs}
              rowKey={({ id }) => id}
              rowLink={({ id }) => `/law/${id}`}
            />
            <RequestCheck laws={packs.filter(({ assistance }) => assistance)} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}
