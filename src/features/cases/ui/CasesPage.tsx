import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable, Pager, type Column } from '../../../kit/DataTable.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { FilterBar } from '../../../kit/FilterBar.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState, Message } from '../../../kit/states.tsx';
import { caseStatuses, crimeAnswers } from '../../../words/cases.ts';
import { useMay, useSession } from '../../accounts/ui/session.tsx';
import { CaseStatus, CrimeAnswer, RiskLevel } from './CaseBadges.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { NewCaseDialog } from './NewCaseDialog.tsx';

type CaseRow = ActionTypes['cases.list']['output']['cases'][number];
export type CaseFilter = Pick<ActionTypes['cases.list']['input'], 'status' | 'tip' | 'som' | 'assignedTo'>;
const pageRows = 50;

/** The cases within reach: narrow the list, open one, begin one, take a copy out. */
export function CasesPage() {
  const t = useT();
  const mayCreate = useMay('case.create');
  const mayExport = useMay('case.export');
  const [dialog, setDialog] = useState<'new' | 'export' | null>(null);
  const [filter, setFilter] = useState<CaseFilter>({});
  const [search, setSearch] = useSearchParams();
  const importId = search.get('import');
  const actions = (
    <>
      <ButtonLink to="/emergencies" icon="withheld">
        {t('page.hiddenCases')}
      </ButtonLink>
      {mayExport && (
        <Button icon="download" onClick={() => setDialog('export')}>
          {t('cases.export')}
        </Button>
      )}
      {mayCreate && (
        <Button tone="primary" icon="add" onClick={() => setDialog('new')}>
          {t('cases.new')}
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHeader title={t('page.cases')} lead={t('cases.lead')} actions={actions} />
      <CaseTable
        filter={filter}
        onFilter={setFilter}
        importId={importId}
        onLeaveImport={() => setSearch({})}
        onNew={mayCreate ? () => setDialog('new') : null}
      />
      {dialog === 'new' && <NewCaseDialog onClose={() => setDialog(null)} />}
      {dialog === 'export' && <ExportDialog filter={filter} onClose={() => setDialog(null)} />}
    </>
  );
}

type CaseTableProps = {
  filter: CaseFilter;
  onFilter: (filter: CaseFilter) => void;
  /** Only cases that one import brought in. */
  importId: string | null;
  onLeaveImport: () => void;
  onNew: (() => void) | null;
};

function CaseTable({ filter, onFilter, importId, onLeaveImport, onNew }: CaseTableProps) {
  const t = useT();
  const mayImport = useMay('import.run');
  const [text, setText] = useState('');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const list = useAction(
    'cases.list',
    {
      limit: pageRows,
      ...filter,
      ...(importId !== null && { importId }),
      ...(text.trim() !== '' && { text: text.trim() }),
      ...(cursor !== undefined && { cursor }),
    },
    { keep: true },
  );
  const columns = useColumns();
  const isNarrowed = text !== '' || importId !== null || Object.keys(filter).length > 0;
  const next = list.data?.nextCursor ?? null;

  function narrow(changed: CaseFilter, typed = text): void {
    onFilter(changed);
    setText(typed);
    setCursors([]);
  }

  const begin = (
    <Row>
      {onNew && (
        <Button tone="primary" icon="add" onClick={onNew}>
          {t('cases.new')}
        </Button>
      )}
      {mayImport && (
        <ButtonLink to="/imports/new" icon="import">
          {t('cases.import')}
        </ButtonLink>
      )}
    </Row>
  );

  return (
    <Stack gap="sm">
      {importId !== null && (
        <Message tone="info" title={t('cases.ofImport')}>
          <Button small onClick={onLeaveImport}>
            {t('cases.all')}
          </Button>
        </Message>
      )}
      <CaseFilters filter={filter} text={text} onChange={narrow} isNarrowed={isNarrowed} />
      {list.isError ? (
        <ProblemMessage problem={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <>
          <DataTable
            caption={t('page.cases')}
            captionHidden
            columns={columns}
            rows={list.data?.cases ?? []}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/cases/${id}`}
            loading={list.isPending}
            empty={
              isNarrowed ? (
                <EmptyState title={t('cases.nothingFits')}>{t('cases.nothingFitsText')}</EmptyState>
              ) : (
                <EmptyState icon="cases" title={t('cases.none')} action={begin}>
                  {t('cases.noneText')}
                </EmptyState>
              )
            }
          />
          <Pager
            shown={list.data?.cases.length ?? 0}
            onPrevious={cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : null}
            onNext={next === null ? null : () => setCursors([...cursors, next])}
          />
        </>
      )}
    </Stack>
  );
}

type CaseFiltersProps = {
  filter: CaseFilter;
  text: string;
  isNarrowed: boolean;
  onChange: (filter: CaseFilter, text?: string) => void;
};

function CaseFilters({ filter, text, isNarrowed, onChange }: CaseFiltersProps) {
  const t = useT();
  const words = useCodeWords();
  const userId = useSession()?.user.id;

  /** The filter with one part put in, or taken out. */
  function withPart<K extends keyof CaseFilter>(name: K, value: CaseFilter[K] | null | undefined): CaseFilter {
    const { [name]: _, ...others } = filter;
    return value === null || value === undefined ? others : { ...others, [name]: value };
  }
  const pick = <T extends string>(values: readonly T[], chosen: string | null): T | undefined =>
    values.find((value) => value === chosen);

  return (
    <FilterBar label={t('users.filters')} onClear={isNarrowed ? () => onChange({}, '') : null}>
      <TextField label={t('cases.search')} kind="search" value={text} onChange={(typed) => onChange(filter, typed)} />
      <SelectField
        label={t('code.field.status')}
        placeholder={t('users.any')}
        clearable
        options={words.choices('caseStatus', caseStatuses)}
        value={filter.status ?? null}
        onChange={(chosen) => onChange(withPart('status', pick(caseStatuses, chosen)))}
      />
      <SelectField
        label={t('code.field.tip')}
        placeholder={t('users.any')}
        clearable
        options={words.choices('crime', crimeAnswers)}
        value={filter.tip ?? null}
        onChange={(chosen) => onChange(withPart('tip', pick(crimeAnswers, chosen)))}
      />
      <SelectField
        label={t('code.field.som')}
        placeholder={t('users.any')}
        clearable
        options={words.choices('crime', crimeAnswers)}
        value={filter.som ?? null}
        onChange={(chosen) => onChange(withPart('som', pick(crimeAnswers, chosen)))}
      />
      <CheckboxField
        label={t('cases.mine')}
        checked={filter.assignedTo !== undefined}
        onChange={(mine) => onChange(withPart('assignedTo', mine ? userId : null))}
      />
    </FilterBar>
  );
}

function useColumns(): readonly Column<CaseRow>[] {
  const t = useT();
  const { date, dateTime } = useFormats();
  return [
    { key: 'number', header: t('cases.number'), unbroken: true, cell: ({ number }) => <Foreign>{number}</Foreign> },
    { key: 'tip', header: t('cases.tip'), cell: ({ tip }) => <CrimeAnswer answer={tip} /> },
    { key: 'som', header: t('cases.som'), cell: ({ som }) => <CrimeAnswer answer={som} /> },
    { key: 'status', header: t('code.field.status'), cell: ({ status }) => <CaseStatus status={status} /> },
    { key: 'risk', header: t('code.field.risk'), cell: ({ risk }) => <RiskLevel risk={risk} /> },
    {
      key: 'assigned',
      header: t('code.field.assignedTo'),
      cell: ({ assignedTo, assignedToName }) =>
        assignedTo === null || assignedTo === undefined ? (
          '–'
        ) : (
          <Foreign>{assignedToName ?? t('value.someone')}</Foreign>
        ),
    },
    {
      key: 'opened',
      header: t('code.field.openedOn'),
      cell: ({ openedOn }) => (openedOn === null ? '–' : date(openedOn)),
    },
    { key: 'updated', header: t('cases.updated'), cell: ({ updatedAt }) => dateTime(updatedAt) },
  ];
}
