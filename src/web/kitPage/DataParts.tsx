import { useState } from 'react';
import { DataTable, Pager, type Column, type Sort } from '../../kit/DataTable.tsx';
import { Badge, KeyValues, Timeline } from '../../kit/facts.tsx';
import { useFormats, useT } from '../../kit/i18n.ts';
import { Foreign, Section, Stack } from '../../kit/layout.tsx';
import { Withheld } from '../../kit/states.tsx';

type SampleRow = { id: string; name: string | null; opened: string; count: number };

const sample: readonly SampleRow[] = [
  { id: 'A-101', name: 'Siti Contoh', opened: '2015-03-09', count: 12 },
  { id: 'A-102', name: 'نمونہ خان', opened: '2016', count: 1204 },
  { id: 'A-103', name: null, opened: '2017-11', count: 7 },
];

/** Tables, facts and timelines. */
export function DataParts() {
  const t = useT();
  const formats = useFormats();
  const [sort, setSort] = useState<Sort>({ key: 'opened', direction: 'ascending' });
  const turn = sort.direction === 'ascending' ? 1 : -1;
  const rows = [...sample].sort(
    (a, b) => turn * (sort.key === 'count' ? a.count - b.count : a.opened.localeCompare(b.opened)),
  );
  const columns: readonly Column<SampleRow>[] = [
    { key: 'id', header: t('kit.case'), cell: (row) => row.id },
    { key: 'name', header: t('kit.name'), cell: (row) => (row.name ? <Foreign>{row.name}</Foreign> : <Withheld />) },
    { key: 'state', header: t('kit.state'), cell: () => <Badge tone="good">{t('kit.open')}</Badge> },
    { key: 'opened', header: t('kit.opened'), cell: (row) => formats.date(row.opened), sortable: true },
    { key: 'count', header: t('kit.count'), cell: (row) => formats.number(row.count), sortable: true, numeric: true },
  ];
  const table = { columns, rowKey: (row: SampleRow) => row.id };
  return (
    <Stack>
      <div>
        <DataTable
          {...table}
          caption={t('kit.table')}
          rows={rows}
          rowLink={(row) => `/kit#${row.id}`}
          sort={sort}
          onSort={setSort}
        />
        <Pager shown={rows.length} total={rows.length} onNext={() => undefined} />
      </div>
      <DataTable {...table} caption={t('kit.tableLoading')} rows={[]} loading />
      <DataTable {...table} caption={t('kit.tableEmpty')} rows={[]} />
      <Section title={t('kit.facts')}>
        <KeyValues
          facts={[
            { label: t('kit.name'), value: <Foreign>{'Siti Contoh'}</Foreign> },
            { label: t('kit.opened'), value: formats.date('2015-03') },
            { label: t('kit.answer'), value: { absent: 'not-asked' } },
            { label: t('kit.number'), value: { absent: 'unknown' } },
            { label: t('kit.text'), value: { absent: 'withheld' } },
          ]}
        />
      </Section>
      <Section title={t('kit.badges')}>
        <Badge>{t('kit.closed')}</Badge> <Badge tone="info">{t('kit.open')}</Badge>{' '}
        <Badge tone="good">{t('kit.done')}</Badge> <Badge tone="attention">{t('kit.late')}</Badge>{' '}
        <Badge tone="bad">{t('kit.refused')}</Badge>
      </Section>
      <Section title={t('kit.timeline')}>
        <Timeline
          label={t('kit.timeline')}
          items={[
            { key: '1', when: formats.date('2015'), title: t('kit.recruited') },
            {
              key: '2',
              when: formats.date('2015-06'),
              title: t('kit.moved'),
              tone: 'attention',
              children: <p>{t('kit.help')}</p>,
            },
            { key: '3', when: formats.date('2016-01-20'), title: t('kit.identified'), tone: 'good' },
          ]}
        />
      </Section>
    </Stack>
  );
}
