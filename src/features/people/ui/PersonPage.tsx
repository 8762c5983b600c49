import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button, ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { AbsentValue, Badge } from '../../../kit/facts.tsx';
import { CheckboxField } from '../../../kit/fields.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { OnPaper, PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, problemCode } from '../../../kit/problems.tsx';
import { EmptyState, Loading, Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { MaybeSame } from '../../linkage/ui/KnownAlready.tsx';
import { Belonging } from './Belonging.tsx';
import { contradict } from './comparison.ts';
import { usePersonRows, type Cell, type ComparisonRow, type PersonView } from './personRows.tsx';

type PersonPageProps = { params: Readonly<Record<string, string | undefined>> };

/** One person: what each source said, side by side and unmerged, and how the records came together. */
export function PersonPage({ params }: PersonPageProps) {
  const personId = params['personId'] ?? '';
  const person = useAction('people.open', { personId });
  const gone = person.isError && problemCode(person.error) === 'not-found';
  const moved = useAction('people.moved', { personId }, { enabled: gone });
  if (gone && moved.isLoading) return <Loading />;
  if (gone && moved.data) return <Moved personIds={moved.data.personIds} />;
  return (
    <Loaded of={person} wholePage>
      {(found) => <OnePerson key={found.id} person={found} />}
    </Loaded>
  );
}

/** A reference whose records were joined with those of another person: it still leads to them. */
function Moved({ personIds }: { personIds: readonly string[] }) {
  const t = useT();
  return (
    <EmptyState wholePage icon="people" title={t('personPage.moved')}>
      {personIds.map((id) => (
        <TextLink key={id} to={`/people/${id}`}>
          {t('personPage.openMoved')}
        </TextLink>
      ))}
    </EmptyState>
  );
}

function OnePerson({ person }: { person: PersonView }) {
  const t = useT();
  const mayReadLog = useMay('access-log.read');
  return (
    <>
      <PageHeader
        title={t('page.person')}
        lead={t('personPage.lead')}
        trail={<TextLink to="/cases">{t('page.cases')}</TextLink>}
        actions={
          <>
            <Button icon="print" onClick={() => window.print()}>
              {t('summary.print')}
            </Button>
            {mayReadLog && (
              <ButtonLink to={`/people/${person.id}/access-log`} icon="audit">
                {t('page.personLog')}
              </ButtonLink>
            )}
          </>
        }
      />
      <Stack>
        <OnPaper>
          <Message tone="attention" title={t('summary.confidential')}>
            {t('copy.onPaper')}
          </Message>
        </OnPaper>
        <Records person={person} />
        <MaybeSame personId={person.id} />
        <Belonging person={person} />
      </Stack>
    </>
  );
}

const isSilent = ({ cells }: ComparisonRow) => cells.every((cell) => 'absent' in cell && cell.absent === 'not-asked');
const saidOf = (cell: Cell) => ('said' in cell ? cell.said : {});

function Records({ person }: { person: PersonView }) {
  const t = useT();
  const { list } = useFormats();
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const rows = usePersonRows(person.records).map((row) => ({ ...row, differs: contradict(row.cells.map(saidOf)) }));
  // What nobody was asked would only lengthen the table.
  const spoken = rows.filter((row) => !isSilent(row));
  const silent = rows.filter(isSilent);
  const several = person.records.length > 1;
  const columns: readonly Column<ComparisonRow & { differs: boolean }>[] = [
    {
      key: 'matter',
      header: t('personPage.matter'),
      cell: ({ label, differs }) => (
        <>
          {label} {differs && <Badge tone="attention">{t('personPage.differs')}</Badge>}
        </>
      ),
    },
    ...person.records.map((record, index) => ({
      key: record.id,
      header: t('personPage.record', { number: index + 1 }),
      cell: ({ cells }: ComparisonRow) => <CellView cell={cells[index]} />,
    })),
  ];
  return (
    <Section title={t('personPage.records')}>
      <Stack gap="sm">
        {several && (
          <CheckboxField
            label={t('personPage.onlyDifferences')}
            checked={onlyDifferences}
            onChange={setOnlyDifferences}
          />
        )}
        <DataTable
          caption={t('personPage.records')}
          captionHidden
          columns={columns}
          rows={spoken.filter(({ key, differs }) => !onlyDifferences || differs || key === 'source' || key === 'case')}
          rowKey={({ key }) => key}
        />
        {silent.length > 0 && (
          <Text quiet>{t('record.notAsked', { fields: list(silent.map(({ label }) => label)) })}</Text>
        )}
      </Stack>
    </Section>
  );
}

function CellView({ cell }: { cell: Cell | undefined }) {
  if (cell === undefined) return null;
  return 'absent' in cell ? <AbsentValue absent={cell.absent} /> : cell.content;
}
