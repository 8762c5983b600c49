import { useState } from 'react';
import { saveFile, useAction, useClient } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DataTable, Pager, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { AuditEntry } from '../schema.ts';
import { useActionName } from './actionName.ts';
import { AuditFilters, noFilter, queryOf, type AuditFilterValues } from './AuditFilters.tsx';
import { outcomeTones } from './outcomeTones.ts';
import { EventDialog } from './EventDialog.tsx';
import { VerifySection } from './VerifySection.tsx';

/** The trail of who did what and when, and the proof that nobody changed it. */
export function AuditPage() {
  const t = useT();
  const mayRead = useMay('audit.read');
  const mayVerify = useMay('audit.verify');
  return (
    <>
      <PageHeader title={t('page.audit')} lead={t('audit.lead')} />
      <Stack gap="lg">
        {mayVerify && <VerifySection />}
        {mayRead && <Trail />}
      </Stack>
    </>
  );
}

const pageRows = 50;

function Trail() {
  const t = useT();
  const [filter, setFilter] = useState<AuditFilterValues>(noFilter);
  // The cursors of the pages gone through; the last one is of the page shown.
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const cursor = cursors.at(-1);
  const query = queryOf(filter);
  const list = useAction(
    'audit.list',
    { ...query, limit: pageRows, ...(cursor !== undefined && { cursor }) },
    { keep: true },
  );
  const columns = useColumns();
  const next = list.data?.nextCursor ?? null;

  function narrow(changed: AuditFilterValues): void {
    setFilter(changed);
    setCursors([]);
  }

  return (
    <div>
      <AuditFilters value={filter} onChange={narrow} />
      {list.isError ? (
        <ProblemMessage problem={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Stack gap="sm">
          <DataTable
            caption={t('audit.events')}
            captionHidden
            columns={columns}
            rows={list.data?.events ?? []}
            rowKey={({ lane, seq }) => `${lane}:${seq}`}
            loading={list.isPending}
            onOpen={setOpened}
            empty={<EmptyState title={t('audit.nothing')}>{t('audit.nothingText')}</EmptyState>}
          />
          <Pager
            shown={list.data?.events.length ?? 0}
            onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : null}
            onNext={next === null ? null : () => setCursors([...cursors, next])}
          />
          <Download query={query} />
        </Stack>
      )}
      <EventDialog event={opened} onClose={() => setOpened(null)} />
    </div>
  );
}

function Download({ query }: { query: ReturnType<typeof queryOf> }) {
  const t = useT();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function download(): Promise<void> {
    setBusy(true);
    setProblem(null);
    await saveFile(client, 'audit.export', query).catch(setProblem);
    setBusy(false);
  }

  return (
    <div>
      <Button icon="download" busy={busy} onClick={() => void download()}>
        {t('audit.download')}
      </Button>
      <ProblemMessage problem={problem} />
    </div>
  );
}

function useColumns(): readonly Column<AuditEntry>[] {
  const t = useT();
  const { dateTime, number } = useFormats();
  const actionName = useActionName();
  return [
    { key: 'at', header: t('audit.when'), cell: ({ at }) => dateTime(at) },
    {
      key: 'actor',
      header: t('audit.who'),
      cell: ({ actor, actorName }) =>
        actor === null ? t('audit.nobody') : <Foreign>{actorName ?? t('audit.unnamed')}</Foreign>,
    },
    { key: 'agency', header: t('person.agency'), cell: ({ agencyCode }) => agencyCode ?? '–' },
    { key: 'action', header: t('audit.what'), cell: ({ action }) => actionName(action) },
    {
      key: 'outcome',
      header: t('audit.outcome'),
      cell: ({ outcome }) => (
        <Badge tone={outcomeTones[outcome] ?? 'neutral'}>{t(`code.auditOutcome.${outcome}`)}</Badge>
      ),
    },
    { key: 'hits', header: t('audit.hits'), numeric: true, cell: ({ hitCount }) => number(hitCount) },
  ];
}
