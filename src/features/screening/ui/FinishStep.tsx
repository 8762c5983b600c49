import { useState } from 'react';
import { Button, ButtonLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { DateField } from '../../../kit/DateField.tsx';
import { CheckboxField } from '../../../kit/fields.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Form, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import { crimeAnswers } from '../../../words/cases.ts';
import { useMay } from '../../accounts/ui/session.tsx';
import { screen } from '../rules.ts';
import { ended } from './changes.ts';
import { ResultView } from './ResultView.tsx';
import type { InterviewSession, ScreeningKit, Written } from './session.ts';

type FinishStepProps = {
  session: InterviewSession;
  kit: ScreeningKit;
  exercise: string | null;
  onBack: () => void;
};
type Crime = (typeof crimeAnswers)[number];

/** The end of an interview: what it shows, what to do now, and whether a case is opened. */
export function FinishStep({ session, kit: { instruments, country, law }, exercise, onBack }: FinishStepProps) {
  const t = useT();
  const codes = useCodeWords();
  const mayOpen = useMay('case.create');
  const { interview, caseId } = session;
  const result = screen(interview, instruments);
  const [wantsCase, setWantsCase] = useState(result.level === 'some' || result.level === 'strong');
  const [tip, setTip] = useState<Crime>(
    result.level === 'some' || result.level === 'strong' ? 'suspected' : 'not-asked',
  );
  const [som, setSom] = useState<Crime>('not-asked');
  const [done, setDone] = useState<Written | null>(null);
  const offersCase = mayOpen && caseId === null && exercise === null;
  const opens = offersCase && wantsCase;

  async function finish(): Promise<void> {
    const written = await session.save({ interview: ended(interview), opening: opens ? { tip, som } : null });
    if (written) setDone(written);
  }

  const choices = codes.choices('crime', crimeAnswers);
  return (
    <Stack>
      {done !== null && <Done written={done} caseId={done.caseId ?? caseId} />}
      {done === null && (
        <Section title={t('screening.finish')} lead={t('screening.finishText')}>
          <Form onSubmit={() => void finish()} label={t('screening.finish')}>
            <Columns>
              <DateField
                label={t('screening.happenedOn')}
                help={t('screening.happenedOnHelp')}
                value={interview.happenedOn ?? ''}
                onChange={(day) =>
                  session.update(({ happenedOn: _before, ...rest }) => ({
                    ...rest,
                    ...(day !== '' && { happenedOn: day }),
                  }))
                }
              />
              {opens && (
                <>
                  <SelectField
                    label={t('cases.tip')}
                    options={choices}
                    value={tip}
                    onChange={(value) => setTip((value ?? 'not-asked') as Crime)}
                  />
                  <SelectField
                    label={t('cases.som')}
                    options={choices}
                    value={som}
                    onChange={(value) => setSom((value ?? 'not-asked') as Crime)}
                  />
                </>
              )}
            </Columns>
            {offersCase && (
              <CheckboxField
                label={t('screening.openCase')}
                help={t('screening.openCaseHelp')}
                checked={wantsCase}
                onChange={setWantsCase}
              />
            )}
            <Row>
              <Button tone="primary" submit busy={session.busy}>
                {t('screening.finish')}
              </Button>
              <Button tone="quiet" icon="previous" onClick={onBack}>
                {t('screening.goOnAsking')}
              </Button>
            </Row>
          </Form>
        </Section>
      )}
      <ResultView interview={interview} result={result} country={country} law={law} />
    </Stack>
  );
}

function Done({ written, caseId }: { written: Written; caseId: string | null }) {
  const t = useT();
  // What waits on a device has no version of the server yet.
  const waits = written.version < 1;
  return (
    <Message tone={waits ? 'attention' : 'good'} title={t(waits ? 'screening.doneWaits' : 'screening.done')} live>
      {waits ? (
        <Text>{t('screening.doneWaitsText')}</Text>
      ) : (
        <Row>
          {caseId !== null && (
            <ButtonLink to={`/cases/${caseId}`} tone="primary">
              {written.caseNumber === null
                ? t('screening.toCase')
                : t('screening.toCaseNumber', { number: written.caseNumber })}
            </ButtonLink>
          )}
          <ButtonLink to={`/screenings/${written.id}`}>{t('screening.toScreening')}</ButtonLink>
        </Row>
      )}
    </Message>
  );
}
