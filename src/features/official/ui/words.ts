import { useCodeWords } from '../../../kit/codeWords.ts';
import { useOptionalT, useT } from '../../../kit/i18n.ts';
import { countryByAlpha3 } from '../../../words/countries.ts';
import { TOTAL, type CellKey } from '../schema.ts';

/** Names the parts of a figure in the reader's language. */
export function useFigureWords() {
  const t = useT();
  const optional = useOptionalT();
  const { country } = useCodeWords();
  const part = (family: string, code: string): string => optional(`code.${family}.${code}`) ?? code;
  const category = (code: string): string => (countryByAlpha3(code) ? country(code) : part('officialCategory', code));
  const sex = (code: string): string => part('officialSex', code);
  const age = (code: string): string => part('officialAge', code);
  /** The parts that are not the whole, or the whole itself. */
  const row = (key: Pick<CellKey, 'sex' | 'age' | 'category'>): string => {
    const named = [
      ...(key.category === TOTAL ? [] : [category(key.category)]),
      ...(key.sex === TOTAL ? [] : [sex(key.sex)]),
      ...(key.age === TOTAL ? [] : [age(key.age)]),
    ];
    return named.length === 0 ? t('official.whole') : named.join(' · ');
  };
  const table = (code: string): string => part('officialTable', code);
  return { row, table };
}
