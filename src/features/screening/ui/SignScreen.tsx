import { languages, useLanguage, useT } from '../../../kit/i18n.ts';
import { SpokenQuestion } from '../../../kit/interview.tsx';
import { Text } from '../../../kit/layout.tsx';
import type { Interview } from '../rules.ts';
import type { InstrumentContent } from '../schema.ts';
import { LeaveOut, SignAnswer } from './QuestionScreen.tsx';

/** A sign of a list of the agency's own, with the words its administrator gave it. */
interface OwnSign {
  /** As answers name it: `list/code`. */
  readonly key: string;
  readonly words: Readonly<Record<string, string>>;
  readonly title: Readonly<Record<string, string>>;
}

/** The sign an answer's key names; null where no list of the agency holds it any more. */
export function ownSign(lists: readonly InstrumentContent[], key: string): OwnSign | null {
  const list = lists.find(({ code }) => key.startsWith(`${code}/`));
  const sign = list?.indicators.find(({ code }) => key === `${list.code}/${code}`);
  return list && sign ? { key, words: sign.label, title: list.title } : null;
}

type SignScreenProps = {
  sign: OwnSign;
  interview: Interview;
  onAnswer: (change: (before: Interview) => Interview) => void;
};

/** One sign of an own list on the screen, in the person's language where the list has it. */
export function SignScreen({ sign: { key, words, title }, interview, onAnswer }: SignScreenProps) {
  const t = useT();
  const own = useLanguage();
  const isSeen = interview.mode === 'observation';
  const wanted = isSeen ? own : interview.language;
  const language = words[wanted] === undefined ? 'en' : wanted;
  const spoken = words[language] ?? key;
  const read = words[own] ?? words['en'] ?? key;
  return (
    <SpokenQuestion
      words={{ spoken, language, direction: languages[language].direction, read: read === spoken ? null : read }}
      note={<Text quiet>{t('screening.ofOwnList', { list: title[own] ?? title['en'] ?? '' })}</Text>}
    >
      <SignAnswer answerKey={key} interview={interview} isSeen={isSeen} onAnswer={onAnswer} />
      <LeaveOut answerKey={key} onAnswer={onAnswer} />
    </SpokenQuestion>
  );
}
