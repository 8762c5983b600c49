import { codeLabel, type CodeListId } from '../../words/codes.ts';
import { countryByAlpha3, countryName } from '../../words/countries.ts';
import { labelIn, loadLabels } from '../../words/labels.ts';

export const windowLanguages = ['en', 'id', 'ur'] as const;
export type WindowLanguage = (typeof windowLanguages)[number];

export const languageNames: Readonly<Record<WindowLanguage, string>> = {
  en: 'English',
  id: 'Bahasa Indonesia',
  ur: 'اردو',
};

/** The language of the address, else the first the browser asks for that there is, else English. */
export function languageOf(asked: string | undefined, accepted = ''): WindowLanguage {
  const wanted = accepted
    .split(',')
    .map((part, at) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const weight = Number(options.find((option) => option.trim().startsWith('q='))?.split('=')[1] ?? 1);
      return { code: tag.split('-')[0] ?? '', weight, at };
    })
    .toSorted((a, b) => b.weight - a.weight || a.at - b.at)
    .map(({ code }) => code);
  return [asked, ...wanted].map((code) => windowLanguages.find((one) => one === code)).find((one) => one) ?? 'en';
}

const catalogues = {
  en: async () => (await import('../../words/locales/en.json', { with: { type: 'json' } })).default,
  id: async () => (await import('../../words/locales/id.json', { with: { type: 'json' } })).default,
  ur: async () => (await import('../../words/locales/ur.json', { with: { type: 'json' } })).default,
};

/** The words of the public page in one language. */
export interface WindowWords {
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly number: (value: number) => string;
  readonly day: (value: string) => string;
  /** A code of a field; null stands for all. */
  readonly code: (field: string, value: string | null) => string;
}

const lists: Readonly<Record<string, CodeListId>> = {
  sex: 'sex-gender',
  gender: 'sex-gender',
  victimStatus: 'victim-status',
  migrationStatus: 'migration-status',
  recruiterRelation: 'recruiter-relations',
  form: 'exploitation-forms',
  sector: 'sectors',
  meansOfControl: 'means-of-control',
};
const families: Readonly<Record<string, string>> = {
  tip: 'crime',
  som: 'crime',
  status: 'caseStatus',
  part: 'personPart',
  ageGroup: 'ageGroup',
};
const special: Readonly<Record<string, string>> = {
  NOT_ASKED: 'value.notAsked',
  NONE: 'statistics.noneOf',
  UNKNOWN: 'value.unknown',
  MASKED: 'value.masked',
  SEVERAL: 'statistics.overSeveral',
};

export async function wordsOf(language: WindowLanguage): Promise<WindowWords> {
  const catalogue: Readonly<Record<string, string>> = await catalogues[language]();
  const labels = await loadLabels(language);
  const t: WindowWords['t'] = (key, values = {}) =>
    (catalogue[key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
  const locale = { en: 'en-GB', id: 'id', ur: 'ur-u-nu-latn' }[language];
  const numbers = new Intl.NumberFormat(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    t,
    number: (value) => numbers.format(value),
    day: (value) => days.format(new Date(value)),
    code: (field, value) => {
      if (value === null) return t('releases.all');
      if (special[value] !== undefined) return t(special[value]);
      if (field === 'citizenship' || field === 'countryOfExploitation')
        return countryByAlpha3(value) ? countryName(value, language) : value;
      const list = lists[field];
      if (list !== undefined) return labelIn(labels, list, value)?.text ?? codeLabel(list, value);
      return catalogue[`code.${families[field] ?? ''}.${value}`] ?? value;
    },
  };
}
