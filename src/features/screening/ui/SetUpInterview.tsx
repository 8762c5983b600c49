import { useState } from 'react';
import { Button, TextLink } from '../../../kit/actions.tsx';
import { ChoiceCards } from '../../../kit/choiceCards.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { CheckboxField, TextField } from '../../../kit/fields.tsx';
import { languages, useLanguage, useT } from '../../../kit/i18n.ts';
import { Columns, Form, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { interviewLanguages, type InterviewLanguage } from '../../../words/screening/questions.ts';
import { interpreterKinds, modes, type Interpreter, type Mode } from '../rules.ts';
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
  const [kind, setKind] = useState<Interpreter['kind'] | null>(null);
  const [tongue, setTongue] = useState('');
  const [cleared, setCleared] = useState(false);
  const [exercise, setExercise] = useState('');
  // Fetched now, so that the interview runs with no network.
  useScreeningKit();
  useInterviewWords(language);
  const begin = (): void =>
    onBegin({
      mode,
      language,
      interpreter: kind && { kind, ...(tongue.trim() !== '' && { language: tongue.trim() }), cleared },
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
              <SelectField
                label={t('screening.interpreter')}
                clearable
                options={interpreterKinds.map((value) => ({ value, label: t(`code.screeningInterpreter.${value}`) }))}
                value={kind}
                onChange={(value) => setKind(value as Interpreter['kind'] | null)}
              />
              {kind !== null && kind !== 'none-needed' && (
                <TextField label={t('screening.interpreterLanguage')} value={tongue} onChange={setTongue} />
              )}
              {!inCase && (
                <TextField
                  label={t('screening.exercise')}
                  help={t('screening.exerciseHelp')}
                  value={exercise}
                  onChange={setExercise}
                />
              )}
            </Columns>
            {kind !== null && kind !== 'none-needed' && (
              <CheckboxField
                label={t('screening.interpreterCleared')}
                help={t('screening.interpreterClearedHelp')}
                checked={cleared}
                onChange={setCleared}
              />
            )}
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
