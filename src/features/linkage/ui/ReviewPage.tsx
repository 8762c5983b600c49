import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useAction, useClient } from '../../../client/hooks.tsx';
import { Button, ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { PageHeader, Row, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, problemCode } from '../../../kit/problems.tsx';
import { useShortcuts } from '../../../kit/shortcuts.ts';
import { Message } from '../../../kit/states.tsx';
import type { GroupRow } from '../schema.ts';
import { GroupReview } from './GroupReview.tsx';
import { Keyed } from './Keyed.tsx';
import { PairReview } from './PairReview.tsx';

const refillBelow = 5;

type Waiting = Pick<GroupRow, 'pairId' | 'records'>;
type Place = { pair: string; asGroup: boolean };

/** What waits, one after another; what was left here is left out until the list is read anew. */
function useQueue(current: string) {
  const client = useClient();
  const [search] = useSearchParams();
  const order = search.get('order') === 'likely' ? 'likely' : 'worth';
  const state =
    search.get('state') === 'disagreed' ? 'disagreed' : search.get('state') === 'undecided' ? 'undecided' : 'open';
  const runId = search.get('run') ?? '';
  const [queue, setQueue] = useState<readonly Waiting[]>([]);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const asking = useRef(false);
  const rest = queue.filter(({ pairId }) => pairId !== current && !seen.has(pairId));
  const runsLow = rest.length < refillBelow;
  useEffect(() => {
    if (!runsLow || asking.current) return;
    asking.current = true;
    void client
      .call('linkage.groups', { state, order, limit: 50, ...(runId !== '' && { runId }) })
      .then(({ rows }) => setQueue(rows))
      .catch(() => undefined)
      .finally(() => (asking.current = false));
    // Asked anew when the list runs low, and again with each pair that is opened while it does.
  }, [client, current, state, order, runId, runsLow]);
  const [next] = rest;
  return {
    next: next ? { pair: next.pairId, asGroup: next.records > 2 } : null,
    leave: (id: string) => setSeen((before) => new Set([...before, id])),
    address: ({ pair, asGroup }: Place) => {
      const kept = Object.fromEntries([...search].filter(([name]) => name !== 'as' && name !== 'person'));
      return `/linkage/review?${new URLSearchParams({ ...kept, pair, ...(asGroup && { as: 'group' }) }).toString()}`;
    },
  };
}

/** Hours since a moment of this page; a minute at least, so that the first decision makes no pace of thousands. */
const hoursSince = (began: number): number => Math.max(1 / 60, (performance.now() - began) / 3_600_000);

/** One pair or one group at a time, decided by the keyboard; the next one is fetched while this one is read. */
export function ReviewPage() {
  const t = useT();
  // The pair stands behind the question mark: the page, its list and its pace stay while pairs come and go.
  const [search] = useSearchParams();
  const here: Place = { pair: search.get('pair') ?? '', asGroup: search.get('as') === 'group' };
  const [, goTo] = useLocation();
  const queue = useQueue(here.pair);
  const { next } = queue;
  const [past, setPast] = useState<readonly Place[]>([]);
  const [began] = useState(() => performance.now());
  const [pace, setPace] = useState({ count: 0, rate: 0 });
  useAction('linkage.pair', { pairId: next?.pair ?? '' }, { enabled: next !== null && !next.asGroup });
  useAction('linkage.group', { pairId: next?.pair ?? '' }, { enabled: next?.asGroup === true });
  const go = (): void => {
    queue.leave(here.pair);
    setPast((before) => [...before, here]);
    goTo(next === null ? '/linkage' : queue.address(next));
  };
  const back = (): void => {
    const last = past.at(-1);
    if (last === undefined) return;
    setPast((before) => before.slice(0, -1));
    goTo(queue.address(last));
  };
  const decided = (): void => {
    setPace(({ count }) => ({ count: count + 1, rate: Math.round((count + 1) / hoursSince(began)) }));
    go();
  };
  const moves = { onDecided: decided, onNext: go, onBack: back };
  return (
    <Stack>
      <PageHeader
        title={t(here.asGroup ? 'linkage.groupTitle' : 'page.linkagePair')}
        trail={<TextLink to="/linkage">{t('page.linkage')}</TextLink>}
        actions={<Pace {...pace} />}
      />
      {here.asGroup ? (
        <OneGroup id={here.pair} pairAddress={(pair) => queue.address({ pair, asGroup: false })} {...moves} />
      ) : (
        <OnePair id={here.pair} groupAddress={queue.address({ ...here, asGroup: true })} {...moves} />
      )}
    </Stack>
  );
}

type Moves = { onDecided: () => void; onNext: () => void; onBack: () => void };

function OnePair({ id, ...rest }: Moves & { id: string; groupAddress: string }) {
  const pair = useAction('linkage.pair', { pairId: id });
  if (isNotFound(pair.error)) return <Closed {...rest} />;
  return (
    <Loaded of={pair} wholePage>
      {(found) => <PairReview key={found.id} pair={found} {...rest} />}
    </Loaded>
  );
}

function OneGroup({ id, ...rest }: Moves & { id: string; pairAddress: (id: string) => string }) {
  const group = useAction('linkage.group', { pairId: id });
  if (isNotFound(group.error)) return <Closed {...rest} />;
  return (
    <Loaded of={group} wholePage>
      {(found) => <GroupReview key={`${id} ${found.stamp}`} pairId={id} group={found} {...rest} />}
    </Loaded>
  );
}

const isNotFound = (error: Error | null): boolean => error !== null && problemCode(error) === 'not-found';

/**
 * A pair that is not there, or not for the reader to see: which of the two is not told. Whoever came from a person undoes a
 * joining there.
 */
function Closed({ onNext, onBack }: Pick<Moves, 'onNext' | 'onBack'>) {
  const t = useT();
  const [search] = useSearchParams();
  const person = search.get('person');
  useShortcuts({ n: onNext, p: onBack });
  return (
    <Stack>
      <Message tone="info" title={t('linkage.pairClosed')}>
        {t(person === null ? 'linkage.closedText' : 'linkage.pairClosedText')}
      </Message>
      <Row>
        {person !== null && <ButtonLink to={`/people/${person}`}>{t('linkage.toPerson')}</ButtonLink>}
        <Button onClick={onNext}>
          <Keyed keyName="n">{t('linkage.next')}</Keyed>
        </Button>
      </Row>
    </Stack>
  );
}

/** How many decisions were taken here, and how many that is in an hour. */
function Pace({ count, rate }: { count: number; rate: number }) {
  const t = useT();
  const { number } = useFormats();
  if (count === 0) return null;
  return <Text quiet>{t('linkage.pace', { count: number(count), rate: number(rate) })}</Text>;
}
