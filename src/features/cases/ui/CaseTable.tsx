import { useState, type ReactNode } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { rowsOfPage } from '../../../client/thinLine.ts';
import { DataTable, Pager, type Sort } from '../../../kit/DataTable.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Stack } from '../../../kit/layout.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { caseSorts, type CaseSort } from '../../../words/case-list.ts';
import type { CaseView } from '../schema.ts';
import { useCaseColumns, type CaseRow } from './caseColumns.tsx';

// Nobody acts on many before some are ticked.
const BulkActs = lazyPart(async () => (await import('./BulkActs.tsx')).BulkActs);
const nobody = '00000000-0000-4000-8000-000000000000';

type CaseTableProps = {
  view: CaseView;
  /** Part of a case number or reference, in memory alone. */
  text: string;
  importId: string | null;
  onView: (view: CaseView) => void;
  isNarrowed: boolean;
  empty: ReactNode;
};

/** The cases of a view, page by page: sorted by a heading, ticked for an act on many, walked through with j, k, x and Enter. */
export function CaseTable({ view, text, importId, onView, isNarrowed, empty }: CaseTableProps) {
  const t = useT();
  const me = useSession()?.user.id ?? nobody;
  const [pageRows] = useState(rowsOfPage);
  const [ticked, setTicked] = useState<ReadonlyMap<string, CaseRow>>(new Map());
  const asked = JSON.stringify([view.filter, view.sort, text, importId]);
  const [pages, setPages] = useState<{ asked: string; cursors: readonly string[] }>({ asked, cursors: [] });
  const cursors = pages.asked === asked ? pages.cursors : [];
  const cursor = cursors.at(-1);
  const { mine, ...filter } = view.filter;
  const list = useAction(
    'cases.list',
    {
      limit: pageRows,
      ...filter,
      sort: view.sort,
      ...(mine && { assignedTo: me }),
      ...(importId !== null && { importId }),
      ...(text.trim() !== '' && { text: text.trim() }),
      ...(cursor !== undefined && { cursor }),
    },
    { keep: true },
  );
  const columns = useCaseColumns(view.columns);
  const rows = list.data?.cases ?? [];
  const next = list.data?.nextCursor ?? null;
  const goTo = (further: readonly string[]): void => setPages({ asked, cursors: further });

  function tick(keys: ReadonlySet<string>): void {
    const known = new Map([...ticked, ...rows.map((row) => [row.id, row] as const)]);
    setTicked(new Map([...keys].flatMap((key) => (known.has(key) ? [[key, known.get(key) as CaseRow] as const] : []))));
  }

  /** A ticked case as it is now: as its page says, or as an act on many left it. */
  const freshest = (row: CaseRow): CaseRow =>
    rows.find(({ id, version }) => id === row.id && version >= row.version) ?? row;
  const change = (id: string, version: number): void =>
    setTicked((now) => {
      const row = now.get(id);
      return row === undefined ? now : new Map(now).set(id, { ...row, version });
    });

  if (list.isError) return <ProblemMessage problem={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Stack gap="sm">
      {ticked.size > 0 && (
        <BulkActs cases={[...ticked.values()].map(freshest)} onChanged={change} onDone={() => setTicked(new Map())} />
      )}
      <DataTable
        flows
        caption={t('page.cases')}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/cases/${id}`}
        loading={list.isPending}
        sort={sortOf(view.sort)}
        onSort={(sort) => onView({ ...view, sort: caseSortOf(sort) })}
        selection={{
          keys: new Set(ticked.keys()),
          onChange: tick,
          label: ({ number }) => t('cases.tick', { number }),
        }}
        empty={
          isNarrowed ? <EmptyState title={t('cases.nothingFits')}>{t('cases.nothingFitsText')}</EmptyState> : empty
        }
      />
      <Pager
        shown={rows.length}
        onPrevious={cursors.length > 0 ? () => goTo(cursors.slice(0, -1)) : null}
        onNext={next === null ? null : () => goTo([...cursors, next])}
      />
    </Stack>
  );
}

function sortOf(sort: CaseSort): Sort {
  const [key = '', direction] = sort.split('-');
  return { key, direction: direction === 'down' ? 'descending' : 'ascending' };
}

function caseSortOf({ key, direction }: Sort): CaseSort {
  const wanted = `${key}-${direction === 'descending' ? 'down' : 'up'}`;
  return caseSorts.find((sort) => sort === wanted) ?? 'updated-down';
}
