import { useMemo } from 'react';
import { codeLabel, codesOf, isCodeListId, MASKED, UNKNOWN, type CodeListId } from '../words/codes.ts';
import { countryByAlpha3, countryName } from '../words/countries.ts';
import { labelIn } from '../words/labels.ts';
import type { Option } from './choices.tsx';
import { labelsOf, languages, useLanguage, useOptionalT, useT, type MessageKey } from './i18n.ts';
import { useLocalLabels, type LocalLabels } from './localLabels.ts';

/**
 * The words for codes, in the reader's language as far as they are translated and in English else; what the reader's
 * agency calls a code stands beside.
 */
export type CodeWords = {
  /** A code of a vocabulary list. */
  label: (list: CodeListId, code: string) => string;
  /** A country by its three letters. */
  country: (code: string) => string;
  /** A word of a short house list, such as the state of a task; an unknown one is shown as it is. */
  word: (family: string, value: string) => string;
  /** The codes of a list to choose from; "unknown" is one of them. */
  options: (list: CodeListId, scheme?: string) => readonly Option[];
  /** The words of a house list to choose from. */
  choices: (family: string, values: readonly string[]) => readonly Option[];
};

export { type CodeListId } from '../words/codes.ts';

const withLocal = (label: string, local: LocalLabels, list: string, code: string): string => {
  const name = local[`${list} ${code}`];
  return name === undefined ? label : `${label} · ${name}`;
};

/** The words for codes, for the reader of this page. */
export function useCodeWords(): CodeWords {
  const t = useT();
  const optional = useOptionalT();
  const language = useLanguage();
  const local = useLocalLabels();
  return useMemo(() => {
    const special = (code: string): string | null => {
      if (code === UNKNOWN) return t('value.unknown');
      return code === MASKED ? t('value.masked') : null;
    };
    const own = (list: CodeListId, code: string): string =>
      special(code) ?? labelIn(labelsOf(language), list, code)?.text ?? codeLabel(list, code);
    const label = (list: CodeListId, code: string): string => withLocal(own(list, code), local, list, code);
    const word = (family: string, value: string): string =>
      special(value) ??
      optional(`code.${family}.${value}` satisfies MessageKey) ??
      (isCodeListId(family) ? label(family, value) : value);
    return {
      label,
      word,
      country: (code) =>
        special(code) ?? (countryByAlpha3(code) ? countryName(code, languages[language].locale) : code),
      options: (list, scheme) => [
        ...codesOf(list)
          .filter(
            (code) =>
              code.code !== 'SX_UNKNOWN' &&
              code.code !== UNKNOWN &&
              (scheme === undefined || code['scheme'] === scheme),
          )
          .map(({ code }) => ({
            value: code,
            label: label(list, code),
            keywords: [code, codeLabel(list, code)],
            isOwnWording: labelIn(labelsOf(language), list, code)?.source === null,
          })),
        { value: UNKNOWN, label: t('value.unknown') },
      ],
      choices: (family, values) => values.map((value) => ({ value, label: word(family, value) })),
    };
  }, [language, local, optional, t]);
}
