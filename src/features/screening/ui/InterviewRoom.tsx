import { useEffect, useState } from 'react';
import { useAction } from '../../../client/hooks.tsx';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { languages, useFormats, useT } from '../../../kit/i18n.ts';
import { ActionBar } from '../../../kit/interview.tsx';
import { PageHeader, Row, Stack } from '../../../kit/layout.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Loading, Message } from '../../../kit/states.tsx';
import {
  ageView,
  childClock,
  emergencyView,
  nextStep,
  openQuestions,
  openSigns,
  type Instrument,
  type Interview,
} from '../rules.ts';
import { AgeStep } from './AgeStep.tsx';
import { isPaused, marked } from './changes.ts';
import { ChangeInterpreter } from './InterpreterFields.tsx';
import { OneByOne } from './OneByOne.tsx';
import { useInterviewSession, useScreeningKit, type Begun, type InterviewSession } from './session.ts';

const FinishStep = lazyPart(async () => (await import('./FinishStep.tsx')).FinishStep, <Loading />);

const DenseForm = lazyPart(async () => (await import('./DenseForm.tsx')).DenseForm, <Loading />);
const Differences = lazyPart(async () => (await import('./TwoDevices.tsx')).Differences, <Loading />);

type View = 'one' | 'all' | 'age' | 'interpreter' | 'end';

/** The interview itself. All of it is one object on this device, so that it goes on when the line is gone. */
export function InterviewRoom({ begun }: { begun: Begun }) {
  const t = useT();
  const session = useInterviewSession(begun);
  const kit = useScreeningKit();
  const [view, setView] = useState<View>('one');
  const [chosen, setChosen] = useState<string | null>(null);
  const told = useAction('screenings.told', { caseId: begun.caseId ?? '' }, { enabled: begun.caseId !== null });
  const { interview } = session;
  const paused = isPaused(interview);
  const known = told.data?.told ?? {};
  const step = nextStep(interview, kit.instruments);
  // Danger, the age, a guardian and the person's own yes are not passed over by looking at all questions.
  const mustStep = step.kind === 'blocked' || (step.kind === 'question' && step.because[0] === 'emergency');
  return (
    <>
      <PageHeader
        title={t(`code.screeningMode.${interview.mode}`)}
        lead={<HowFar interview={interview} session={session} instruments={kit.instruments} />}
        trail={<TextLink to="/screenings">{t('page.screenings')}</TextLink>}
      />
      <Stack>
        <Warnings interview={interview} session={session} />
        {paused ? (
          <Message tone="info" title={t('screening.paused')} live>
            <Button tone="primary" onClick={() => session.update(marked('resume'))}>
              {t('screening.resume')}
            </Button>
          </Message>
        ) : view === 'end' ? (
          <FinishStep session={session} kit={kit} exercise={begun.exercise} onBack={() => setView('one')} />
        ) : view === 'age' ? (
          <AgeStep interview={interview} onChange={session.update} onDone={() => setView('one')} />
        ) : view === 'interpreter' ? (
          <ChangeInterpreter interview={interview} onChange={session.update} onDone={() => setView('one')} />
        ) : view === 'all' && !mustStep ? (
          <DenseForm
            interview={interview}
            lists={kit.lists}
            told={known}
            onChange={session.update}
            onOpen={(question) => {
              setChosen(question);
              setView('one');
            }}
          />
        ) : (
          <OneByOne
            session={session}
            kit={kit}
            told={known}
            chosen={chosen}
            onChoose={setChosen}
            onEnd={() => setView('end')}
          />
        )}
      </Stack>
      {!paused && view !== 'end' && (
        <Tools session={session} view={view} onView={setView} onEnd={() => setView('end')} />
      )}
    </>
  );
}

type HowFarProps = { interview: Interview; session: InterviewSession; instruments: readonly Instrument[] };

function HowFar({ interview, session, instruments }: HowFarProps) {
  const t = useT();
  const asked = Object.keys(interview.answers).length;
  const open = openQuestions(interview).length + openSigns(interview, instruments).length;
  return (
    <Row>
      <Badge>{languages[interview.language].name}</Badge>
      <span>{t('screening.howFar', { asked, open })}</span>
      <span>{session.unsaved > 0 ? t('screening.unsaved') : asked > 0 ? t('screening.saved') : ''}</span>
    </Row>
  );
}

const minute = 60_000;

/** The moment, anew each minute. */
function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** What must stay in sight: danger, a child with its clock, what another device said otherwise. */
function Warnings({ interview, session }: { interview: Interview; session: InterviewSession }) {
  const t = useT();
  const formats = useFormats();
  const { dangers } = emergencyView(interview);
  const isChild = ageView(interview.age, interview.startedAt.slice(0, 10)).treatAs === 'child';
  const clock = childClock(interview, useNow());
  return (
    <>
      <ProblemMessage problem={session.problem} onRetry={() => void session.save()} />
      {session.differing !== null && (
        <Differences {...session.differing} joined={interview} onChoose={session.choose} />
      )}
      {dangers.length > 0 && (
        <Message tone="bad" title={t('screening.danger')} live>
          {dangers.map((id) => t(`code.screeningDanger.${id}`)).join(' ')}
        </Message>
      )}
      {isChild && (
        <Message tone={clock.state === 'overdue' ? 'bad' : 'attention'} title={t('screening.child')}>
          <Stack gap="sm">
            <span>
              {interview.protectionToldAt
                ? t('screening.childTold', { at: formats.dateTime(interview.protectionToldAt) })
                : t('screening.childDue', { at: formats.dateTime(clock.dueAt) })}
            </span>
            {!interview.protectionToldAt && (
              <Row>
                <Button
                  small
                  onClick={() =>
                    session.update((before) => ({ ...before, protectionToldAt: new Date().toISOString() }))
                  }
                >
                  {t('screening.childTell')}
                </Button>
              </Row>
            )}
          </Stack>
        </Message>
      )}
    </>
  );
}

type ToolsProps = { session: InterviewSession; view: View; onView: (view: View) => void; onEnd: () => void };

/** A pause, distress, the other form, the end: always at hand. */
function Tools({ session, view, onView, onEnd }: ToolsProps) {
  const t = useT();
  const { interview, update, save } = session;
  return (
    <ActionBar
      end={
        <Button tone="secondary" onClick={onEnd}>
          {t('screening.toEnd')}
        </Button>
      }
    >
      <Button
        onClick={() => {
          update(marked('pause'));
          void save();
        }}
      >
        {t('screening.pause')}
      </Button>
      <Button onClick={() => update(marked('distress'))}>{t('screening.distress')}</Button>
      <Button tone="quiet" onClick={() => onView(view === 'all' ? 'one' : 'all')}>
        {t(view === 'all' ? 'screening.oneByOne' : 'screening.allAtOnce')}
      </Button>
      <Button tone="quiet" onClick={() => onView('age')}>
        {t('screening.age')}
      </Button>
      {interview.mode === 'interview' && (
        <Button tone="quiet" onClick={() => onView('interpreter')}>
          {t('screening.interpreter')}
        </Button>
      )}
    </ActionBar>
  );
}
