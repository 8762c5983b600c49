import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button, ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { AbsentValue, Badge, Timeline } from '../../../kit/facts.tsx';
import { CheckboxField } from '../../../kit/fields.tsx';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { Foreign, OnPaper, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { MaybeSame } from '../../linkage/ui/KnownAlready.tsx';
import { contradict } from './comparison.ts';
import { JoinDialog } from './JoinDialog.tsx';
import { usePersonRows, type Cell, type ComparisonRow, type PersonView } from './personRows.tsx';
import { SplitDialog } from './SplitDialog.tsx';

type PersonPageProps = { params: Readonly<Record<string, string | undefined>> };

/** One person: what each source said, side by side and unmerged, and how the records came together. */
export function PersonPage({ params }: PersonPageProps) {
  const person = useAction('people.open', { personId: params['personId'] ?? '' });
  return (
    <Loaded of={person} wholePage>
      {(found) => <OnePerson key={found.id} person={found} />}
    </Loaded>
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
        <Links person={person} />
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

/** Which records are of this person: joining with others, and splitting. */
function Belonging({ person }: { person: PersonView }) {
  const t = useT();
  const mayJoin = useMay('person.join');
  const [dialog, setDialog] = useState<'join' | 'split' | null>(null);
  const [parted, setParted] = useState<string | null>(null);
  return (
    <Section title={t('personPage.belonging')} lead={t('personPage.belongingLead')}>
      <Stack>
        {parted !== null && (
          <Message tone="good" live title={t('personPage.splitDone')}>
            <TextLink to={`/people/${parted}`}>{t('personPage.openOther')}</TextLink>
          </Message>
        )}
        <CopyField label={t('personPage.copyReference')} value={person.id} />
        {mayJoin && (
          <Row>
            <Button icon="people" onClick={() => setDialog('join')}>
              {t('personPage.join')}
            </Button>
            {person.records.length > 1 && <Button onClick={() => setDialog('split')}>{t('personPage.split')}</Button>}
          </Row>
        )}
      </Stack>
      {dialog === 'join' && <JoinDialog person={person} onClose={() => setDialog(null)} />}
      {dialog === 'split' && <SplitDialog person={person} onClose={() => setDialog(null)} onDone={setParted} />}
    </Section>
  );
}

/** When and why records were joined and split. */
function Links({ person }: { person: PersonView }) {
  const t = useT();
  const { dateTime } = useFormats();
  const { links, records } = person;
  const optional = useOptionalT();
  // What the review of links joined says so in a code, so that each reader has it in their own language.
  const linked = (reason: string): string | null =>
    reason.startsWith('linkage.') ? optional(`linkage.word.reason.${reason.slice('linkage.'.length)}`) : null;
  const place = (recordId: string): string => {
    const index = records.findIndex(({ id }) => id === recordId);
    return index < 0 ? t('personPage.otherRecord') : t('personPage.record', { number: index + 1 });
  };
  return (
    <Section title={t('personPage.history')}>
      {links.length === 0 ? (
        <Text quiet>{t('personPage.noHistory')}</Text>
      ) : (
        <Timeline
          label={t('personPage.history')}
          items={links.map((link) => ({
            key: link.id,
            when: dateTime(link.createdAt),
            tone: link.kind === 'join' ? 'info' : 'attention',
            title: t(link.kind === 'join' ? 'personPage.joinedBy' : 'personPage.splitBy', {
              record: place(link.recordId),
              who: link.createdByName ?? t('value.someone'),
            }),
            children: (
              <Text>
                {t('personPage.because')} {linked(link.reason) ?? <Foreign>{link.reason}</Foreign>}
              </Text>
            ),
          }))}
        />
      )}
    </Section>
  );
}
