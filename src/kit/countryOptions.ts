import { useMemo } from 'react';
import { countries } from '../words/countries.ts';
import type { Option } from './choices.tsx';
import { languages, useFormats, useLanguage } from './i18n.ts';

/** Every country, named as the reader's language names it and found by its code or English name too. */
export function useCountryOptions(): readonly Option[] {
  const language = useLanguage();
  const { compare } = useFormats();
  return useMemo(() => {
    const names = new Intl.DisplayNames(languages[language].locale, { type: 'region', fallback: 'none' });
    return countries
      .map(({ alpha2, alpha3, label }) => ({
        value: alpha3,
        label: names.of(alpha2) ?? label,
        keywords: [label, alpha2],
      }))
      .toSorted((one, other) => compare(one.label, other.label));
  }, [language, compare]);
}
