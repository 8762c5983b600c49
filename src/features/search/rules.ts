import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import { foldName, nameParts, nameTokens, tokenKeys, type NameToken } from '../../engines/shared/names/index.ts';
import type { FoundKind } from './schema/kinds.ts';

/** A row to be indexed: the texts of one thing, as the database gives them. */
export interface Source {
  readonly kind: FoundKind;
  readonly id: string;
  readonly agencyId: string;
  readonly texts: readonly (string | null)[];
}

/** What the index keeps of it. The first letter of a word says its kind: w word of a name, p key by sound, d number, x word of a text. */
export interface Entry {
  readonly kind: FoundKind;
  readonly id: string;
  readonly words: readonly string[];
  readonly fold: string | null;
}

/** A text of a million words is found by its first ones. */
const mostWords = 2_000;
const longestWord = 40;
const longestFold = 300;
/** The lexemes of an agency begin with the end of its id, so that a search touches no other agency's. */
const tagOf = (agencyId: string): string => agencyId.slice(-6);

/** The words of one thing for the index. */
export function entryOf(source: Source): Entry {
  const words = new Set<string>();
  const texts = source.texts.map((text) => text ?? '');
  let fold: string | null = null;
  switch (source.kind) {
    case 'name':
    case 'organisation':
      fold = foldName(texts[0] ?? '');
      addName(words, texts[0] ?? '');
      break;
    case 'suspect': {
      const end = source.texts.indexOf(null, 1);
      const names = texts.slice(0, end < 0 ? undefined : end).filter(Boolean);
      fold = foldName(names.join(' '));
      for (const name of names) addName(words, name);
      for (const number of end < 0 ? [] : texts.slice(end + 1)) addNumber(words, number);
      break;
    }
    case 'document':
    case 'case':
      for (const number of texts) addNumber(words, number);
      fold = texts.map(plainNumber).filter(Boolean).join(' ');
      break;
    case 'contact':
      addContact(words, texts[0] ?? '');
      fold = plainNumber(texts[0] ?? '');
      break;
    case 'summary':
    case 'note':
    case 'attachment':
    case 'task':
      for (const text of texts) addText(words, text);
  }
  const tag = tagOf(source.agencyId);
  return {
    kind: source.kind,
    id: source.id,
    words: Array.from(words, (word) => tag + word),
    fold: fold === null || fold === '' ? null : fold.slice(0, longestFold),
  };
}

/** Letters and digits alone, lower case: A-123 456 is a123456. */
export const plainNumber = (text: string): string => foldName(text).replaceAll(' ', '');

function addName(words: Set<string>, name: string): void {
  const { aliases } = nameParts(name);
  for (const one of [name, ...aliases]) {
    const tokens = nameTokens(one);
    for (const token of tokens) addToken(words, token);
    for (const pair of joinedPairs(tokens)) addToken(words, pair);
  }
}

function addToken(words: Set<string>, token: NameToken): void {
  words.add(`w${token.latin.slice(0, longestWord)}`);
  for (const key of tokenKeys(token)) words.add(`p${key.slice(0, longestWord)}`);
}

/** Neighbours written as one word: Nur Haliza is also Nurhaliza. */
function joinedPairs(tokens: readonly NameToken[]): NameToken[] {
  if (tokens.length > 5) return [];
  return tokens.slice(1).flatMap((token, at) => {
    const before = tokens[at];
    if (!before || before.latin.length < 2 || token.latin.length < 2) return [];
    return [{ latin: before.latin + token.latin }];
  });
}

function addNumber(words: Set<string>, text: string): void {
  const whole = plainNumber(text);
  if (whole === '') return;
  words.add(`d${whole.slice(0, longestWord)}`);
  const digits = whole.replaceAll(/\D/g, '');
  if (digits.length >= 4) words.add(`d${digits.slice(0, longestWord)}`);
  const parts = foldName(text).split(' ');
  for (const [at, part] of parts.entries())
    if (part.length >= 4) words.add(`d${parts.slice(at).join('').slice(0, longestWord)}`);
}

function addContact(words: Set<string>, value: string): void {
  for (const phone of phoneForms(value)) words.add(`d${phone}`);
  addNumber(words, value);
  addText(words, value);
}

/** Countries whose numbers are tried for one written without its country. */
const homeCountries: readonly CountryCode[] = ['ID', 'PK', 'MY'];

/** The ways a phone number may be typed: with its country, at home with the zero, and bare. */
export function phoneForms(value: string): string[] {
  const digits = value.replaceAll(/\D/g, '');
  if (digits.length < 6 || digits.length > 15) return [];
  const forms = new Set([digits]);
  const read = value.trim().startsWith('+')
    ? [parsePhoneNumberFromString(value)]
    : homeCountries.map((country) => parsePhoneNumberFromString(value, country));
  for (const phone of read) {
    if (!phone?.isValid()) continue;
    forms.add(phone.number.slice(1));
    forms.add(phone.nationalNumber);
    forms.add(`0${phone.nationalNumber}`);
  }
  return [...forms];
}

function addText(words: Set<string>, text: string): void {
  for (const word of foldName(text.slice(0, 50_000)).split(' ')) {
    if (words.size >= mostWords) return;
    if (word.length >= 2) words.add(`x${word.slice(0, longestWord)}`);
  }
}

/** Questions to the index, as text-search queries; `~` stands for the agency. Null: the text cannot be asked that way. */
export interface Questions {
  readonly names: string | null;
  /** The same with any one word of three or more left out, when little else is found. */
  readonly namesButOne: string | null;
  readonly numbers: string | null;
  readonly words: string | null;
  /** Numbers one slip away: a digit wrong, left out or too many, or two the wrong way round. */
  readonly numbersSlipped: string | null;
  /** For slips of spelling in names, when little else is found. */
  readonly spelling: string | null;
}

/** How a text is asked of the index. A last word still being typed is taken for the beginning of one. */
export function questionsOf(text: string): Questions {
  const tokens = nameTokens(text).slice(0, 8);
  const typing = !/\s$/.test(text);
  const folded = foldName(text);
  const plain = folded.replaceAll(' ', '');
  const lettersOnly = tokens.filter((token) => /[a-z]/.test(token.latin));
  return {
    names: lettersOnly.length > 0 && plain.length >= 2 ? askNames(lettersOnly, typing) : null,
    namesButOne: lettersOnly.length >= 3 ? askNamesButOne(lettersOnly.slice(0, 5), typing) : null,
    numbers: askNumbers(text, plain),
    words: askWords(
      folded.split(' ').filter((word) => word.length >= 2),
      typing,
    ),
    numbersSlipped: askNumbersSlipped(plain),
    spelling: spellingOf(lettersOnly),
  };
}

/** Words of one or two letters are in a million names, and a slip in a word of three leaves nothing to know it by. */
function spellingOf(tokens: readonly NameToken[]): string | null {
  const words = tokens.map(({ latin }) => latin).filter((word) => word.length >= 3);
  return words.some((word) => word.length >= 4) ? words.join(' ').slice(0, 100) : null;
}

function askNames(tokens: readonly NameToken[], typing: boolean): string {
  const all = tokens
    .map((token, at) => askToken(token, typing && at === tokens.length - 1, tokens.length === 1 ? 2 : 1))
    .join(' & ');
  const joined = joinedPairs(tokens);
  if (tokens.length === 2 && joined[0]) return `(${all}) | ${askToken(joined[0], typing)}`;
  return all;
}

function askNamesButOne(tokens: readonly NameToken[], typing: boolean): string {
  const asked = tokens.map((token, at) => askToken(token, typing && at === tokens.length - 1, 1));
  return asked.map((_, left) => `(${asked.filter((__, at) => at !== left).join(' & ')})`).join(' | ');
}

/** One letter is a beginning only beside a whole word: alone it would ask for a tenth of all names. */
function askToken(token: NameToken, typing: boolean, shortest = 2): string {
  const latin = token.latin.slice(0, longestWord);
  const asked = new Set([`~w${latin}${typing && latin.length >= shortest ? ':*' : ''}`]);
  for (const key of tokenKeys(token)) {
    asked.add(`~p${key}`);
    if (typing && /^[A-Z]{3,}$/.test(key)) asked.add(`~p${key}:*`);
  }
  for (const swapped of swaps(latin)) asked.add(`~w${swapped}`);
  return `(${[...asked].join(' | ')})`;
}

/** Two neighbouring letters the wrong way round: the slip that letters in common find worst. */
function swaps(word: string): string[] {
  if (word.length < 4 || word.length > 14) return [];
  return Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  );
}

/** The beginning of a number is asked for when it has digits enough; words alone would begin the numbers of all cases. */
function askNumbers(text: string, plain: string): string | null {
  const begins = plain.replaceAll(/\D/g, '').length >= 3 ? ':*' : '';
  if (begins === '' && plain.length < 4) return null;
  const asked = new Set([`~d${plain.slice(0, longestWord)}${begins}`]);
  for (const phone of phoneForms(text)) asked.add(`~d${phone}:*`);
  return [...asked].join(' | ');
}

function askNumbersSlipped(plain: string): string | null {
  if (plain.length < 5 || plain.length > 20 || !/\d/.test(plain)) return null;
  return [...new Set(oneSlipAway(plain))].map((number) => `~d${number}`).join(' | ');
}

/**
 * Everything one slip away from a number; a digit is taken for another digit and a letter for another letter, and in a code of
 * several letters each for the other. A letter left out is looked for in what is short, as the end of a case number is.
 */
function oneSlipAway(number: string): string[] {
  const [digits, letters] = ['0123456789', 'abcdefghijklmnopqrstuvwxyz'];
  const isCode = number.replaceAll(/\d/g, '').length >= 3;
  const addable = number.length <= 8 && /[a-z]/.test(number) ? digits + letters : digits;
  return Array.from({ length: number.length + 1 }, (_, at) => {
    const [before, here, after] = [number.slice(0, at), number.charAt(at), number.slice(at + 1)];
    const alike = /\d/.test(here) ? digits : letters;
    const others = here === '' ? '' : isCode ? digits + letters : alike;
    return [
      ...Array.from(others, (other) => before + other + after),
      ...Array.from(addable, (added) => before + added + here + after),
      before + after,
      before + after.charAt(0) + here + after.slice(1),
    ];
  }).flat();
}

function askWords(words: readonly string[], typing: boolean): string | null {
  if (words.length === 0 || words.length > 12) return null;
  return words
    .map(
      (word, at) =>
        `~x${word.slice(0, longestWord)}${typing && at === words.length - 1 && word.length >= 3 ? ':*' : ''}`,
    )
    .join(' & ');
}
