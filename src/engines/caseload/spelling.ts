import { arabicSounds, plainArabic } from '../shared/names/index.ts';
import type { Random } from './random.ts';

const digraphs: readonly (readonly [RegExp, string])[] = [
  [/sh/g, 'ش'],
  [/kh/g, 'خ'],
  [/gh/g, 'غ'],
  [/ch/g, 'چ'],
  [/ph/g, 'ف'],
  [/th/g, 'ث'],
  [/dh/g, 'د'],
  [/aa/g, 'ا'],
  [/ee|ii/g, 'ی'],
  [/oo|ou|au/g, 'و'],
  [/ai|ay/g, 'ی'],
];
const letters: Readonly<Record<string, string>> = {
  a: 'ا',
  b: 'ب',
  c: 'ک',
  d: 'د',
  e: '',
  f: 'ف',
  g: 'گ',
  h: 'ح',
  i: 'ی',
  j: 'ج',
  k: 'ک',
  l: 'ل',
  m: 'م',
  n: 'ن',
  o: 'و',
  p: 'پ',
  q: 'ق',
  r: 'ر',
  s: 'س',
  t: 'ت',
  u: 'و',
  v: 'و',
  w: 'و',
  x: 'کس',
  y: 'ی',
  z: 'ز',
};

/** A Latin name in Arabic letters as Urdu uses them, letter by letter. Not how its bearer writes it: always marked as made. */
export function arabicByRule(latin: string): string {
  return latin.split(/[ -]+/).map(arabicWord).join(' ');
}

function arabicWord(word: string): string {
  let text = word
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/([^aeiou])\1/g, '$1');
  const vowelFirst = /^[eiou]/.test(text);
  for (const [pattern, sign] of digraphs) text = text.replaceAll(pattern, sign);
  const written = Array.from(text)
    .map((letter) => letters[letter] ?? letter)
    .join('')
    .replace(/ا{2,}/, 'ا');
  return vowelFirst ? `ا${written}` : written;
}

/** A name in Persian letters in Latin ones: short vowels are not written, so an `a` stands between two consonants. */
export function latinByRule(native: string): string {
  return native
    .split(/[\s\u200c]+/)
    .map(latinWord)
    .filter(Boolean)
    .join(' ');
}

function latinWord(word: string): string {
  const sounds = Array.from(plainArabic(word))
    .map((letter) => arabicSounds[letter] ?? '')
    .filter(Boolean);
  const isVowel = (sound: string | undefined): boolean => sound === undefined || /^[aiu]$/.test(sound);
  const spoken = sounds
    .map((sound, at) => (at === sounds.length - 2 || isVowel(sound) || isVowel(sounds[at + 1]) ? sound : `${sound}a`))
    .join('');
  return spoken.charAt(0).toUpperCase() + spoken.slice(1).replaceAll('aa', 'a');
}

const respellings: readonly (readonly [RegExp, string])[] = [
  [/Moh?ammad|Muhammad|Mohammed|Muhamad/, 'Mohd'],
  [/Mohammad|Mohammed|Muhamad/, 'Muhammad'],
  [/u/, 'oe'],
  [/j/, 'dj'],
  [/y/, 'j'],
  [/i$/, 'y'],
  [/y$/, 'i'],
  [/ss/, 's'],
  [/s(?=[aeiou])/, 'ss'],
  [/kh/, 'k'],
  [/sy|sh/, 's'],
  [/ee/, 'i'],
  [/h$/, ''],
  [/ah$/, 'a'],
  [/f/, 'p'],
  [/z/, 's'],
  [/v/, 'f'],
  [/ph/, 'f'],
  [/a(?=[a-z]$)/, 'e'],
  [/q/, 'k'],
  [/w/, 'v'],
];

/** How another office might write the name: an old or foreign spelling, a slip of the finger, a part left out. */
export function respell(random: Random, name: string): string {
  const way = random.next();
  if (way < 0.6) {
    const fitting = respellings.filter(([pattern]) => pattern.test(name));
    const chosen = fitting.length > 0 ? random.pick(fitting) : null;
    return chosen ? name.replace(chosen[0], chosen[1]) : name;
  }
  const letters = Array.from(name);
  if (letters.length < 5 || way > 0.9) return name.toUpperCase();
  const at = random.whole(1, letters.length - 3);
  if (way < 0.75) letters.splice(at, 1);
  else letters.splice(at, 2, letters[at + 1] ?? '', letters[at] ?? '');
  return letters.join('');
}
