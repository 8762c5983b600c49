import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ActionTypes } from '../../../client/index.ts';
import { useRun } from '../../../client/hooks.tsx';
import { Button, ButtonLink, TextLink } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { languages, useFormats, useT } from '../../../kit/i18n.ts';
import { LabelledBadges } from '../../../kit/LabelledBadges.tsx';
import { Foreign, OnPaper, PageHeader, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { Interview, ScreeningResult } from '../rules.ts';
import { DecisionSection } from './DecisionSection.tsx';
import { isInterviewLanguage } from './languageChoice.ts';
import { LevelBadge } from './LevelBadge.tsx';
import { ResultView } from './ResultView.tsx';
import { useScreeningKit } from './session.ts';

type Found = ActionTypes['screenings.open']['output'];

/** One screening as it was kept: what it shows, as it was scored on its day, and what people decided. */
export function ScreeningView({ found, onResume }: { found: Found; onResume: (() => void) | null }) {
  const t = useT();
  const formats = useFormats();
  const { country, law } = useScreeningKit();
  const { screening } = found;
  const running = screening.state === 'running';
  return (
    <Stack>
      <PageHeader
        title={t('screening.title')}
        trail={<TextLink to="/screenings">{t('page.screenings')}</TextLink>}
        actions={
          <>
            {onResume !== null && (
              <Button tone="primary" onClick={onResume}>
                {t('screening.resumeHere')}
              </Button>
            )}
            {!running && (
              <Button icon="print" onClick={() => window.print()}>
                {t('summary.print')}
              </Button>
            )}
            {screening.caseId !== null && (
              <ButtonLink to={`/cases/${screening.caseId}`}>
                {t('screening.toCaseNumber', { number: screening.caseNumber ?? '' })}
              </ButtonLink>
            )}
            {screening.caseId === null && <Forget screening={screening} />}
          </>
        }
      />
      <OnPaper>
        <Message tone="attention" title={t('summary.confidential')}>
          {t('copy.onPaper')}
        </Message>
      </OnPaper>
      <LabelledBadges
        label={t('screening.title')}
        items={[
          { label: t('screening.level'), value: <LevelBadge level={screening.level} /> },
          { label: t('screening.mode'), value: <Badge>{t(`code.screeningMode.${screening.mode}`)}</Badge> },
          { label: t('screening.treatAs'), value: <Badge>{t(`code.screeningTreatAs.${screening.treatAs}`)}</Badge> },
          { label: t('screening.on'), value: <Badge>{formats.dateTime(screening.startedAt)}</Badge> },
          {
            label: t('screening.state'),
            value: <Badge tone={running ? 'info' : 'neutral'}>{t(`code.screeningState.${screening.state}`)}</Badge>,
          },
          {
            label: t('screening.language'),
            value: (
              <Badge>
                {isInterviewLanguage(screening.language) ? languages[screening.language].name : screening.language}
              </Badge>
            ),
          },
          ...(screening.officerName
            ? [
                {
                  label: t('screening.officer'),
                  value: (
                    <Badge>
                      <Foreign>{screening.officerName}</Foreign>
                    </Badge>
                  ),
                },
              ]
            : []),
          ...(screening.retainUntil === null
            ? []
            : [{ label: t('screening.retain'), value: <Badge>{formats.date(screening.retainUntil)}</Badge> }]),
        ]}
      />
      {screening.danger && <Message tone="bad" title={t('screening.danger')} />}
      {!found.interview && <Message tone="info" title={t('screening.answersWithheld')} />}
      {!running && <DecisionSection found={found} />}
      {found.interview && found.result ? (
        <ResultView
          interview={found.interview as Interview}
          result={found.result as ScreeningResult}
          country={country}
          law={law}
        />
      ) : null}
    </Stack>
  );
}

/** What came to no case need not stay. */
function Forget({ screening }: { screening: Found['screening'] }) {
  const t = useT();
  const [, goTo] = useLocation();
  const [asking, setAsking] = useState(false);
  const may = useMay('case.update');
  const { run, busy, problem } = useRun('screenings.remove', ['screenings']);
  if (!may) return null;
  async function forget(): Promise<void> {
    if (await run({ id: screening.id }, { version: screening.version })) goTo('/screenings');
  }
  return (
    <>
      <Button icon="remove" onClick={() => setAsking(true)}>
        {t('screening.forget')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void forget()}
        title={t('screening.forget')}
        confirmLabel={t('screening.forget')}
        danger
        busy={busy}
      >
        <ProblemMessage problem={problem} />
        {t('screening.forgetText')}
      </ConfirmDialog>
    </>
  );
}
