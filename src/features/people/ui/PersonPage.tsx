import { useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DataTable } from '../../../kit/DataTable.tsx';
import { AbsentValue, Badge, Timeline } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { useWriteField } from '../../../kit/recordFacts.ts';
import type { FieldSpec, RecordValues } from '../../../kit/recordSpecs.ts';
import { RecordList } from '../../../kit/RecordList.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { AccessLog } from './AccessLog.tsx';
import { JoinDialog, SplitDialog } from './JoinDialogs.tsx';
import { PersonName } from './PersonName.tsx';
import { contactSpecs, documentSpecs, identitySpecs, personSpecs } from './specs.ts';

export type Person = ActionTypes['people.open']['output'];

/** One person as every source tells of them. Nothing is merged: each says its own, beside the others. */
export function PersonPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const person = useAction('people.open', { personId: params['personId'] ?? '' });
  return (
    <Loaded of={person} wholePage>
      {(found) => <Whole person={found} />}
    </Loaded>
  );
}

function Whole({ person }: { person: Person }) {
  const t = useT();
  const mayJoin = useMay('person.join');
  const mayLog = useMay('access-log.read');
  const [dialog, setDialog] = useState<'join' | 'split' | null>(null);
  const firstName = person.records.flatMap(({ names }) => names)[0]?.fullText;
  const actions = mayJoin && (
    <>
      <Button onClick={() => setDialog('join')}>{t('person.join')}</Button>
      {person.records.length > 1 && <Button onClick={() => setDialog('split')}>{t('person.split')}</Button>}
    </>
  );
  return (
    <Stack>
      <PageHeader
        title={firstName ?? t('person.title', { count: person.records.length })}
        lead={t('person.lead')}
        actions={actions}
        trail={<TextLink to="/cases">{t('page.cases')}</TextLink>}
      />
      <Names person={person} />
      <SideBySide person={person} />
      <Papers person={person} />
      {person.links.length > 0 && <Links links={person.links} />}
      {mayLog && <AccessLog personId={person.id} />}
      {dialog === 'join' && <JoinDialog person={person} onClose={() => setDialog(null)} />}
      {dialog === 'split' && <SplitDialog person={person} onClose={() => setDialog(null)} />}
    </Stack>
  );
}

function Names({ person }: { person: Person }) {
  const t = useT();
  const words = useCodeWords();
  const names = person.records.flatMap((record) => record.names.map((name) => ({ name, source: record.source })));
  return (
    <Section title={t('person.names')}>
      {names.length === 0 ? (
        <Text quiet>{t('person.noNames')}</Text>
      ) : (
        <RecordList
          label={t('person.names')}
          items={names.map(({ name, source }) => ({
            key: name.id,
            title: <PersonName name={name} />,
            badges: <Badge>{words.word('nameKind', name.kind)}</Badge>,
            text: <Foreign>{source}</Foreign>,
          }))}
        />
      )}
    </Section>
  );
}

type Line = { key: string; label: string; cells: readonly React.ReactNode[] };

function SideBySide({ person }: { person: Person }) {
  const t = useT();
  const write = useWriteField();
  const line = (spec: FieldSpec, values: (record: Person['records'][number]) => RecordValues | 'withheld'): Line[] => {
    const cells = person.records.map((record) => {
      const read = values(record);
      return read === 'withheld' ? 'withheld' : write(spec, read);
    });
    // A field nobody said anything of would only lengthen the page.
    if (cells.every((cell) => cell === null)) return [];
    return [
      {
        key: spec.name,
        label: t(`code.field.${spec.name}`),
        cells: cells.map((cell) => {
          if (cell === 'withheld') return <AbsentValue absent="withheld" />;
          return cell === null ? <AbsentValue absent="not-asked" /> : <Foreign>{cell}</Foreign>;
        }),
      },
    ];
  };
  const lines: Line[] = [
    {
      key: 'case',
      label: t('page.case'),
      cells: person.records.map(({ caseId, caseNumber }) => <TextLink to={`/cases/${caseId}`}>{caseNumber}</TextLink>),
    },
    {
      key: 'agency',
      label: t('code.field.agency'),
      cells: person.records.map(({ agencyName }) => <Foreign>{agencyName}</Foreign>),
    },
    ...identitySpecs.flatMap((spec) =>
      line(spec, ({ reads, identity }) => (reads.includes('identity') ? (identity ?? {}) : 'withheld')),
    ),
    ...personSpecs.filter(({ name }) => name !== 'source').flatMap((spec) => line(spec, (record) => record)),
  ];
  return (
    <Section title={t('person.compare')}>
      <DataTable
        caption={t('person.compare')}
        captionHidden
        columns={[
          { key: 'field', header: t('person.compareField'), cell: ({ label }) => label },
          ...person.records.map((record, index) => ({
            key: record.id,
            header: record.source ?? record.agencyName,
            cell: ({ cells }: Line) => cells[index],
          })),
        ]}
        rows={lines}
        rowKey={({ key }) => key}
      />
    </Section>
  );
}

function Papers({ person }: { person: Person }) {
  const t = useT();
  return (
    <>
      <PaperList
        title={t('people.documents')}
        family="documentKind"
        named="number"
        specs={documentSpecs}
        papers={person.records.flatMap(({ documents, source }) => documents.map((one) => ({ ...one, source })))}
      />
      <PaperList
        title={t('people.contacts')}
        family="contactKind"
        named="value"
        specs={contactSpecs}
        papers={person.records.flatMap(({ contacts, source }) => contacts.map((one) => ({ ...one, source })))}
      />
    </>
  );
}

type PaperListProps = {
  title: string;
  family: string;
  named: string;
  specs: readonly FieldSpec[];
  papers: readonly (RecordValues & { id: string; kind: string; source: string | undefined })[];
};

function PaperList({ title, family, named, specs, papers }: PaperListProps) {
  const t = useT();
  const words = useCodeWords();
  const write = useWriteField();
  if (papers.length === 0) return null;
  return (
    <Section title={title}>
      <RecordList
        label={title}
        items={papers.map((paper) => ({
          key: paper.id,
          title: <Foreign>{String(paper[named] ?? '–')}</Foreign>,
          badges: <Badge>{words.word(family, paper.kind)}</Badge>,
          text: [
            ...specs
              .filter(({ name }) => name !== 'kind' && name !== named)
              .flatMap((spec) => {
                const text = write(spec, paper);
                return text === null ? [] : [`${t(`code.field.${spec.name}`)}: ${text}`];
              }),
            t('people.source', { source: paper.source ?? '–' }),
          ].join(' · '),
        }))}
      />
    </Section>
  );
}

function Links({ links }: { links: Person['links'] }) {
  const t = useT();
  const { dateTime } = useFormats();
  return (
    <Section title={t('person.links')}>
      <Timeline
        label={t('person.links')}
        items={links.map(({ id, kind, reason, createdAt, createdByName }) => ({
          key: id,
          when: dateTime(createdAt),
          title: (
            <Foreign>{t(`code.personLink.${kind}`, { who: createdByName ?? t('value.someone'), reason })}</Foreign>
          ),
        }))}
      />
    </Section>
  );
}
