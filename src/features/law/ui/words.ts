import { useMemo } from 'react';
import { useCodeWords } from '../../../kit/codeWords.ts';
import { useFormats, useT } from '../../../kit/i18n.ts';
import type { Option } from '../../../kit/choices.tsx';
import { lawKeys } from '../../../words/screening/law-keys.ts';
import type { PenaltyRange } from '../rules.ts';

type KeyList = keyof typeof lawKeys;
const codeLists = { acts: 'acts', means: 'means', purposes: 'exploitation-forms' } as const;

/** A law key without a code of its own, as plain words. */
export const readable = (key: string): string => key.replaceAll('_', ' ');

/** Words for the keys of the laws: those of the code that stands behind a key, and the key itself where several share it. */
export function useLawKeys() {
  const { label } = useCodeWords();
  return useMemo(() => {
    const codeOf = (list: KeyList, key: string): string | undefined =>
      Object.entries(lawKeys[list]).find(([, keys]) => keys.includes(key))?.[0];
    const keyWord = (list: KeyList, key: string): string => {
      const code = codeOf(list, key);
      return code ? `${label(codeLists[list], code)} (${readable(key)})` : readable(key);
    };
    const options = (list: KeyList, keys: readonly string[]): Option[] =>
      keys.map((key) => ({ value: key, label: keyWord(list, key), keywords: [key] }));
    return { keyWord, options };
  }, [label]);
}

/** Penalties in words. A figure that the law does not name is said to be none. */
export function usePenaltyWords() {
  const t = useT();
  const { number } = useFormats();
  const prison = ({ min, max, life, death }: PenaltyRange['imprisonment_months']): string => {
    const most = death ? t('law.death') : life ? t('law.life') : null;
    if (most !== null) return min === null ? most : t('law.fromMonths', { min, max: most });
    if (max === null) return t('law.noFigure');
    return min === null ? t('law.upToMonths', { max }) : t('law.months', { min, max });
  };
  const fine = ({ min, max, currency }: PenaltyRange['fine']): string => {
    if (max === null) return t('law.noFigure');
    const values = { currency: currency ?? '', max: number(max) };
    return min === null ? t('law.fineUpTo', values) : t('law.fineRange', { ...values, min: number(min) });
  };
  return { prison, fine };
}

/** A version of a law in words: its number, or that it is the one the product ships. */
export function useVersionWord(): (version: number) => string {
  const t = useT();
  const { number } = useFormats();
  return (version) => (version === 0 ? t('law.shipped') : t('law.versionNumber', { number: number(version) }));
}
