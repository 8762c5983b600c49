import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useAction, useClient, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { KeyCap } from '../../../kit/KeyCap.tsx';
import { PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { Loaded, problemCode, ProblemMessage } from '../../../kit/problems.tsx';
import { useShortcuts } from '../../../kit/shortcuts.ts';
import { EmptyState, Message } from '../../../kit/states.tsx';
import { Waterfall } from '../../../kit/Waterfall.tsx';
import type { PairView, Verdict } from '../schema.ts';
import { Decisions } from './Decisions.tsx';
import { SideBySide } from './SideBySide.tsx';
import { useLinkageWords, useStateWord } from './words.ts';

const refillBelow = 5;

/** The pairs that wait, one after another; those decided here are left out until the list is read anew. */
function useQueue(current: string) {
  const client = useClient();
  const [search] = useSearchParams();
  const order = search.get('order') === 'likely' ? 'likely' : 'worth';
  const disagreed = search.get('state') === 'disagreed';
  const [queue, setQueue] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const asking = useRef(false);
  const rest = queue.filter((id) => id !== current && !seen.has(id));
  const runsLow = rest.length < refillBelow;
  useEffect(() => {
    if (!runsLow || asking.current) return;
    asking.current = true;
    void client
      .call('linkage.inbox', { state: disagreed ? 'disagreed' : 'open', order, limit: 50 })
      .then(({ rows }) => setQueue(rows.map(({ id }) => id)))
      .catch(() => undefined)
      .finally(() => (asking.current = false));
    // Asked anew when the list runs low, and again with each pair that is opened while it does.
  }, [client, current, disagreed, order, runsLow]);
  return {
    next: rest[0] ?? null,
    leave: (id: string) => setSeen((before) => new Set([...before, id])),
    address: (id: string) =>
      `/linkage/review?${new URLSearchParams({ ...Object.fromEntries(search), pair: id }).toString()}`,
  };
}

/** One pair at a time, decided by the keyboard; the next one is fetched while this one is read. */
export function ReviewPage() {
  const t = useT();
  // The pair stands behind the question mark: the page, its list and its pace stay while pairs come and go.
  const [search] = useSearchParams();
  const id = search.get('pair') ?? '';
  const [, goTo] = useLocation();
  const queue = useQueue(id);
  const [past, setPast] = useState<readonly string[]>([]);
  const [began] = useState(() => performance.now());
  const [pace, setPace] = useState({ count: 0, rate: 0 });
  const pair = useAction('linkage.pair', { pairId: id });
  useAction('linkage.pair', { pairId: queue.next ?? '' }, { enabled: queue.next !== null });
  const go = (to: string | null): void => {
    queue.leave(id);
    setPast((before) => [...before, id]);
    goTo(to === null ? '/linkage' : queue.address(to));
  };
  const back = (): void => {
    const last = past.at(-1);
    if (last === undefined) return;
    setPast((before) => before.slice(0, -1));
    goTo(queue.address(last));
  };
  return (
    <Stack>
      <PageHeader
        title={t('page.linkagePair')}
        trail={<TextLink to="/linkage">{t('page.linkage')}</TextLink>}
        actions={<Pace {...pace} />}
      />
      <Loaded of={pair} wholePage>
        {(found) => (
          <Pair
            key={found.id}
            pair={found}
            onDecided={() => {
              const hours = Math.max(1 / 60, (performance.now() - began) / 3_600_000);
              setPace(({ count }) => ({ count: count + 1, rate: Math.round((count + 1) / hours) }));
              go(queue.next);
            }}
            onNext={() => go(queue.next)}
            onBack={back}
          />
        )}
      </Loaded>
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

type PairProps = { pair: PairView; onDecided: () => void; onNext: () => void; onBack: () => void };

function Pair({ pair, onDecided, onNext, onBack }: PairProps) {
  const t = useT();
  const stateWord = useStateWord();
  const { word, tone } = stateWord(pair.state);
  return (
    <Stack>
      <Acts pair={pair} onDecided={onDecided} onNext={onNext} onBack={onBack} />
      <Section
        title={t('linkage.records')}
        actions={
          <Row>
            <Badge tone={tone}>{word}</Badge>
          </Row>
        }
      >
        <SideBySide pair={pair} />
      </Section>
      <Weights pair={pair} />
      <Effect pair={pair} />
      {pair.decisions.length > 0 && <Decisions decisions={pair.decisions} />}
    </Stack>
  );
}

function Acts({ pair, onDecided, onNext, onBack }: PairProps) {
  const t = useT();
  const decide = useRun('linkage.decide', ['linkage']);
  const undo = useRun('linkage.undo', ['linkage', 'people', 'statistics']);
  const settled = pair.state === 'same' || pair.state === 'different';
  const say = async (verdict: Verdict): Promise<void> => {
    if (settled || decide.busy) return;
    const done = await decide.run({ pairId: pair.id, verdict }, { version: pair.version });
    if (done) onDecided();
  };
  const takeBack = async (): Promise<void> => {
    const done = await undo.run({ pairId: pair.id });
    if (done && !done.parted) notify('info', t('linkage.stillJoined'));
  };
  useShortcuts({
    '1': () => void say('same'),
    '2': () => void say('different'),
    '3': () => void say('cannot-tell'),
    n: onNext,
    p: onBack,
    u: () => void takeBack(),
  });
  const overtaken = decide.problem !== null && ['conflict', 'not-allowed-now'].includes(problemCode(decide.problem));
  return (
    <Stack gap="sm">
      <Row>
        {!settled && (
          <>
            <Button busy={decide.busy} onClick={() => void say('same')}>
              <Keyed keyName="1">{t('linkage.same')}</Keyed>
            </Button>
            <Button busy={decide.busy} onClick={() => void say('different')}>
              <Keyed keyName="2">{t('linkage.different')}</Keyed>
            </Button>
            <Button busy={decide.busy} onClick={() => void say('cannot-tell')}>
              <Keyed keyName="3">{t('linkage.cannotTell')}</Keyed>
            </Button>
          </>
        )}
        {(settled || pair.decisions.length > 0) && (
          <Button icon="undo" busy={undo.busy} onClick={() => void takeBack()}>
            <Keyed keyName="u">{t('linkage.undo')}</Keyed>
          </Button>
        )}
        <Button onClick={onBack}>
          <Keyed keyName="p">{t('linkage.previous')}</Keyed>
        </Button>
        <Button onClick={onNext}>
          <Keyed keyName="n">{t('linkage.next')}</Keyed>
        </Button>
      </Row>
      {overtaken ? (
        <Message tone="attention" title={t('linkage.overtaken')} live>
          {t('linkage.overtakenText')}
        </Message>
      ) : (
        <ProblemMessage problem={decide.problem ?? undo.problem} />
      )}
      {pair.effect.contradicted && !settled && (
        <Message tone="attention" title={t('linkage.contradicted')}>
          {t('linkage.contradictedText')}
        </Message>
      )}
    </Stack>
  );
}

/** Words with the key that does the same. */
function Keyed({ keyName, children }: { keyName: string; children: string }) {
  return (
    <span>
      {children} <KeyCap>{keyName}</KeyCap>
    </span>
  );
}

function Weights({ pair }: { pair: PairView }) {
  const t = useT();
  const { signed } = useFormats();
  const words = useLinkageWords();
  const rounded = (value: number): string => signed(Math.round(value * 10) / 10);
  const spoken = pair.steps.filter(({ label }) => label !== null).toSorted((a, b) => b.bits - a.bits);
  const silent = pair.steps.filter(({ label }) => label === null);
  const { list } = useFormats();
  if (pair.steps.length === 0) return <EmptyState title={t('linkage.noWeights')} />;
  return (
    <Section title={t('linkage.why')} lead={t('linkage.whyLead', { likely: words.likely(pair.probability) })}>
      <Stack>
        <Waterfall
          label={t('linkage.why')}
          steps={[
            { key: 'prior', words: t('linkage.prior'), value: pair.prior },
            ...spoken.map((step) => ({ key: step.name, words: words.step(step), value: step.bits })),
          ]}
          sum={t('linkage.sum', { likely: words.likely(pair.probability) })}
          format={rounded}
        />
        {silent.length > 0 && (
          <Text quiet>{t('linkage.silent', { names: list(silent.map(({ name }) => words.name(name))) })}</Text>
        )}
      </Stack>
    </Section>
  );
}

function Effect({ pair }: { pair: PairView }) {
  const t = useT();
  const { number } = useFormats();
  const { persons, joined } = pair.effect;
  const across = new Set(pair.sides.map(({ agencyName }) => agencyName)).size > 1;
  return (
    <Section title={t('linkage.effect')}>
      {joined ? (
        <Text>{t('linkage.effectJoined', { persons: number(persons) })}</Text>
      ) : (
        <Text>
          {t(across ? 'linkage.effectAcross' : 'linkage.effectWithin', {
            before: number(persons),
            after: number(persons - 1),
          })}
        </Text>
      )}
    </Section>
  );
}
