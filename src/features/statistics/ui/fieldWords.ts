import { useCodeWords, type CodeListId } from '../../../kit/codeWords.ts';
import type { Option } from '../../../kit/choices.tsx';
import { useCountryOptions } from '../../../kit/countryOptions.ts';
import { useT } from '../../../kit/i18n.ts';
import { caseStatuses, crimeAnswers, personParts } from '../../../words/cases.ts';
import type { StatisticField, Statistics } from '../schema.ts';

export type CountRow = Statistics['rows'][number];

const lists: Readonly<Partial<Record<StatisticField, CodeListId>>> = {
  sex: 'sex-gender',
  gender: 'sex-gender',
  victimStatus: 'victim-status',
  migrationStatus: 'migration-status',
  recruiterRelation: 'recruiter-relations',
  form: 'exploitation-forms',
  sector: 'sectors',
  meansOfControl: 'means-of-control',
};
const families: Readonly<Partial<Record<StatisticField, readonly [string, readonly string[]]>>> = {
  tip: ['crime', crimeAnswers],
  som: ['crime', crimeAnswers],
  status: ['caseStatus', caseStatuses],
  part: ['personPart', personParts],
  ageGroup: ['ageGroup', ['child', 'adult']],
};
const countries: readonly StatisticField[] = ['citizenship', 'countryOfExploitation'];

type FieldWords = {
  /** A code of a field for the reader; `given` is how the server names it. */
  label: (field: StatisticField, code: string, given?: string) => string;
  /** The codes of a field to choose from; null where any text may be one. */
  options: (field: StatisticField) => readonly Option[] | null;
};

/** The words for what is counted by. */
export function useFieldWords(): FieldWords {
  const t = useT();
  const words = useCodeWords();
  const countryOptions = useCountryOptions();
  const special: Readonly<Record<string, string>> = {
    NOT_ASKED: t('value.notAsked'),
    NONE: t('statistics.noneOf'),
    UNKNOWN: t('value.unknown'),
    MASKED: t('value.masked'),
    SEVERAL: t('statistics.overSeveral'),
  };
  const unsaid = ['UNKNOWN', 'NOT_ASKED'].map((value) => ({ value, label: special[value] ?? value }));
  return {
    label: (field, code, given = code) => {
      const list = lists[field];
      const family = families[field];
      if (special[code] !== undefined) return special[code];
      if (countries.includes(field)) return words.country(code);
      if (list !== undefined) return words.label(list, code);
      // A band such as 48+ reads from left to right within a text of the other direction.
      if (field === 'ageSpan' || field === 'ageBand') return `\u2066${code}\u2069`;
      return family === undefined ? given : words.word(family[0], code);
    },
    options: (field) => {
      const list = lists[field];
      const family = families[field];
      if (countries.includes(field)) return [...countryOptions, ...unsaid];
      if (list !== undefined) return [...words.options(list).filter(({ value }) => value !== 'UNKNOWN'), ...unsaid];
      return family === undefined ? null : words.choices(...family);
    },
  };
}

/** How the fields of a row are written. */
export function useRowNames() {
  const words = useFieldWords();
  return {
    one: (row: CountRow, field: StatisticField) =>
      words.label(field, row.key[field] ?? '', row.labels[field] ?? row.key[field] ?? ''),
    code: (field: StatisticField, code: string) => words.label(field, code),
  };
}
