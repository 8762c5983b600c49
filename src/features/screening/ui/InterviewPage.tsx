import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Loading } from '../../../kit/states.tsx';
import { newInterview, type Interview, type Mode } from '../rules.ts';
import { isInterviewLanguage } from './languageChoice.ts';
import { InterviewRoom } from './InterviewRoom.tsx';
import type { Begun } from './session.ts';
import { SetUpInterview, type Settings } from './SetUpInterview.tsx';

const ScreeningView = lazyPart(async () => (await import('./ScreeningView.tsx')).ScreeningView, <Loading />);

/** A new interview: how it is held, then the questions. Nothing is kept before it begins. */
export function NewInterviewPage() {
  const [search] = useSearchParams();
  const [begun, setBegun] = useState<Begun | null>(null);
  const caseId = search.get('case');
  const begin = ({ mode, language, interpreter, exercise }: Settings): void =>
    setBegun({
      id: null,
      version: 0,
      caseId,
      exercise,
      interview: { ...newInterview(mode, language, new Date().toISOString()), interpreter },
    });
  if (begun === null) {
    const asked = search.get('language');
    return (
      <SetUpInterview
        inCase={caseId !== null}
        mode={(search.get('mode') as Mode | null) ?? 'interview'}
        language={isInterviewLanguage(asked) ? asked : null}
        onBegin={begin}
      />
    );
  }
  return <InterviewRoom begun={begun} />;
}

/** One screening: gone on with while it runs, read when it is finished. */
export function ScreeningPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const id = params['screeningId'] ?? '';
  const opened = useAction('screenings.open', { id });
  const [resumed, setResumed] = useState<Begun | null>(null);
  if (resumed !== null) return <InterviewRoom key={id} begun={resumed} />;
  return (
    <Loaded of={opened} wholePage>
      {(found) => (
        <ScreeningView
          found={found}
          onResume={
            found.screening.state === 'running' && found.interview !== null && found.interview !== undefined
              ? () =>
                  setResumed({
                    id,
                    version: found.screening.version,
                    caseId: found.screening.caseId,
                    exercise: found.screening.exercise,
                    interview: found.interview as Interview,
                  })
              : null
          }
        />
      )}
    </Loaded>
  );
}
