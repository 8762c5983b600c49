import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { TextLink } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { cellKey, type CellKey, type CellRecords } from '../schema.ts';
import { inputOf, readQuestion } from './question.ts';
import { useFigureWords } from './words.ts';

/** The persons or cases behind one figure. */
export function RecordsPage() {
  const t = useT();
  const [search] = useSearchParams();
  const key = cellKey.safeParse({ ...Object.fromEntries(search), year: Number(search.get('year')) });
  const trail = <TextLink to="/official">{t('page.official')}</TextLink>;
  return (
    <Stack>
      {key.success ? (
        <Behind cell={key.data} search={search} trail={trail} />
      ) : (
        <>
          <PageHeader title={t('page.officialRecords')} trail={trail} />
          <EmptyState title={t('official.noSuchFigure')} />
        </>
      )}
    </Stack>
  );
}

type BehindProps = { cell: CellKey; search: URLSearchParams; trail: ReactNode };

function Behind({ cell, search, trail }: BehindProps) {
  const words = useFigureWords();
  const { from: _from, to: _to, open: _open, ...question } = inputOf(readQuestion(search));
  const found = useAction('official.records', { ...question, ...cell });
  return (
    <>
      <PageHeader title={`${words.table(cell.table)}, ${cell.year}`} lead={words.row(cell)} trail={trail} />
      <Loaded of={found}>{(records) => <Records records={records} />}</Loaded>
    </>
  );
}

function Records({ records: { rows, total, unit } }: { records: CellRecords }) {
  const t = useT();
  const { number } = useFormats();
  return (
    <Stack>
      <Text>
        {rows.length < total
          ? t('official.firstOf', { shown: number(rows.length), total: number(total) })
          : t(unit === 'case' ? 'official.casesBehind' : 'official.personsBehind', { count: total })}
      </Text>
      <DataTable
        caption={t('page.officialRecords')}
        captionHidden
        rows={rows.map((row, at) => ({ ...row, at: at + 1 }))}
        rowKey={({ at }) => String(at)}
        empty={<EmptyState title={t('official.nobodyHere')}>{t('official.nobodyHereText')}</EmptyState>}
        columns={[
          {
            key: 'at',
            header: t(`code.officialUnit.${unit}`),
            cell: ({ at, personId }) =>
              personId === null ? (
                number(at)
              ) : (
                <TextLink to={`/people/${personId}`}>{t('official.person', { at: number(at) })}</TextLink>
              ),
          },
          {
            key: 'cases',
            header: t('official.cases'),
            cell: ({ records }) => (
              <Row>
                {records.map(({ caseId, caseNumber }) => (
                  <TextLink key={caseId} to={`/cases/${caseId}`}>
                    {caseNumber}
                  </TextLink>
                ))}
              </Row>
            ),
          },
          {
            key: 'agency',
            header: t('official.agency'),
            cell: ({ records }) => (
              <Foreign>{[...new Set(records.map(({ agencyName }) => agencyName))].join(', ')}</Foreign>
            ),
          },
        ]}
      />
    </Stack>
  );
}
