import { useState } from 'react';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { mostScreenings } from '../../../client/offline/captures.ts';
import { useOfflineState } from '../../../client/offline/provider.tsx';
import { ButtonLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { FilterBar } from '../../../kit/FilterBar.tsx';
import { languages, useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Stack, Text } from '../../../kit/layout.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { problemCode, ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { isInterviewLanguage } from './languageChoice.ts';
import { LevelBadge } from './LevelBadge.tsx';

type ScreeningRow = ActionTypes['screenings.list']['output']['screenings'][number];
type State = 'running' | 'finished';

const NoneHere = lazyPart(async () => (await import('./NoneHere.tsx')).NoneHere);

/** Interviews within reach: go on with one, read one, begin one. */
export function ScreeningsPage() {
  const t = useT();
  const mayAsk = useMay('case.update');
  const mayCompare = useMay('screening.supervise');
  const mayManage = useMay('agency.manage');
  return (
    <>
      <PageHeader
        title={t('page.screenings')}
        lead={t('screening.listText')}
        actions={
          <>
            {mayManage && <ButtonLink to="/screening-lists">{t('page.screeningLists')}</ButtonLink>}
            {mayCompare && (
              <ButtonLink to="/screenings/compare" icon="chart">
                {t('page.screeningCompare')}
              </ButtonLink>
            )}
            {mayAsk && (
              <ButtonLink to="/screenings/new" tone="primary" icon="add">
                {t('screening.begin')}
              </ButtonLink>
            )}
          </>
        }
      />
      <ScreeningTable />
    </>
  );
}

/** Screenings of a case, or all within reach. */
export function ScreeningTable({ caseId }: { caseId?: string }) {
  const t = useT();
  const formats = useFormats();
  const [state, setState] = useState<State | null>(null);
  const list = useAction(
    'screenings.list',
    { limit: mostScreenings, ...(caseId !== undefined && { caseId }), ...(state !== null && { state }) },
    { keep: true },
  );
  const { line } = useOfflineState();
  const found = list.data?.screenings.length ?? 0;
  // With no line, what is not among the cases taken along may well be on the server.
  const isOut = found === 0 && (line === 'down' || (list.error !== null && problemCode(list.error) === 'offline'));
  const columns: Column<ScreeningRow>[] = [
    { key: 'on', header: t('screening.on'), unbroken: true, cell: (row) => formats.dateTime(row.startedAt) },
    { key: 'level', header: t('screening.level'), cell: (row) => <LevelBadge level={row.level} /> },
    {
      key: 'treatAs',
      header: t('screening.treatAs'),
      cell: (row) =>
        row.treatAs === 'child' ? (
          <Badge tone="attention">{t('code.screeningTreatAs.child')}</Badge>
        ) : (
          t(`code.screeningTreatAs.${row.treatAs}`)
        ),
    },
    { key: 'mode', header: t('screening.mode'), cell: (row) => t(`code.screeningMode.${row.mode}`) },
    {
      key: 'language',
      header: t('screening.language'),
      cell: (row) => (isInterviewLanguage(row.language) ? languages[row.language].name : row.language),
    },
    {
      key: 'state',
      header: t('screening.state'),
      cell: (row) => (
        <Badge tone={row.state === 'running' ? 'info' : 'neutral'}>{t(`code.screeningState.${row.state}`)}</Badge>
      ),
    },
    ...(caseId === undefined
      ? [
          {
            key: 'case',
            header: t('screening.case'),
            unbroken: true,
            cell: (row: ScreeningRow) =>
              row.caseNumber === null ? (row.exercise ?? t('screening.noCase')) : <Foreign>{row.caseNumber}</Foreign>,
          },
        ]
      : []),
    { key: 'officer', header: t('screening.officer'), cell: (row) => row.officerName ?? '' },
  ];
  return (
    <Stack>
      {caseId === undefined && (
        <FilterBar label={t('screening.filter')} onClear={state === null ? null : () => setState(null)}>
          <SelectField
            label={t('screening.state')}
            clearable
            placeholder={t('users.any')}
            options={(['running', 'finished'] as const).map((value) => ({
              value,
              label: t(`code.screeningState.${value}`),
            }))}
            value={state}
            onChange={(value) => setState(value as State | null)}
          />
        </FilterBar>
      )}
      {isOut && <NoneHere />}
      {!isOut && <ProblemMessage problem={list.error} onRetry={() => void list.refetch()} />}
      {!isOut && (list.data !== undefined || list.isPending) && (
        <DataTable
          caption={t('page.screenings')}
          captionHidden
          columns={columns}
          rows={list.data?.screenings ?? []}
          rowKey={(row) => row.id}
          rowLink={(row) => `/screenings/${row.id}`}
          loading={list.isPending}
          empty={<EmptyState title={t('screening.none')}>{t('screening.noneText')}</EmptyState>}
        />
      )}
      {list.data?.more && <Text quiet>{t('screening.moreThanShown')}</Text>}
    </Stack>
  );
}

/** The interviews of one case, and the way to the next one: what was told before is at hand there. */
export function CaseScreenings({ caseId }: { caseId: string }) {
  const t = useT();
  const mayAsk = useMay('case.update');
  return (
    <Stack>
      {mayAsk && (
        <Row>
          <ButtonLink to={`/screenings/new?case=${caseId}`} icon="add">
            {t('screening.begin')}
          </ButtonLink>
        </Row>
      )}
      <ScreeningTable caseId={caseId} />
    </Stack>
  );
}
