import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { Badge } from '../../../kit/facts.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Stack, Text } from '../../../kit/layout.tsx';
import { RecordList } from '../../../kit/RecordList.tsx';
import { RecordView } from '../../../kit/RecordView.tsx';
import { EmptyState, Withheld } from '../../../kit/states.tsx';
import { ExtraFields } from '../../forms/ui/ExtraFields.tsx';
import { Outcomes } from '../../outcomes/ui/Outcomes.tsx';
import { personSpecs } from '../../people/ui/specs.ts';
import { AddButton, RecordButtons, useCase } from './casePart.tsx';
import { PersonParts } from './PersonParts.tsx';
import { ShowRest } from './ShowRest.tsx';

/** Those who take part: the persons as each source tells of them, perpetrators, organisations. */
export function PeopleTab() {
  return (
    <Stack>
      <Persons />
      <Perpetrators />
      <Organisations />
    </Stack>
  );
}

function Persons() {
  const t = useT();
  const words = useCodeWords();
  const { overview, labels, mayWrite } = useCase();
  return (
    <Section
      title={t('people.title')}
      lead={t('people.lead')}
      actions={<AddButton small part="people" dataClass="statistical" start={{ part: 'victim' }} />}
    >
      {overview.people.length === 0 ? (
        <EmptyState icon="person" title={t('people.none')}>
          {t('people.noneText')}
        </EmptyState>
      ) : (
        <RecordList
          label={t('people.title')}
          items={overview.people.map((record, index) => ({
            key: record.id,
            title: <Foreign>{labels.people[index]?.label}</Foreign>,
            badges: <Badge tone="info">{words.word('personPart', record.part)}</Badge>,
            text: t('people.source', { source: record.source ?? '–' }),
            children: (
              <Stack gap="sm">
                <PersonParts record={record} />
                <RecordView specs={personSpecs} values={record} skip={['part', 'source']} />
                {record.part === 'victim' && (
                  <Outcomes
                    caseId={overview.case.id}
                    subjectKind="person_record"
                    subjectId={record.id}
                    mayWrite={mayWrite('statistical')}
                  />
                )}
                <ExtraFields
                  caseId={overview.case.id}
                  target="person_record"
                  subjectId={record.id}
                  writes={overview.writes}
                />
              </Stack>
            ),
            actions: (
              <>
                <ButtonLink small to={`/people/${record.personId}`} icon="person">
                  {t('people.open')}
                </ButtonLink>
                <RecordButtons part="people" dataClass="statistical" record={record} />
              </>
            ),
          }))}
        />
      )}
      <ShowRest lists={['people']} />
    </Section>
  );
}

function Perpetrators() {
  const t = useT();
  const { overview, labels, specsOf, mayWrite, begin } = useCase();
  const readsIdentity = overview.reads.includes('intelligence');
  return (
    <Section title={t('perpetrators.title')} actions={<AddButton small part="perpetrators" dataClass="statistical" />}>
      {overview.perpetrators.length === 0 ? (
        <Text quiet>{t('perpetrators.none')}</Text>
      ) : (
        <RecordList
          label={t('perpetrators.title')}
          items={overview.perpetrators.map((record, index) => ({
            key: record.id,
            title: <Foreign>{labels.perpetrators[index]?.label}</Foreign>,
            badges: !readsIdentity && <Withheld />,
            children: (
              <Stack gap="sm">
                {record.identity && <RecordView specs={specsOf('perpetratorIdentity')} values={record.identity} />}
                <RecordView specs={specsOf('perpetrators')} values={record} />
                <Outcomes
                  caseId={overview.case.id}
                  subjectKind="perpetrator"
                  subjectId={record.id}
                  mayWrite={mayWrite('statistical')}
                  readsSuspects={readsIdentity}
                />
              </Stack>
            ),
            actions: (
              <>
                <RecordButtons part="perpetrators" dataClass="statistical" record={record} />
                {mayWrite('intelligence') && (
                  <Button
                    small
                    tone="quiet"
                    icon="edit"
                    onClick={() =>
                      begin({
                        kind: 'change',
                        part: 'perpetratorIdentity',
                        record: { ...record.identity, id: record.id, version: record.identity?.version ?? 0 },
                      })
                    }
                  >
                    {t('perpetrators.identity')}
                  </Button>
                )}
              </>
            ),
          }))}
        />
      )}
      <ShowRest lists={['perpetrators']} />
    </Section>
  );
}

function Organisations() {
  const t = useT();
  const { overview, labels, specsOf } = useCase();
  const hidden = !overview.reads.includes('administrative');
  return (
    <Section
      title={t('organisations.title')}
      actions={<AddButton small part="organisations" dataClass="administrative" />}
    >
      {hidden && <Withheld />}
      {!hidden && overview.organisations.length === 0 && <Text quiet>{t('organisations.none')}</Text>}
      {overview.organisations.length > 0 && (
        <RecordList
          label={t('organisations.title')}
          items={overview.organisations.map((record, index) => ({
            key: record.id,
            title: <Foreign>{labels.organisations[index]?.label}</Foreign>,
            children: <RecordView specs={specsOf('organisations')} values={record} skip={['name']} />,
            actions: <RecordButtons part="organisations" dataClass="administrative" record={record} />,
          }))}
        />
      )}
      <ShowRest lists={['organisations']} />
    </Section>
  );
}
