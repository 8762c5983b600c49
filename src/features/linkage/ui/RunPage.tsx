import type { ActionTypes } from '../../../client/index.ts';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { Badge, KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { Message, ProgressBar } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import { RunCharts } from './RunCharts.tsx';
import { SaveReport } from './SaveReport.tsx';
import type { PairView, RunPairs } from '../schema.ts';
import { stateToDecide, waitsOf } from './became.ts';
import { useLinkageWords, useRunWord, useStateWord } from './words.ts';

type Run = ActionTypes['linkage.opened']['output'];

const oneSecond = 1000;

/** One comparison of records: how far it is, what it found and what it learned. */
export function RunPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const run = useAction(
    'linkage.opened',
    { runId: params['runId'] ?? '' },
    { again: (last) => (last && ['queued', 'running'].includes(last.state) ? oneSecond : false) },
  );
  return (
    <Loaded of={run} wholePage>
      {(found) => <OneRun run={found} />}
    </Loaded>
  );
}

function OneRun({ run }: { run: Run }) {
  const t = useT();
  const { dateTime, list } = useFormats();
  const words = useLinkageWords();
  const runWord = useRunWord();
  const goes = run.state === 'queued' || run.state === 'running';
  return (
    <Stack>
      <PageHeader
        title={t('page.linkageRun')}
        lead={
          <>
            <Foreign>{run.agencyName}</Foreign>, {dateTime(run.createdAt)}.{' '}
            {t('linkage.comparedFields', { fields: list(run.fields.map(words.field)) })}
          </>
        }
        trail={<TextLink to="/linkage/runs">{t('page.linkageRuns')}</TextLink>}
        actions={<Badge tone={runWord(run.state).tone}>{runWord(run.state).word}</Badge>}
      />
      {goes && <Working run={run} />}
      {run.state === 'failed' && (
        <Message tone="bad" title={t('linkage.runFailed')} live>
          {words.problem(run.problem ?? 'unknown')}
        </Message>
      )}
      {(run.state === 'failed' || run.state === 'cancelled') && <Resume run={run} />}
      {run.state === 'done' && <Found run={run} />}
      {run.report && <RunCharts report={run.report} />}
    </Stack>
  );
}

function Working({ run }: { run: Run }) {
  const t = useT();
  const words = useLinkageWords();
  const { number } = useFormats();
  const cancel = useRun('linkage.cancel', ['linkage']);
  return (
    <Section title={t('linkage.runRunning')}>
      <Stack>
        <ProblemMessage problem={cancel.problem} />
        {run.total === null || run.total === 0 ? (
          <Text>
            {run.done
              ? t('linkage.stageSoFar', { stage: words.stage(run.stage ?? 'queued'), done: number(run.done) })
              : words.stage(run.stage ?? 'queued')}
          </Text>
        ) : (
          <ProgressBar
            label={words.stage(run.stage ?? 'queued')}
            done={run.done ?? 0}
            total={run.total}
            secondsLeft={run.secondsLeft}
          />
        )}
        <Row>
          <Button busy={cancel.busy} onClick={() => void cancel.run({ runId: run.id })}>
            {t('linkage.stop')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}

function Resume({ run }: { run: Run }) {
  const t = useT();
  const resume = useRun('linkage.resume', ['linkage']);
  if (!useMay('linkage.run')) return null;
  return (
    <Section title={t('linkage.resume')} lead={t('linkage.resumeLead')}>
      <Stack>
        <ProblemMessage problem={resume.problem} />
        <Row>
          <Button tone="primary" busy={resume.busy} onClick={() => void resume.run({ runId: run.id })}>
            {t('linkage.resumeDo')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}

function Found({ run }: { run: Run }) {
  const t = useT();
  const { counts, pairs } = run;
  const { number } = useFormats();
  const of = (name: string): string => number(counts[name] ?? 0);
  return (
    <Section title={t('linkage.foundTitle')}>
      <Stack>
        <KeyValues
          facts={[
            { label: t('linkage.recordsHeader'), value: of('records') },
            { label: t('linkage.candidates'), value: of('candidates') },
            { label: t('linkage.proposed'), value: of('kept') },
            { label: t('linkage.automatic'), value: of('automatic') },
            { label: t('linkage.bridges'), value: of('bridges') },
          ]}
        />
        <Row>
          {pairs !== null && waitsOf(pairs) > 0 && (
            <ButtonLink to={listOf(run, stateToDecide(pairs))} tone="primary">
              {t('linkage.reviewThese')}
            </ButtonLink>
          )}
          <SaveReport run={run} />
        </Row>
        {pairs && <Became run={run} pairs={pairs} />}
      </Stack>
    </Section>
  );
}

const listOf = (run: Run, state: PairView['state']): string =>
  `/linkage?${new URLSearchParams({ run: run.id, state }).toString()}`;

/** How it stands by now with the pairs that were found; each number leads to the list of just these. */
function Became({ run, pairs }: { run: Run; pairs: RunPairs }) {
  const t = useT();
  const { number } = useFormats();
  const stateWord = useStateWord();
  const listed = (['open', 'disagreed', 'undecided', 'same', 'different'] as const).map((state) => ({
    label: stateWord(state).word,
    count: pairs[state],
    to: listOf(run, state),
  }));
  const unlisted = [
    { label: t('linkage.pairsSaid'), count: pairs.said, to: null },
    { label: t('linkage.pairsElsewhere'), count: pairs.elsewhere, to: null },
    { label: t('linkage.pairsGone'), count: pairs.gone, to: null },
  ].filter(({ count }) => count > 0);
  return (
    <Stack gap="sm">
      <Text>{t('linkage.becameLead')}</Text>
      <KeyValues
        facts={[...listed, ...unlisted].map(({ label, count, to }) => ({
          label,
          value: to === null || count === 0 ? number(count) : <TextLink to={to}>{number(count)}</TextLink>,
        }))}
      />
    </Stack>
  );
}
