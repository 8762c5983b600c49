import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import type { Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { administrativeColumns, caseColumns, type CaseColumn, type CaseSortKey } from '../../../words/case-list.ts';
import { CaseStatus, CrimeAnswer, RiskLevel } from './CaseBadges.tsx';

export type CaseRow = ActionTypes['cases.list']['output']['cases'][number];

const fromMost: ReadonlySet<CaseSortKey> = new Set(['tip', 'som', 'status', 'risk', 'opened', 'updated']);

/** The columns a list of cases may have; its first is always the number. */
export function useCaseColumns(chosen: readonly CaseColumn[]): readonly Column<CaseRow>[] {
  const t = useT();
  const { date, dateTime } = useFormats();
  const units = useAction('units.list', {}, { enabled: chosen.includes('unit') });
  const unitNames = new Map((units.data?.units ?? []).map(({ id, name }) => [id, name]));
  const day = (value: string | null): string => (value === null ? '–' : date(value));
  const text = (value: string | null | undefined) => (value ? <Foreign>{value}</Foreign> : '–');
  const cells: Readonly<Record<CaseColumn, Omit<Column<CaseRow>, 'key' | 'header'>>> = {
    tip: { cell: ({ tip }) => <CrimeAnswer answer={tip} /> },
    som: { cell: ({ som }) => <CrimeAnswer answer={som} /> },
    status: { cell: ({ status }) => <CaseStatus status={status} /> },
    risk: { cell: ({ risk }) => <RiskLevel risk={risk} /> },
    assigned: {
      cell: ({ assignedTo, assignedToName }) => (assignedTo ? text(assignedToName ?? t('value.someone')) : '–'),
    },
    opened: { unbroken: true, cell: ({ openedOn }) => day(openedOn) },
    updated: { unbroken: true, cell: ({ updatedAt }) => dateTime(updatedAt) },
    reference: { cell: ({ reference }) => text(reference) },
    agency: { cell: ({ agencyName }) => text(agencyName) },
    unit: { cell: ({ unitId }) => text(unitId ? unitNames.get(unitId) : null) },
    retain: { unbroken: true, cell: ({ retainUntil }) => day(retainUntil) },
  };
  const words = useColumnWords();
  const reads = useSession()?.membership?.reads ?? [];
  const sortable = (key: CaseSortKey): Pick<Column<CaseRow>, 'sortable'> => ({
    sortable:
      (!administrativeColumns.has(key) || reads.includes('administrative')) &&
      (fromMost.has(key) ? 'descending' : true),
  });
  return [
    {
      key: 'number',
      header: t('cases.number'),
      unbroken: true,
      ...sortable('number'),
      cell: ({ number }) => <Foreign>{number}</Foreign>,
    },
    ...caseColumns
      .filter((key) => chosen.includes(key))
      .map((key) => ({ key, header: words(key), ...sortable(key), ...cells[key] })),
  ];
}

/** What a column is called. */
export function useColumnWords(): (column: CaseColumn) => string {
  const words = useCodeWords();
  return (column) => words.word('caseColumn', column);
}
