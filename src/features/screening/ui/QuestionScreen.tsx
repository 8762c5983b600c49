import { useState } from 'react';
import { Button } from '../../../kit/actions.tsx';
import { MultiSelectField } from '../../../kit/choices.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { BigChecks, BigChoices, SpokenQuestion } from '../../../kit/interview.tsx';
import { Row, Stack, Text } from '../../../kit/layout.tsx';
import { Message } from '../../../kit/states.tsx';
import type { Question } from '../../../words/screening/questions.ts';
import { codesInOrder, codesSeen, skipReasons, type Because, type Interview, type Told } from '../rules.ts';
import { answered, leftOut, named } from './changes.ts';
import { useInterviewWords } from './words.ts';

type QuestionScreenProps = {
  question: Question;
  interview: Interview;
  because: readonly Because[];
  told: readonly Told[];
  onAnswer: (change: (before: Interview) => Interview) => void;
};

/** One question on the screen: asked, pointed at, or seen without a word. */
export function QuestionScreen({ question, interview, because, told, onAnswer }: QuestionScreenProps) {
  const t = useT();
  const words = useInterviewWords(interview.language);
  const { list } = useFormats();
  const isSeen = question.stage === 'observation' || interview.mode === 'observation';
  const why = because.filter((reason) => reason !== 'detail');
  return (
    <SpokenQuestion
      words={
        isSeen
          ? { ...words.question(question), read: null, ...officerWords(question, words) }
          : words.question(question)
      }
      picture={question.picture}
      note={
        <Stack gap="sm">
          {why.length > 0 && (
            <Text quiet>
              {t('screening.why', { reasons: list(why.map((reason) => t(`code.screeningBecause.${reason}`))) })}
            </Text>
          )}
          {latestOfEach(told).map((earlier) => (
            <ToldBefore
              key={`${earlier.on} ${earlier.to} ${earlier.kind}`}
              told={earlier}
              question={question}
              onAnswer={onAnswer}
            />
          ))}
        </Stack>
      }
    >
      {question.kind === 'sign' ? (
        <SignAnswer answerKey={question.id} interview={interview} isSeen={isSeen} onAnswer={onAnswer} />
      ) : (
        <NamedAnswer key={question.id} question={question} interview={interview} isSeen={isSeen} onAnswer={onAnswer} />
      )}
      <LeaveOut answerKey={question.id} onAnswer={onAnswer} />
    </SpokenQuestion>
  );
}

/** What was told before, each different answer once, as it was told last. */
const latestOfEach = (told: readonly Told[]): readonly Told[] =>
  told.filter(({ value }, at) => told.findIndex((earlier) => earlier.value === value) === at);

/** What is only looked at is for the officer's eyes. */
function officerWords(question: Question, words: ReturnType<typeof useInterviewWords>) {
  const { language, direction } = { language: document.documentElement.lang, direction: document.documentElement.dir };
  return {
    spoken: words.sign(question),
    language,
    direction: direction === 'rtl' ? ('rtl' as const) : ('ltr' as const),
  };
}

type AnswerProps = Pick<QuestionScreenProps, 'question' | 'interview' | 'onAnswer'>;
type SignAnswerProps = Pick<QuestionScreenProps, 'interview' | 'onAnswer'> & { answerKey: string; isSeen: boolean };

/** Yes and no as the person hears them; seen and not seen where only eyes tell. */
export function SignAnswer({ answerKey, interview, isSeen, onAnswer }: SignAnswerProps) {
  const t = useT();
  const words = useInterviewWords(interview.language);
  const value = interview.answers[answerKey]?.value ?? null;
  const plain = (text: string) => ({
    spoken: text,
    read: null,
    language: document.documentElement.lang,
    direction: document.documentElement.dir === 'rtl' ? ('rtl' as const) : ('ltr' as const),
  });
  return (
    <BigChoices
      label={t('screening.answer')}
      value={value === 'not-asked' ? null : value}
      onChange={(chosen) =>
        onAnswer(answered(answerKey, chosen === 'seen' ? 'seen' : 'not-seen', isSeen ? 'observed' : 'told'))
      }
      choices={
        isSeen
          ? [
              { value: 'seen', words: plain(t('screening.seen')) },
              { value: 'not-seen', words: plain(t('screening.notSeen')) },
            ]
          : [
              { value: 'seen', words: words.key('answer.yes') },
              { value: 'not-seen', words: words.key('answer.no') },
            ]
      }
    />
  );
}

function NamedAnswer({ question, interview, isSeen, onAnswer }: AnswerProps & { isSeen: boolean }) {
  const t = useT();
  const words = useInterviewWords(interview.language);
  const countries = useCountryOptions();
  const [chosen, setChosen] = useState<readonly string[]>(() => {
    const inOrder = codesInOrder(interview, question.id);
    return inOrder.length > 0 ? inOrder : codesSeen(interview, question.id);
  });
  const isCountries = question.kind === 'countries';
  const keep = (codes: readonly string[]): void =>
    onAnswer(named(question.id, codes, isSeen ? 'observed' : 'told', isCountries));
  return (
    <Stack gap="sm">
      {isCountries ? (
        <MultiSelectField
          label={t('screening.countries')}
          {...(question.id === 'transit' && { help: t('screening.countriesHelp') })}
          options={countries}
          value={chosen}
          onChange={setChosen}
        />
      ) : (
        <BigChecks
          label={t('screening.answer')}
          values={chosen}
          onChange={setChosen}
          choices={(question.codes ?? []).map((code) => ({
            value: code,
            words: words.code(question.list ?? '', code),
          }))}
        />
      )}
      <Row>
        <Button tone="primary" disabled={chosen.length === 0} onClick={() => keep(chosen)}>
          {t('screening.keepAnswer')}
        </Button>
        <Button onClick={() => keep([])}>{t('screening.noneOfThese')}</Button>
      </Row>
    </Stack>
  );
}

/** Left out, and why: never the same as a no. */
export function LeaveOut({ answerKey, onAnswer }: { answerKey: string } & Pick<QuestionScreenProps, 'onAnswer'>) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Row>
        <Button tone="quiet" onClick={() => setOpen(true)}>
          {t('screening.leaveOut')}
        </Button>
      </Row>
    );
  return (
    <Row>
      {skipReasons.map((reason) => (
        <Button key={reason} small onClick={() => onAnswer(leftOut(answerKey, reason))}>
          {t(`code.screeningSkip.${reason}`)}
        </Button>
      ))}
    </Row>
  );
}

type ToldBeforeProps = { told: Told; question: Question; onAnswer: QuestionScreenProps['onAnswer'] };

function ToldBefore({ told, question, onAnswer }: ToldBeforeProps) {
  const t = useT();
  const formats = useFormats();
  const take = (): void =>
    onAnswer(answered(question.id, told.value, 'told-elsewhere', told.codes ? { codes: told.codes } : {}));
  return (
    <Message
      tone="info"
      title={t('screening.toldBefore', {
        to: told.to,
        on: formats.date(told.on),
        answer: t(told.value === 'seen' ? 'answer.yes' : 'answer.no'),
      })}
    >
      <Button small onClick={take}>
        {t('screening.takeOver')}
      </Button>
    </Message>
  );
}
