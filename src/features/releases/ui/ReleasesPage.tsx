import { useAction } from '../../../client/hooks.tsx';
import { ButtonLink } from '../../../kit/actions.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Stack } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import type { ReleaseShown } from '../schema.ts';
import { BudgetSection } from './BudgetSection.tsx';
import { StateBadge } from './StateBadge.tsx';
import { WithdrawnNotice } from './WithdrawnNotice.tsx';
import { WindowSection } from './WindowSection.tsx';

const often = 2000;

/** Everything that is out, on its way out, or was refused; and the window through which anyone sees what is out. */
export function ReleasesPage() {
  const t = useT();
  const found = useAction(
    'releases.list',
    {},
    { again: (last) => (last?.releases.some(({ state }) => state === 'building') ? often : false) },
  );
  return (
    <Stack>
      <PageHeader
        title={t('page.releases')}
        lead={t('releases.lead')}
        actions={
          <ButtonLink to="/releases/new" tone="primary" icon="add">
            {t('releases.new')}
          </ButtonLink>
        }
      />
      <WithdrawnNotice />
      <Loaded of={found}>{({ releases }) => <List releases={releases} />}</Loaded>
      <BudgetSection />
      <WindowSection />
    </Stack>
  );
}

function List({ releases }: { releases: readonly ReleaseShown[] }) {
  const t = useT();
  const { date } = useFormats();
  const columns: Column<ReleaseShown>[] = [
    { key: 'title', header: t('releases.title'), cell: ({ title }) => <Foreign>{title}</Foreign> },
    { key: 'state', header: t('releases.state'), cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'number', header: t('releases.versionLabel'), cell: ({ number }) => number, numeric: true },
    { key: 'method', header: t('releases.method'), cell: ({ method }) => t(`code.releaseMethod.${method}`) },
    { key: 'cutOff', header: t('releases.cutOff'), cell: ({ cutOff }) => date(cutOff) },
  ];
  return (
    <DataTable
      caption={t('page.releases')}
      captionHidden
      columns={columns}
      rows={releases}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/releases/${id}`}
      empty={<EmptyState title={t('releases.none')}>{t('releases.noneText')}</EmptyState>}
    />
  );
}
