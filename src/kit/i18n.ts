import i18next, { type i18n } from 'i18next';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type english from '../words/locales/en.json';
import { loadLabels, type LabelSet } from '../words/labels.ts';
import type { dynamicPrefixes } from '../words/locales/dynamicPrefixes.ts';
import { formatsFor, type Formats } from './format.ts';

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key> = Key extends `${infer Base}_${PluralForm}` ? Base : Key;
type DynamicKey = `${(typeof dynamicPrefixes)[number]}${string}`;

/** A key of the catalogue (plural forms by their stem), or one made at run time below a declared prefix. */
export type MessageKey = WithoutPlural<keyof typeof english> | DynamicKey;
export type MessageValues = Record<string, string | number>;
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** The languages of the interface, each named in itself. A new one is a row here and a file in `words/locales`. */
export const languages = {
  en: {
    name: 'English',
    direction: 'ltr',
    locale: 'en-GB',
    load: {
      now: () => import('../words/locales/en.json?now'),
      screening: () => import('../words/locales/en.json?screening'),
      later: () => import('../words/locales/en.json?later'),
    },
  },
  id: {
    name: 'Bahasa Indonesia',
    direction: 'ltr',
    locale: 'id-ID',
    load: {
      now: () => import('../words/locales/id.json?now'),
      screening: () => import('../words/locales/id.json?screening'),
      later: () => import('../words/locales/id.json?later'),
    },
  },
  ur: {
    name: 'اردو',
    direction: 'rtl',
    locale: 'ur-PK',
    load: {
      now: () => import('../words/locales/ur.json?now'),
      screening: () => import('../words/locales/ur.json?screening'),
      later: () => import('../words/locales/ur.json?later'),
    },
  },
} as const;

export type Language = keyof typeof languages;
export const languageCodes = Object.keys(languages) as Language[];
const savedChoice = 'palermo.language';
const namespace = 'app';
/** Labels of codes by language, for the languages shown so far. */
const labelSets = new Map<Language, LabelSet | null>();

/** Whether Palermo speaks a language. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code);
}

/** The saved choice if there is one, else the first of the browser's languages that Palermo speaks, else English. */
function preferredLanguage(saved: string | null, browser: readonly string[]): Language {
  if (saved !== null && isLanguage(saved)) return saved;
  const known = browser.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage);
  return known ?? 'en';
}

/**
 * A value between words that are written the other way, such as a Latin name in Urdu, kept whole: without this its
 * neighbours (a comma, the day of a date) would be drawn on the wrong side of it.
 */
function isolated(given: string): string {
  // Isolates are our own, of spans of dates; an override comes from nobody who means well.
  const value = given.replaceAll(/[\u202A-\u202E]/gu, '');
  const other = document.documentElement.dir === 'rtl' ? /\p{Script=Latin}/u : /[\u0590-\u08FF]/u;
  return other.test(value) ? `\u2068${value}\u2069` : value;
}

/** Starts the translations in the reader's language; the app may be drawn once this is done. */
export async function startTranslations(): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    // A check sees to it that no language lacks a word, so none has to be at hand for another.
    fallbackLng: false,
    defaultNS: namespace,
    ns: [namespace],
    keySeparator: false,
    nsSeparator: false,
    returnEmptyString: false,
    interpolation: { escapeValue: true, escape: isolated },
    react: { useSuspense: false, bindI18nStore: 'added' },
    partialBundledLanguages: true,
    resources: {},
  });
  await showLanguage(preferredLanguage(localStorage.getItem(savedChoice), navigator.languages));
  return i18next;
}

/** Whether a language was chosen on this device, rather than taken from the browser. */
export function hasChosenLanguage(): boolean {
  return localStorage.getItem(savedChoice) !== null;
}

/** Changes the language of the page and its direction, and remembers the choice on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(savedChoice, language);
  await showLanguage(language);
}

/** The parts of a catalogue; see `scripts/first-words.ts`. */
type WordPart = 'now' | 'screening' | 'later';
const wanted = new Set<WordPart>(['now']);
/** The parts that are here, as `en later`. */
const here = new Set<string>();

async function fetchPart(language: Language, part: WordPart): Promise<void> {
  const name = `${language} ${part}`;
  if (here.has(name)) return;
  const { default: catalogue } = await languages[language].load[part]();
  i18next.addResourceBundle(language, namespace, catalogue, true, true);
  here.add(name);
}

/** Fetches the words of interviews; those of the first pages are here from the start. */
export async function interviewWords(): Promise<void> {
  wanted.add('screening');
  if (isLanguage(i18next.language)) await fetchPart(i18next.language, 'screening');
}

/** Fetches the words of all pages. */
export async function allWords(): Promise<void> {
  wanted.add('screening').add('later');
  const { language } = i18next;
  if (isLanguage(language)) await Promise.all([...wanted].map((part) => fetchPart(language, part)));
}

async function fetchLanguage(language: Language): Promise<void> {
  if (labelSets.has(language) && here.has(`${language} now`)) return;
  const [, labels] = await Promise.all([fetchPart(language, 'now'), loadLabels(language)]);
  labelSets.set(language, labels);
}

async function showLanguage(language: Language): Promise<void> {
  await Promise.all([fetchLanguage(language), ...[...wanted].map((part) => fetchPart(language, part))]);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
}

/** The language now shown. */
export function useLanguage(): Language {
  const { i18n: instance } = useTranslation();
  return isLanguage(instance.language) ? instance.language : 'en';
}

/** The function that turns a key of the catalogue into words: `t('shell.signOut')`, `t('table.rows', { count })`. */
export function useT(): Translate {
  const { t } = useTranslation();
  return t as Translate;
}

/** Words for a code, or null where the catalogue has none: `word('action.cases.open')`. */
export function useOptionalT(): (key: MessageKey) => string | null {
  const { t, i18n: instance } = useTranslation();
  return useCallback((key) => (instance.exists(key) ? (t as Translate)(key) : null), [instance, t]);
}

/** The words of a language other than the one shown, for somebody who is spoken to; null until they are fetched. */
export function useTongue(language: Language): { t: Translate; labels: LabelSet | null } | null {
  const { i18n: instance } = useTranslation();
  const [fetched, setFetched] = useState<Language | null>(null);
  useEffect(() => {
    let stays = true;
    const words = Promise.all([fetchLanguage(language), fetchPart(language, 'screening')]);
    void words.then(() => stays && setFetched(language));
    return () => {
      stays = false;
    };
  }, [language]);
  return useMemo(
    () =>
      fetched === language
        ? { t: instance.getFixedT(language) as Translate, labels: labelSets.get(language) ?? null }
        : null,
    [fetched, language, instance],
  );
}

/** The labels of codes in a language; null where English stands in, as it does for English itself. */
export function labelsOf(language: Language): LabelSet | null {
  return labelSets.get(language) ?? null;
}

/** A sentence of the server in the language now shown, by its code; the sentence itself where it has none. */
export function sentenceIn(sentence: string, code: unknown, values: unknown): string {
  const key = `code.sentence.${String(code)}`;
  return typeof code === 'string' && i18next.exists(key) ? i18next.t(key, (values ?? {}) as MessageValues) : sentence;
}

/** Numbers, dates and lists as the reader's language writes them. */
export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => formatsFor(languages[language].locale), [language]);
}
