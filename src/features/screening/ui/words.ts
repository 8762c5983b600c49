import { useMemo } from 'react';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { languages, useLanguage, useT, useTongue, type Language } from '../../../kit/i18n.ts';
import type { TwoTongues } from '../../../kit/interview.tsx';
import { codeLabel, isCodeListId } from '../../../words/codes.ts';
import { labelIn } from '../../../words/labels.ts';
import type { InterviewLanguage, Question } from '../../../words/screening/questions.ts';

/** Words of the interview in the person's language with the officer's beside them. */
export interface InterviewWords {
  readonly question: (question: Question) => TwoTongues;
  readonly key: (
    key: 'answer.yes' | 'answer.no' | `screening.answer.${string}` | `screening.told.${string}`,
  ) => TwoTongues;
  readonly code: (list: string, code: string) => TwoTongues;
  /** The sign a question stands for, in the officer's language. */
  readonly sign: (question: Question) => string;
}

/** The officer reads what the person does not: nothing is said twice where both speak one language. */
export function useInterviewWords(spokenLanguage: InterviewLanguage): InterviewWords {
  const t = useT();
  const own = useLanguage();
  const codes = useCodeWords();
  const tongue = useTongue(spokenLanguage as Language);
  return useMemo(() => {
    const both = (spoken: string, read: string): TwoTongues => ({
      spoken,
      language: spokenLanguage,
      direction: languages[spokenLanguage].direction,
      read: spokenLanguage === own ? null : read,
    });
    const spokenCode = (list: string, code: string): string => {
      if (list === 'channels') return tongue?.t(`code.channels.${code}`) ?? code;
      return labelIn(tongue?.labels ?? null, list, code)?.text ?? (isCodeListId(list) ? codeLabel(list, code) : code);
    };
    return {
      question: ({ words }) => both(words[spokenLanguage].ask, words[own].ask),
      key: (key) => both(tongue?.t(key as 'answer.yes') ?? t(key as 'answer.yes'), t(key as 'answer.yes')),
      code: (list, code) => both(spokenCode(list, code), codes.word(list, code)),
      sign: ({ words }) => words[own].sign,
    };
  }, [spokenLanguage, own, codes, t, tongue]);
}
