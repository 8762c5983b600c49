import { useCodeWords } from '../../../kit/codeWords.ts';
import { useFormats, useLanguage, useT } from '../../../kit/i18n.ts';
import { questionOf } from '../../../words/screening/questions.ts';
import { codesSeen, type Interview } from '../rules.ts';
import { partOf, type ChosenPart } from '../rules/joining.ts';
import type { InstrumentContent } from '../schema.ts';

export type AnswerText = {
  /** What an answer or a part stands for, in the reader's language. */
  label: (key: string) => string;
  /** What an interview says of it. */
  text: (interview: Interview, key: string) => string;
};

/** Writes the answers of an interview, and what is known beside them, for the reader. */
export function useAnswerText(lists: readonly InstrumentContent[]): AnswerText {
  const t = useT();
  const own = useLanguage();
  const codes = useCodeWords();
  const { list, date } = useFormats();

  function label(key: string): string {
    if (key === 'claimed') return t('screening.claimedAge');
    if (key === 'guardian') return t('screening.guardianKind');
    if (key === 'citizenship' || key === 'happenedOn') return t(`screening.${key}`);
    const [instrument = '', code = ''] = key.split('/');
    const sign = lists.find((one) => one.code === instrument)?.indicators.find((one) => one.code === code);
    return questionOf(key)?.words[own].sign ?? sign?.label[own] ?? sign?.label['en'] ?? codes.word(instrument, code);
  }

  function ofPart(interview: Interview, part: ChosenPart): string {
    const { age, guardian, citizenship, happenedOn } = interview;
    if (partOf(interview, part) === undefined) return t('screening.notAsked');
    if (part === 'claimed')
      return t('screening.claimedSpan', { min: age.claimed?.min ?? '', max: age.claimed?.max ?? '' });
    if (part === 'guardian') return t(`code.screeningGuardian.${guardian?.kind ?? 'none'}`);
    return part === 'citizenship' ? codes.country(citizenship ?? '') : date(happenedOn ?? '');
  }

  function text(interview: Interview, key: string): string {
    if (['claimed', 'guardian', 'citizenship', 'happenedOn'].includes(key)) return ofPart(interview, key as ChosenPart);
    const answer = interview.answers[key];
    const question = questionOf(key);
    const named = codesSeen(interview, key);
    if (answer !== undefined && named.length > 0)
      return list(
        named.map((code) => (question?.list === undefined ? codes.country(code) : codes.word(question.list, code))),
      );
    const value = answer?.value ?? 'not-asked';
    return t(value === 'seen' ? 'screening.seen' : value === 'not-seen' ? 'screening.notSeen' : 'screening.notAsked');
  }

  return { label, text };
}
