import { useState } from 'react';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { Timeline } from '../../../kit/facts.tsx';
import { useFormats, useOptionalT, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { CopyField } from '../../../kit/tools.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import { linkEvents, undoneByJoin, undoneBySplit, type LinkEvent } from './linkEvents.ts';
import type { PersonView } from './personRows.tsx';
import { SplitDialog } from './SplitDialog.tsx';

/** What a dialog begins with: the person to join, or the records to split off. */
type Asked = { what: 'join'; other: string } | { what: 'split'; recordIds: readonly string[] };

/** Which records are of this person: joining with others, splitting, how they came together, and taking that back. */
export function Belonging({ person }: { person: PersonView }) {
  const t = useT();
  const mayJoin = useMay('person.join');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [parted, setParted] = useState<string | null>(null);
  const close = (): void => setAsked(null);
  return (
    <>
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
              <Button icon="people" onClick={() => setAsked({ what: 'join', other: '' })}>
                {t('personPage.join')}
              </Button>
              {person.records.length > 1 ? (
                <Button onClick={() => setAsked({ what: 'split', recordIds: [] })}>{t('personPage.split')}</Button>
              ) : (
                <Button onClick={() => setAsked({ what: 'split', recordIds: person.records.map(({ id }) => id) })}>
                  {t('personPage.splitUnseen')}
                </Button>
              )}
            </Row>
          )}
        </Stack>
      </Section>
      <History person={person} onAsk={mayJoin ? setAsked : null} />
      {asked?.what === 'join' && <JoinDialog person={person} other={asked.other} onClose={close} />}
      {asked?.what === 'split' && (
        <SplitDialog person={person} recordIds={asked.recordIds} onClose={close} onDone={setParted} />
      )}
    </>
  );
}

type HistoryProps = { person: PersonView; onAsk: ((asked: Asked) => void) | null };

/** When, by whom and why records were joined and split, each with the way back. */
function History({ person, onAsk }: HistoryProps) {
  const t = useT();
  const { dateTime, list } = useFormats();
  const events = linkEvents(person.links);
  const place = (recordId: string): string => {
    const index = person.records.findIndex(({ id }) => id === recordId);
    return index < 0 ? t('personPage.otherRecord') : t('personPage.record', { number: index + 1 });
  };
  return (
    <Section title={t('personPage.history')}>
      {events.length === 0 ? (
        <Text quiet>{t('personPage.noHistory')}</Text>
      ) : (
        <Timeline
          label={t('personPage.history')}
          items={events.map((event) => ({
            key: event.key,
            when: dateTime(event.createdAt),
            tone: event.kind === 'join' ? ('info' as const) : ('attention' as const),
            title: t(event.kind === 'join' ? 'personPage.joinedBy' : 'personPage.splitBy', {
              record: list([...new Set(event.recordIds.map(place))]),
              who: event.createdByName ?? t('value.someone'),
            }),
            children: <Why event={event} person={person} onAsk={onAsk} />,
          }))}
        />
      )}
    </Section>
  );
}

function Why({ event, person, onAsk }: HistoryProps & { event: LinkEvent }) {
  const t = useT();
  const optional = useOptionalT();
  // What the review of links joined says so in a code, so that each reader has it in their own language.
  const linked = event.reason.startsWith('linkage.')
    ? optional(`linkage.word.reason.${event.reason.slice('linkage.'.length)}`)
    : null;
  const other = event.fromPerson === person.id ? event.toPerson : event.fromPerson;
  const recordIds = undoneBySplit(event, person);
  const again = undoneByJoin(event, person);
  return (
    <Stack gap="sm">
      <Text>
        {t('personPage.because')} {linked ?? <Foreign>{event.reason}</Foreign>}
      </Text>
      <Text quiet>
        {t(event.fromPerson === person.id ? 'personPage.wentTo' : 'personPage.cameFrom')}{' '}
        <TextLink to={`/people/${other}`}>
          <bdi dir="ltr">{other.slice(0, 8)}</bdi>
        </TextLink>
      </Text>
      {onAsk !== null && (recordIds !== null || again !== null || event.linkagePair !== null) && (
        <Row>
          {recordIds !== null && (
            <Button small icon="undo" onClick={() => onAsk({ what: 'split', recordIds })}>
              {t('personPage.undoJoin')}
            </Button>
          )}
          {again !== null && (
            <Button small icon="undo" onClick={() => onAsk({ what: 'join', other: again })}>
              {t('personPage.undoSplit')}
            </Button>
          )}
          {event.linkagePair !== null && (
            <TextLink to={`/linkage/review?pair=${event.linkagePair}&person=${person.id}`}>
              {t('personPage.seePair')}
            </TextLink>
          )}
        </Row>
      )}
    </Stack>
  );
}
