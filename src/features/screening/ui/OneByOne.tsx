import { useState, type ReactNode } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Narrow, Row, Stack } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { questionOf } from '../../../words/screening/questions.ts';
import { nextStep, type Because, type Interview, type Step, type Told } from '../rules.ts';
import { AgeStep } from './AgeStep.tsx';
import { AgreementStep, GuardianStep, NotSafeStep } from './BlockedSteps.tsx';
import { QuestionScreen } from './QuestionScreen.tsx';
import type { InterviewSession, ScreeningKit } from './session.ts';
import { ownSign, SignScreen } from './SignScreen.tsx';

type OneByOneProps = {
  session: InterviewSession;
  kit: ScreeningKit;
  told: Readonly<Record<string, readonly Told[]>>;
  /** A question that was gone back to. */
  chosen: string | null;
  onChoose: (question: string | null) => void;
  onEnd: () => void;
};

/** One question a screen: the next useful one, or one that was gone back to. */
export function OneByOne({ session, kit, told, chosen, onChoose, onEnd }: OneByOneProps) {
  const t = useT();
  const { interview, update } = session;
  const [past, setPast] = useState<readonly string[]>([]);
  const step = nextStep(interview, kit.instruments);
  const shown = chosen ?? shownBy(step);
  const question = shown === null ? undefined : questionOf(shown);
  const sign = shown === null || question ? null : ownSign(kit.lists, shown);
  const because: readonly Because[] = chosen === null && step.kind === 'question' ? step.because : [];
  const answer = (change: (before: Interview) => Interview): void => {
    update(change);
    if (shown !== null) setPast([...past.filter((id) => id !== shown), shown]);
    onChoose(null);
  };
  const last = past.at(-1);
  const back = last !== undefined && (
    <Button
      tone="quiet"
      icon="previous"
      onClick={() => {
        onChoose(last);
        setPast(past.slice(0, -1));
      }}
    >
      {t('screening.back')}
    </Button>
  );
  let content: ReactNode;
  if (question)
    content = (
      <QuestionScreen
        key={question.id}
        question={question}
        interview={interview}
        because={because}
        told={told[question.id] ?? []}
        onAnswer={answer}
      />
    );
  else if (sign) content = <SignScreen key={sign.key} sign={sign} interview={interview} onAnswer={answer} />;
  else if (step.kind === 'blocked') content = <Blocked by={step.by} session={session} />;
  else
    content = (
      <Message tone="good" title={t('screening.allAsked')}>
        <Button tone="primary" onClick={onEnd}>
          {t('screening.toEnd')}
        </Button>
      </Message>
    );
  return (
    <Narrow>
      <Stack gap="sm">
        {content}
        {back && <Row>{back}</Row>}
      </Stack>
    </Narrow>
  );
}

/** What a step asks: a question, or a sign of an own list as `list/code`. */
const shownBy = (step: Step): string | null =>
  step.kind === 'question' ? step.question : step.kind === 'sign' ? `${step.instrument}/${step.code}` : null;

function Blocked({ by, session }: { by: string; session: InterviewSession }) {
  const props = { interview: session.interview, onChange: session.update };
  if (by === 'age') return <AgeStep {...props} onDone={() => undefined} />;
  if (by === 'guardian') return <GuardianStep {...props} />;
  if (by === 'agreement') return <AgreementStep {...props} />;
  return <NotSafeStep {...props} />;
}
