import { useState } from 'react';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { ChoiceCards } from '../../../kit/choiceCards.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { TextField } from '../../../kit/fields.tsx';
import { languages, useLanguage, useT } from '../../../kit/i18n.ts';
import { Columns, Form, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { interviewLanguages, type InterviewLanguage } from '../../../words/screening/questions.ts';
import { modes, type Interpreter, type Mode } from '../rules.ts';
import { InterpreterFields } from './InterpreterFields.tsx';
import { isInterviewLanguage } from './languageChoice.ts';
import { useScreeningKit } from './session.ts';
import { useInterviewWords } from './words.ts';

export interface Settings {
  readonly mode: Mode;
  readonly language: InterviewLanguage;
  readonly interpreter: Interpreter | null;
  readonly exercise: string | null;
}

type SetUpInterviewProps = {
  inCase: boolean;
  mode: Mode;
  language: InterviewLanguage | null;
  onBegin: (settings: Settings) => void;
};

/** How the interview is held. Nothing here asks who the person is. */
export function SetUpInterview({ inCase, mode: firstMode, language: firstLanguage, onBegin }: SetUpInterviewProps) {
  const t = useT();
  const own = useLanguage();
  const [mode, setMode] = useState<Mode>(firstMode);
  const [language, setLanguage] = useState<InterviewLanguage>(firstLanguage ?? own);
  const [interpreter, setInterpreter] = useState<Interpreter | null>(null);
  const [exercise, setExercise] = useState('');
  // Fetched now, so that the interview runs with no network.
  useScreeningKit();
  useInterviewWords(language);
  const begin = (): void =>
    onBegin({
      mode,
      language,
      interpreter,
      exercise: exercise.trim() === '' ? null : exercise.trim(),
    });
  return (
    <>
      <PageHeader
        title={t('screening.begin')}
        lead={t('screening.beginText')}
        trail={<TextLink to="/screenings">{t('page.screenings')}</TextLink>}
      />
      <Form onSubmit={begin} label={t('screening.begin')}>
        <Section title={t('screening.how')}>
          <Stack>
            <ChoiceCards
              label={t('screening.mode')}
              value={mode}
              onChange={(value) => setMode(value as Mode)}
              choices={modes.map((value) => ({
                value,
                label: t(`code.screeningMode.${value}`),
                text: t(`code.screeningModeText.${value}`),
              }))}
            />
            <Columns>
              <SelectField
                label={t('screening.language')}
                options={interviewLanguages.map((code) => ({ value: code, label: languages[code].name }))}
                value={language}
                onChange={(value) => isInterviewLanguage(value) && setLanguage(value)}
              />
              {!inCase && (
                <TextField
                  label={t('screening.exercise')}
                  help={t('screening.exerciseHelp')}
                  value={exercise}
                  onChange={setExercise}
                />
              )}
            </Columns>
            <InterpreterFields interpreter={interpreter} onChange={setInterpreter} />
          </Stack>
        </Section>
        <Row>
          <Button tone="primary" submit>
            {t('screening.start')}
          </Button>
        </Row>
      </Form>
    </>
  );
}
