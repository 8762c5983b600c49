import { arabicSounds, isVowel } from './arabic-sounds.ts';
import { latinSounds } from './latin-sounds.ts';
import { modernIndonesian } from './reforms.ts';
import { nameTokens, type NameToken } from './tokens.ts';

/** No token has more keys than this; the ways to read it beyond that are left out. */
const mostKeys = 8;
/** Tokens seen are remembered: a list of persons repeats its names. Emptied when full, so that memory stays bounded. */
const mostRemembered = 50_000;
const remembered = new Map<string, readonly string[]>();

/**
 * The keys of all tokens of a name, without those of particles and honorifics: two names that may be one spelt in two ways, or in two
 * scripts, share at least one (Mohammad, Muhamad and محمد share MHMT). Order and repetition of tokens do not matter.
 */
export function phoneticKeys(name: string): string[] {
  const keys = new Set<string>();
  for (const token of nameTokens(name)) for (const key of tokenKeys(token)) keys.add(key);
  return [...keys];
}

/** The keys of one token, likeliest reading first, at most eight. */
export function tokenKeys(token: NameToken): readonly string[] {
  const text = token.arabic ?? token.latin;
  const known = remembered.get(text);
  if (known) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const keys = token.arabic === undefined ? keysOfLatin(token.latin) : keysOfArabic(token.arabic);
  remembered.set(text, keys);
  return keys;
}

/** English habits in Burmese and Khmer names: Thar for Tha, Htike for Htaik, Cheurn for Cheun. */
function silentEnd(token: string): string | null {
  if (token.length > 7) return null;
  if (/^[^aeiou]{1,3}ar$/.test(token)) return token.slice(0, -1);
  if (/^[^aeiou]{1,4}[aiou][nkt]e$/.test(token)) return token.slice(0, -1);
  return token.endsWith('eurn') ? `${token.slice(0, -2)}n` : null;
}

/** A token with the article is also found without it, and as one word with it: ألبوران is Al-Buran or Alboran. */
function keysOfArabic(token: string): readonly string[] {
  const stem = /^ال(?!ل)(.{3,})$/.exec(token)?.[1];
  if (stem === undefined) return keysOf(arabicSounds(token));
  return [...new Set([...keysOf(arabicSounds(stem)), ...keysOf(arabicSounds(token))])].slice(0, mostKeys);
}

function keysOfLatin(token: string): readonly string[] {
  if (/^\d+$/.test(token)) return [token];
  const keys = keysOf(latinSounds(token));
  const modern = modernIndonesian(token);
  const article = /^al[bcdfghjkmnpqrstvwxyz].{3,}$/.test(token) ? token.slice(2) : null;
  for (const other of [modern, silentEnd(token), article]) if (other !== null) keys.push(...keysOf(latinSounds(other)));
  return [...new Set(keys)].slice(0, mostKeys);
}

function keysOf(sounds: readonly string[]): string[] {
  let readings: string[][] = [[]];
  for (const sound of sounds) {
    if (sound.length === 1) for (const reading of readings) reading.push(sound);
    else {
      const wider = readings.flatMap((reading) =>
        Array.from(sound, (one) => (one === '-' ? [...reading] : [...reading, one])),
      );
      readings = wider.slice(0, mostKeys);
    }
  }
  return [...new Set(readings.flatMap(skeletons))].slice(0, mostKeys);
}

const closingSound: Readonly<Record<string, string>> = { D: 'T', B: 'P', G: 'K' };

/**
 * Three consonants or more say enough. With fewer the vowel is kept that says most: the last one, else the one between two consonants,
 * which Arabic script may leave open: then there is a key for each. A vowel at the start counts as the consonant A.
 */
function skeletons(sounds: readonly string[]): string[] {
  const first = sounds[0];
  if (first === undefined) return [];
  const consonants: string[] = isVowel(first) ? ['A'] : [];
  sounds.forEach((sound, at) => {
    if (!isVowel(sound) && sound !== sounds[at - 1]) consonants.push(sound);
  });
  const last = sounds.at(-1) ?? '';
  const open = isVowel(last);
  const final = consonants.length - 1;
  if (!open) consonants[final] = closingSound[consonants[final] ?? ''] ?? consonants[final] ?? '';
  const spine = consonants.join('');
  if (consonants.length >= 3) return [spine];
  if (consonants.length === 1 && isVowel(first))
    return sounds.map((sound) => `A${sound === '?' ? 'a' : sound}`).slice(-1);
  if (open) return readVowel(last).map((vowel) => spine + vowel);
  if (isVowel(first)) return [spine];
  const between = sounds.find(isVowel);
  if (consonants.length === 1) return [spine];
  return readVowel(between ?? '?').map((vowel) => `${consonants[0] ?? ''}${vowel}${consonants[1] ?? ''}`);
}

function readVowel(vowel: string): string[] {
  return vowel === '?' ? ['a', 'i', 'u'] : [vowel];
}
