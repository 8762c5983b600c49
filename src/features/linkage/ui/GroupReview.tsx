import { useRef, useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
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
import { Seen, useSeen } from './SeenLongEnough.tsx';
import { letterOf, mostLetters } from './words.ts';

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
  const { persons, marked, give, mark, latest } = useDivision(records.map(({ proposed }) => proposed));
  const [asking, setAsking] = useState(false);
  const seen = useSeen();
  const { run, busy, problem } = useRun('linkage.decide-group', ['linkage', 'people', 'statistics', 'cases']);
  const now = new Set(records.map(({ person }) => person)).size;
  const divided = new Set(persons).size;
  const settled = pairs.every(({ state }) => state === 'same' || state === 'different');
  const doubtful = pairs.filter(({ state, bridge, weak }) => state !== 'same' && (bridge || weak)).length;
  const say = async (said: readonly number[] | null): Promise<void> => {
    if (busy || tooMany || !seen) return;
    setAsking(false);
    const done = await run({ pairId, stamp, persons: said === null ? null : [...said] });
    if (!done) return;
    if (done.stillJoined) notify('info', t('linkage.groupStillJoined'));
    else if (said !== null && done.waiting > 0) notify('info', t('linkage.groupWaits', { count: done.waiting }));
    onDecided();
  };
  /** Says it at once, unless it joins all of a group in which something does not belong together by itself. */
  const store = (said: readonly number[]): void => {
    if (busy || tooMany || !seen) return;
    if (new Set(said).size === 1 && doubtful > 0) setAsking(true);
    else void say(said);
  };
  const letters = Object.fromEntries(
    Array.from({ length: Math.min(records.length, mostLetters) }, (_, at) => [
      letterOf(at + 1).toLowerCase(),
      () => give(latest().marked, at + 1),
    ]),
  );
  useShortcuts({
    '1': () => store(records.map(() => 1)),
    '2': () => void say(records.map((_, at) => at + 1)),
    '3': () => void say(null),
    s: () => store(latest().persons),
    n: onNext,
    p: onBack,
    ArrowDown: () => mark(Math.min(records.length - 1, latest().marked + 1)),
    ArrowUp: () => mark(Math.max(0, latest().marked - 1)),
    ...letters,
  });
  return (
    <Stack>
      <Seen seen={seen}>
        <Stack gap="sm">
          {settled && (
            <Message tone="info" title={t('linkage.groupDecided', { count: now })}>
              {t('linkage.groupDecidedText')}
            </Message>
          )}
          {tooMany && <Message tone="attention" title={t('linkage.groupTooMany')} />}
          <Row>
            {!tooMany && (
              <>
                <Button busy={busy} onClick={() => store(records.map(() => 1))}>
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
      </Seen>
      <Section title={t('linkage.groupRecords')} lead={t('linkage.groupRecordsLead')}>
        <Stack>
          <GroupRecords records={records} persons={persons} fixed={tooMany} marked={marked} onGive={give} />
          {!tooMany && (
            <Row>
              <Button busy={busy} onClick={() => store(persons)}>
                <Keyed keyName="s">{t('linkage.groupSave')}</Keyed>
              </Button>
              <Text quiet>
                {t('linkage.groupEffect', {
                  records: number(records.length),
                  now: number(now),
                  divided: number(divided),
                })}
              </Text>
            </Row>
          )}
        </Stack>
      </Section>
      {asking && (
        <ConfirmDialog
          open
          title={t('linkage.groupAllSameAsk', { records: number(records.length) })}
          confirmLabel={t('linkage.groupAllSameDo')}
          busy={busy}
          onClose={() => setAsking(false)}
          onConfirm={() => void say(records.map(() => 1))}
        >
          <Stack gap="sm">
            <Text>{t('linkage.groupDoubtful', { count: doubtful, pairs: number(pairs.length) })}</Text>
            <Text>{t('linkage.groupAllSameCounts', { count: now })}</Text>
          </Stack>
        </ConfirmDialog>
      )}
      <GroupPairs pairs={pairs} outside={outside} address={pairAddress} />
    </Stack>
  );
}

interface Division {
  readonly persons: readonly number[];
  readonly marked: number;
}

/** Which record is of which person, and which one is marked. Keys come faster than the page is drawn, so what they act on is kept apart. */
function useDivision(proposed: readonly number[]) {
  const [shown, show] = useState<Division>({ persons: proposed, marked: 0 });
  const current = useRef(shown);
  const change = (next: Partial<Division>): void => {
    current.current = { ...current.current, ...next };
    show(current.current);
  };
  return {
    ...shown,
    latest: () => current.current,
    mark: (marked: number) => change({ marked }),
    give: (at: number, person: number) =>
      change({ marked: at, persons: current.current.persons.map((one, place) => (place === at ? person : one)) }),
  };
}
