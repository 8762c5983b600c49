import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { useShortcuts } from '../../../kit/shortcuts.ts';
import { Message } from '../../../kit/states.tsx';
import type { GroupView } from '../schema.ts';
import { GroupPairs } from './GroupPairs.tsx';
import { GroupRecords } from './GroupRecords.tsx';
import { Keyed } from './Keyed.tsx';
import { letterOf } from './words.ts';

/** More persons than this are told apart in pairs. */
const mostPersons = 8;

type GroupReviewProps = {
  pairId: string;
  group: GroupView;
  pairAddress: (pairId: string) => string;
  onDecided: () => void;
  onNext: () => void;
  onBack: () => void;
};

/** All records that hang together: decided as a whole, or divided among persons. */
export function GroupReview({ pairId, group, pairAddress, onDecided, onNext, onBack }: GroupReviewProps) {
  const t = useT();
  const { number } = useFormats();
  const { records, pairs, outside, stamp, tooMany } = group;
  const [persons, setPersons] = useState<readonly number[]>(records.map(() => 1));
  const [marked, setMarked] = useState(0);
  const { run, busy, problem } = useRun('linkage.decide-group', ['linkage', 'people', 'statistics', 'cases']);
  const most = Math.min(records.length, mostPersons);
  const now = new Set(records.map(({ person }) => person)).size;
  const then = new Set(persons).size;
  const give = (at: number, person: number): void =>
    setPersons((before) => before.map((one, place) => (place === at ? person : one)));
  const say = async (said: readonly number[] | null): Promise<void> => {
    if (busy || tooMany) return;
    const done = await run({ pairId, stamp, persons: said === null ? null : [...said] });
    if (!done) return;
    if (done.stillJoined) notify('info', t('linkage.groupStillJoined'));
    else if (said !== null && done.waiting > 0) notify('info', t('linkage.groupWaits', { count: done.waiting }));
    onDecided();
  };
  const letters = Object.fromEntries(
    Array.from({ length: most }, (_, at) => [letterOf(at + 1).toLowerCase(), () => give(marked, at + 1)]),
  );
  useShortcuts({
    '1': () => void say(records.map(() => 1)),
    '2': () => void say(records.map((_, at) => at + 1)),
    '3': () => void say(null),
    s: () => void say(persons),
    n: onNext,
    p: onBack,
    ArrowDown: () => setMarked(Math.min(records.length - 1, marked + 1)),
    ArrowUp: () => setMarked(Math.max(0, marked - 1)),
    ...letters,
  });
  return (
    <Stack>
      <Stack gap="sm">
        {tooMany && <Message tone="attention" title={t('linkage.groupTooMany')} />}
        <Row>
          {!tooMany && (
            <>
              <Button busy={busy} onClick={() => void say(records.map(() => 1))}>
                <Keyed keyName="1">{t('linkage.groupAllSame')}</Keyed>
              </Button>
              <Button busy={busy} onClick={() => void say(records.map((_, at) => at + 1))}>
                <Keyed keyName="2">{t('linkage.groupAllDifferent')}</Keyed>
              </Button>
              <Button busy={busy} onClick={() => void say(null)}>
                <Keyed keyName="3">{t('linkage.cannotTell')}</Keyed>
              </Button>
            </>
          )}
          <Button onClick={onBack}>
            <Keyed keyName="p">{t('linkage.previous')}</Keyed>
          </Button>
          <Button onClick={onNext}>
            <Keyed keyName="n">{t('linkage.next')}</Keyed>
          </Button>
        </Row>
        <ProblemMessage problem={problem} />
      </Stack>
      <Section title={t('linkage.groupRecords')} lead={t('linkage.groupRecordsLead')}>
        <Stack>
          <GroupRecords
            records={records}
            persons={persons}
            most={tooMany ? 0 : most}
            marked={marked}
            onGive={(at, person) => {
              setMarked(at);
              give(at, person);
            }}
          />
          {!tooMany && (
            <Row>
              <Button busy={busy} onClick={() => void say(persons)}>
                <Keyed keyName="s">{t('linkage.groupSave')}</Keyed>
              </Button>
              <Text quiet>
                {t('linkage.groupEffect', { records: number(records.length), now: number(now), then: number(then) })}
              </Text>
            </Row>
          )}
        </Stack>
      </Section>
      <GroupPairs pairs={pairs} outside={outside} address={pairAddress} />
    </Stack>
  );
}
