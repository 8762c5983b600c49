import { useCodeWords } from '../../../kit/codeWords.ts';
import { useFormats, useLanguage, useT } from '../../../kit/i18n.ts';
import { CompactChoice, LabelledRows } from '../../../kit/interview.tsx';
import { Button } from '../../../kit/actions.tsx';
import { Section, Stack } from '../../../kit/layout.tsx';
import { questions, stages } from '../../../words/screening/questions.ts';
import { isRelevant, publishedInstruments, questionsFor, seenOf, type Interview, type Told } from '../rules.ts';
import type { InstrumentContent } from '../schema.ts';
import { answered } from './changes.ts';
import { useInterviewWords } from './words.ts';

type DenseFormProps = {
  interview: Interview;
  /** Lists of the agency's own. */
  lists: readonly InstrumentContent[];
  told: Readonly<Record<string, readonly Told[]>>;
  onChange: (change: (before: Interview) => Interview) => void;
  /** Shows one question on a screen of its own. */
  onOpen: (question: string) => void;
};

/** All questions below each other, for who knows them: three answers a line. */
export function DenseForm({ interview, lists, told, onChange, onOpen }: DenseFormProps) {
  const t = useT();
  const formats = useFormats();
  const words = useInterviewWords(interview.language);
  const shown = stages.filter((stage) => interview.mode !== 'emergency' || stage === 'emergency');
  const fits = (observable: boolean): boolean => interview.mode !== 'observation' || observable;
  return (
    <Stack>
      {shown.map((stage) => (
        <Section key={stage} title={t(`code.screeningStage.${stage}`)}>
          <LabelledRows
            label={t(`code.screeningStage.${stage}`)}
            rows={questions
              .filter(
                (question) => question.stage === stage && fits(question.observable) && isRelevant(interview, question),
              )
              .map((question) => {
                const earlier = told[question.id]?.[0];
                return {
                  key: question.id,
                  text: words.sign(question),
                  note: earlier && t('screening.toldShort', { to: earlier.to, on: formats.date(earlier.on) }),
                  side:
                    question.kind === 'sign' ? (
                      <CompactChoice
                        label={words.sign(question)}
                        value={seenOf(interview, question.id)}
                        choices={[
                          { value: 'seen', label: t('screening.seen') },
                          { value: 'not-seen', label: t('screening.notSeen') },
                          { value: 'not-asked', label: t('screening.notAsked') },
                        ]}
                        onChange={(value) =>
                          onChange(
                            answered(
                              question.id,
                              value as 'seen',
                              interview.mode === 'observation' ? 'observed' : 'told',
                            ),
                          )
                        }
                      />
                    ) : (
                      <Button small onClick={() => onOpen(question.id)}>
                        {t(interview.answers[question.id] ? 'screening.change' : 'screening.ask')}
                      </Button>
                    ),
                };
              })}
          />
        </Section>
      ))}
      {interview.mode !== 'emergency' && <FurtherSigns interview={interview} lists={lists} onChange={onChange} />}
    </Stack>
  );
}

/** Signs of the agency's lists, and those of the published ones that no question stands for. */
function FurtherSigns({ interview, lists, onChange }: Pick<DenseFormProps, 'interview' | 'lists' | 'onChange'>) {
  const t = useT();
  const language = useLanguage();
  const codes = useCodeWords();
  const own = lists.map(({ code, title, indicators }) => ({
    id: code,
    title: title[language] ?? title['en'] ?? code,
    signs: indicators.map((sign) => ({
      code: sign.code,
      words: sign.label[language] ?? sign.label['en'] ?? sign.code,
    })),
  }));
  const published = publishedInstruments.map(({ id, indicators }) => ({
    id,
    title: t(`code.screeningInstrument.${id}`),
    signs: indicators
      .filter(({ code }) => questionsFor(id, code).length === 0)
      .map(({ code }) => ({ code, words: `${codes.word(id, code)} (${code})` })),
  }));
  return [...own, ...published]
    .filter(({ signs }) => signs.length > 0)
    .map(({ id, title, signs }) => (
      <Section key={id} title={t('screening.further', { list: title })}>
        <LabelledRows
          label={title}
          rows={signs.map(({ code, words }) => ({
            key: code,
            text: words,
            side: (
              <CompactChoice
                label={words}
                value={seenOf(interview, `${id}/${code}`)}
                choices={[
                  { value: 'seen', label: t('screening.seen') },
                  { value: 'not-seen', label: t('screening.notSeen') },
                  { value: 'not-asked', label: t('screening.notAsked') },
                ]}
                onChange={(value) =>
                  onChange(
                    answered(`${id}/${code}`, value as 'seen', interview.mode === 'observation' ? 'observed' : 'told'),
                  )
                }
              />
            ),
          }))}
        />
      </Section>
    ));
}
