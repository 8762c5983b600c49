import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import type { Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign } from '../../../kit/layout.tsx';
import { caseColumns, type CaseColumn } from '../../../words/case-list.ts';
import { CaseStatus, CrimeAnswer, RiskLevel } from './CaseBadges.tsx';

export type CaseRow = ActionTypes['cases.list']['output']['cases'][number];

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
    opened: { sortable: true, unbroken: true, cell: ({ openedOn }) => day(openedOn) },
    updated: { sortable: true, unbroken: true, cell: ({ updatedAt }) => dateTime(updatedAt) },
    reference: { cell: ({ reference }) => text(reference) },
    agency: { cell: ({ agencyName }) => text(agencyName) },
    unit: { cell: ({ unitId }) => text(unitId ? unitNames.get(unitId) : null) },
    retain: { unbroken: true, cell: ({ retainUntil }) => day(retainUntil) },
  };
  const words = useColumnWords();
  return [
    {
      key: 'number',
      header: t('cases.number'),
      unbroken: true,
      sortable: true,
      cell: ({ number }) => <Foreign>{number}</Foreign>,
    },
    ...caseColumns.filter((key) => chosen.includes(key)).map((key) => ({ key, header: words(key), ...cells[key] })),
  ];
}

/** What a column is called. */
export function useColumnWords(): (column: CaseColumn) => string {
  const words = useCodeWords();
  return (column) => words.word('caseColumn', column);
}
