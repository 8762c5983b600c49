import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { ButtonLink } from '../../../kit/actions.tsx';
import { DataTable, Pager, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { ImportStateBadge } from './ImportStateBadge.tsx';
import { useLayoutNames } from './layoutNames.ts';

type ImportRow = ActionTypes['imports.list']['output']['imports'][number];

/** What was brought in, and bringing in more. */
export function ImportsPage() {
  const t = useT();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const list = useAction('imports.list', { limit: 50, ...(cursor !== undefined && { cursor }) }, { keep: true });
  const columns = useColumns();
  const next = list.data?.nextCursor ?? null;
  const bringIn = (
    <ButtonLink to="/imports/new" tone="primary" icon="import">
      {t('imports.new')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('page.imports')} lead={t('imports.lead')} actions={bringIn} />
      {list.isError ? (
        <ProblemMessage problem={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Stack gap="sm">
          <DataTable
            caption={t('page.imports')}
            captionHidden
            columns={columns}
            rows={list.data?.imports ?? []}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/imports/${id}`}
            loading={list.isPending}
            empty={
              <EmptyState icon="import" title={t('imports.none')}>
                {t('imports.noneText')}
              </EmptyState>
            }
          />
          <Pager
            shown={list.data?.imports.length ?? 0}
            onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : null}
            onNext={next === null ? null : () => setCursors([...cursors, next])}
          />
        </Stack>
      )}
    </>
  );
}

function useColumns(): readonly Column<ImportRow>[] {
  const t = useT();
  const { dateTime, number } = useFormats();
  const layoutName = useLayoutNames();
  return [
    { key: 'file', header: t('imports.file'), cell: ({ fileName }) => <Foreign>{fileName}</Foreign> },
    { key: 'layout', header: t('imports.layout'), cell: ({ layout }) => <Foreign>{layoutName(layout)}</Foreign> },
    { key: 'state', header: t('imports.state'), cell: ({ state }) => <ImportStateBadge state={state} /> },
    {
      key: 'rows',
      header: t('imports.rows'),
      numeric: true,
      cell: ({ rows }) => (rows === null ? '–' : number(rows)),
    },
    { key: 'errors', header: t('imports.errors'), numeric: true, cell: ({ errors }) => number(errors) },
    { key: 'when', header: t('imports.when'), cell: ({ createdAt }) => dateTime(createdAt) },
    {
      key: 'who',
      header: t('imports.who'),
      cell: ({ createdByName }) => <Foreign>{createdByName ?? t('value.someone')}</Foreign>,
    },
  ];
}
