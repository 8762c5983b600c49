import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { Message, ProgressBar } from '../../../kit/states.tsx';
import { Wizard } from '../../../kit/tools.tsx';
import type { ImportState, ImportView } from '../schema.ts';
import { AppliedSection } from './AppliedSection.tsx';
import { DraftSection } from './DraftSection.tsx';
import { ImportStateBadge } from './ImportStateBadge.tsx';
import { useImportWords } from './importWords.tsx';
import { useLayoutNames } from './layoutNames.ts';
import { MappingSection } from './MappingSection.tsx';
import { ProblemList } from './ProblemList.tsx';

const working: readonly ImportState[] = ['received', 'drafting', 'applying', 'undoing'];
const oneSecond = 1000;

/** One file on its way in: checked, looked at, written, and undone if need be. */
export function ImportPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const found = useAction(
    'imports.open',
    { importId: params['importId'] ?? '' },
    { again: (last) => (last !== undefined && working.includes(last.state) && !last.needsResume ? oneSecond : false) },
  );
  return (
    <Loaded of={found} wholePage>
      {(view) => <ImportView view={view} />}
    </Loaded>
  );
}

/** What was read while the work went on is out of date when it ends. */
function useReadAnewAfterWork(state: ImportState): void {
  const queries = useQueryClient();
  const isWorking = working.includes(state);
  const wasWorking = useRef(isWorking);
  useEffect(() => {
    if (wasWorking.current && !isWorking)
      void queries.invalidateQueries({
        predicate: ({ queryKey: [name] }) => name === 'imports.problems' || name === 'imports.mapping',
      });
    wasWorking.current = isWorking;
  }, [queries, isWorking]);
}

function ImportView({ view }: { view: ImportView }) {
  const t = useT();
  useReadAnewAfterWork(view.state);
  const steps = [
    { key: 'check', label: t('imports.stepCheck') },
    { key: 'apply', label: t('imports.stepApply') },
    { key: 'done', label: t('imports.stepDone') },
  ];
  return (
    <Stack>
      <PageHeader title={view.fileName} trail={<TextLink to="/imports">{t('page.imports')}</TextLink>} />
      <Wizard label={t('imports.steps')} steps={steps} current={stepOf(view.state)}>
        <Stack>
          <Present view={view} />
          {view.layout === 'own-list' && ['drafted', 'failed'].includes(view.state) && <MappingSection view={view} />}
          {view.errors + view.warnings > 0 && !working.includes(view.state) && <ProblemList view={view} />}
          <About view={view} />
        </Stack>
      </Wizard>
    </Stack>
  );
}

function stepOf(state: ImportState): string {
  if (['received', 'drafting', 'failed', 'cancelled'].includes(state)) return 'check';
  return ['drafted', 'applying'].includes(state) ? 'apply' : 'done';
}

/** What is the matter now and what can be done about it. */
function Present({ view }: { view: ImportView }) {
  const t = useT();
  if (working.includes(view.state)) return <Working view={view} />;
  if (view.state === 'drafted') return <DraftSection view={view} />;
  if (view.state === 'applied') return <AppliedSection view={view} />;
  if (view.state === 'failed') return <Failed view={view} />;
  if (view.state === 'undone')
    return (
      <Message tone="info" title={t('imports.undone')}>
        {t('imports.undoneText')} {view.undoReason !== null && <Foreign>{view.undoReason}</Foreign>}
      </Message>
    );
  return (
    <Message tone="info" title={t('imports.cancelled')}>
      {t('imports.cancelledText')}
    </Message>
  );
}

function Working({ view }: { view: ImportView }) {
  const t = useT();
  const cancel = useRun('imports.cancel');
  const { stage, done, total, secondsLeft } = view.progress;
  return (
    <Section title={t(`code.importState.${view.state}`)}>
      <Stack>
        <ProblemMessage problem={cancel.problem} />
        {view.needsResume && <Stopped view={view} />}
        <ProgressBar
          label={t(`code.importStage.${stage ?? 'reading'}`)}
          done={done}
          total={total ?? 0}
          secondsLeft={secondsLeft}
        />
        <Row>
          <Button busy={cancel.busy} onClick={() => void cancel.run({ importId: view.id })}>
            {t('imports.cancel')}
          </Button>
        </Row>
      </Stack>
    </Section>
  );
}

function Stopped({ view }: { view: ImportView }) {
  const t = useT();
  const apply = useRun('imports.apply');
  const undo = useRun('imports.undo');
  const goOn = (): void =>
    void (view.state === 'undoing'
      ? undo.run({ importId: view.id, reason: view.undoReason ?? t('imports.undo') }, { version: view.version })
      : apply.run({ importId: view.id, skipErrors: view.skipErrors }, { version: view.version }));
  return (
    <Stack gap="sm">
      <Message tone="attention" title={t('imports.stopped')}>
        {t('imports.stoppedText')}
      </Message>
      <ProblemMessage problem={apply.problem ?? undo.problem} />
      {['applying', 'undoing'].includes(view.state) && (
        <Row>
          <Button tone="primary" busy={apply.busy || undo.busy} onClick={goOn}>
            {t('imports.goOn')}
          </Button>
        </Row>
      )}
    </Stack>
  );
}

function Failed({ view }: { view: ImportView }) {
  const t = useT();
  const words = useImportWords();
  return (
    <Message tone="bad" live title={t('imports.failed')}>
      {view.problem && words.problem(view.problem)} {view.problem && words.remedy(view.problem)}
    </Message>
  );
}

function About({ view }: { view: ImportView }) {
  const t = useT();
  const { number, date, dateTime } = useFormats();
  const layoutName = useLayoutNames();
  const [whole, setWhole] = useState(false);
  return (
    <Section title={t('imports.about')}>
      <Stack gap="sm">
        <KeyValues
          facts={[
            { label: t('imports.state'), value: <ImportStateBadge state={view.state} /> },
            { label: t('imports.layout'), value: <Foreign>{layoutName(view.layout)}</Foreign> },
            ...(view.releaseDate === null ? [] : [{ label: t('imports.release'), value: date(view.releaseDate) }]),
            ...(view.rows === null ? [] : [{ label: t('imports.rows'), value: number(view.rows) }]),
            {
              label: t('imports.bytes'),
              value: t('imports.kilobytes', { size: number(Math.ceil(view.bytes / 1024)) }),
            },
            { label: t('imports.when'), value: dateTime(view.createdAt) },
            { label: t('imports.who'), value: <Foreign>{view.createdByName ?? t('value.someone')}</Foreign> },
            ...(whole ? [{ label: t('imports.digest'), value: <Foreign>{view.sha256}</Foreign> }] : []),
          ]}
        />
        {!whole && (
          <Row>
            <Button small tone="quiet" onClick={() => setWhole(true)}>
              {t('imports.digest')}
            </Button>
          </Row>
        )}
      </Stack>
    </Section>
  );
}
