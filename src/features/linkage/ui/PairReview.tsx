import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { problemCode, ProblemMessage } from '../../../kit/problems.tsx';
import { useShortcuts } from '../../../kit/shortcuts.ts';
import { EmptyState, Message } from '../../../kit/states.tsx';
import { Waterfall } from '../../../kit/Waterfall.tsx';
import type { PairView, Verdict } from '../schema.ts';
import { Decisions } from './Decisions.tsx';
import { Keyed } from './Keyed.tsx';
import { Seen, useSeen } from './SeenLongEnough.tsx';
import { SideBySide } from './SideBySide.tsx';
import { useLinkageWords, useStateWord } from './words.ts';

type PairProps = {
  pair: PairView;
  /** Where the group that the pair belongs to is decided as a whole. */
  groupAddress: string;
  onDecided: () => void;
  onNext: () => void;
  onBack: () => void;
};

/** Two records beside each other: what each comparison adds, what a decision changes, and the decision. */
export function PairReview(props: PairProps) {
  const { pair, groupAddress } = props;
  const seen = useSeen();
  const t = useT();
  const stateWord = useStateWord();
  const { word, tone } = stateWord(pair.state);
  return (
    <Stack>
      <Seen seen={seen}>
        <Acts {...props} seen={seen} />
      </Seen>
      {pair.records > 2 && (
        <Text>
          <TextLink to={groupAddress}>{t('linkage.partOfGroup', { count: pair.records })}</TextLink>
        </Text>
      )}
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

function Acts({ pair, seen, onDecided, onNext, onBack }: Omit<PairProps, 'groupAddress'> & { seen: boolean }) {
  const t = useT();
  const decide = useRun('linkage.decide', ['linkage']);
  const undo = useRun('linkage.undo', ['linkage', 'people', 'statistics']);
  const settled = pair.state === 'same' || pair.state === 'different';
  const say = async (verdict: Verdict): Promise<void> => {
    if (settled || decide.busy || !seen) return;
    const done = await decide.run({ pairId: pair.id, verdict }, { version: pair.version });
    if (done) onDecided();
  };
  const [asking, setAsking] = useState(false);
  const takeBack = async (): Promise<void> => {
    setAsking(false);
    const done = await undo.run({ pairId: pair.id });
    if (done && !done.parted) notify('info', t('linkage.stillJoined'));
  };
  /** What two reviewers decided is not taken back by a slip of one. */
  const ask = (): void => {
    if (!settled && pair.mine === null) return;
    if (settled && pair.reviewers > 1) setAsking(true);
    else void takeBack();
  };
  useShortcuts({
    '1': () => void say('same'),
    '2': () => void say('different'),
    '3': () => void say('cannot-tell'),
    n: onNext,
    p: onBack,
    u: ask,
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
        {(settled || pair.mine !== null) && (
          <Button icon="undo" busy={undo.busy} onClick={ask}>
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
      {asking && (
        <ConfirmDialog
          open
          title={t('linkage.undo')}
          confirmLabel={t('linkage.undo')}
          busy={undo.busy}
          onClose={() => setAsking(false)}
          onConfirm={() => void takeBack()}
        >
          {t(pair.state === 'same' ? 'linkage.undoJoinSure' : 'linkage.undoSure')}
        </ConfirmDialog>
      )}
      {pair.state === 'disagreed' && (
        <Message tone="attention" title={t('linkage.stateDisagreed')}>
          {t(disagreedWords(pair))}
        </Message>
      )}
      {pair.effect.contradicted && !settled && (
        <Message tone="attention" title={t('linkage.contradicted')}>
          {t('linkage.contradictedText')}
        </Message>
      )}
    </Stack>
  );
}

/** Of two agencies neither outvotes the other; within one the majority settles it. */
function disagreedWords({ sides, reviewers, mine }: PairView) {
  const across = new Set(sides.map(({ agencyName }) => agencyName)).size > 1;
  if (across && reviewers > 1) return 'linkage.disagreedAgencies';
  return mine === null ? 'linkage.disagreedOthers' : 'linkage.disagreedMine';
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
      <Stack gap="sm">
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
        <Text quiet>{t('linkage.effectUnit')}</Text>
      </Stack>
    </Section>
  );
}
