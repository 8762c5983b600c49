import { foldName, romanise } from './fold.ts';
import { burmeseHonorifics, familyFirst, honorifics, patronymics } from './particles.ts';
import { detectScript } from './script.ts';

/** A name as written, in its parts; each word romanised and folded. */
export interface NameParts {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Names after bin, binti, ibn, son of and the like: a parent's or husband's. */
  readonly patronymic: readonly string[];
  readonly honorifics: readonly string[];
  /** Other names the text gives after alias, @ or in brackets, each whole and as written. */
  readonly aliases: readonly string[];
  /** One name alone, as many people in Indonesia, Myanmar and Afghanistan have. */
  readonly single: boolean;
}

export interface PartsOptions {
  /** How the writer orders a name; by default told from script, comma and known family names. */
  readonly order?: 'given-first' | 'family-first' | 'no-family';
}

const aliasMark =
  /\s(?:alias|als\.?|a\.?k\.?a\.?|urf|dit|known as)\s|\s*@\s*|\s(?:عرف|المعروف ب|معروف به|ملقب به)\s|[()[\]{}]|["“”«»]/iu;
const relation = /\b(?:(?:son|daughter|wife|child) of|[sdw]\s*\/\s*o|a\s*\/\s*[lp]|anak (?:lelaki|perempuan))\b/gi;

/** A name in its parts. Order is guessed where it is not said: the guess serves comparing, never overwrites what was written. */
export function nameParts(name: string, options: PartsOptions = {}): NameParts {
  const [main = '', ...aliases] = name
    .split(aliasMark)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const script = detectScript(main);
  const [beforeComma = '', afterComma] = main.split(/[,،]/);
  const all = foldName(romanise(main).replaceAll(relation, ' bin ')).split(' ').filter(Boolean);
  const leading =
    script === 'myanmar' || options.order === 'no-family'
      ? all.slice(0, 1).filter((word) => burmeseHonorifics.has(word) && all.length > 1)
      : [];
  const words = all.slice(leading.length);
  const titles = [...leading, ...words.filter((word) => honorifics.has(word) && words.length > 1)];
  const named = words.filter((word) => !honorifics.has(word) || words.length === 1);
  const link = named.findIndex((word, at) => at > 0 && patronymics.has(word));
  const own = link < 0 ? named : named.slice(0, link);
  const patronymic = link < 0 ? [] : named.slice(link).filter((word) => !patronymics.has(word));
  const common = { patronymic, honorifics: titles, aliases, single: own.length === 1 && patronymic.length === 0 };
  const order = options.order ?? guessOrder(script, own, afterComma !== undefined);
  if (own.length < 2 || order === 'no-family') return { given: own, family: [], ...common };
  const familyWords = afterComma === undefined ? 1 : Math.min(foldName(beforeComma).split(' ').length, own.length - 1);
  if (order === 'family-first') return { given: own.slice(familyWords), family: own.slice(0, familyWords), ...common };
  return { given: own.slice(0, -1), family: own.slice(-1), ...common };
}

function guessOrder(script: string, own: readonly string[], comma: boolean): NonNullable<PartsOptions['order']> {
  if (script === 'myanmar') return 'no-family';
  if (comma || script === 'khmer' || familyFirst.has(own[0] ?? '')) return 'family-first';
  return 'given-first';
}
