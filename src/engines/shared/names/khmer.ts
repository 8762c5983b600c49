/**
 * Khmer in Latin letters the way names are spelt in passports. A consonant belongs to one of two series that gives the
 * vowel after it its sound (Huffman, Cambodian System of Writing, 1970; the tables of the geographic names of 1972).
 */
const consonants: Readonly<Record<string, readonly [string, 0 | 1]>> = {
  ក: ['k', 0],
  ខ: ['kh', 0],
  គ: ['k', 1],
  ឃ: ['kh', 1],
  ង: ['ng', 1],
  ច: ['ch', 0],
  ឆ: ['chh', 0],
  ជ: ['ch', 1],
  ឈ: ['chh', 1],
  ញ: ['nh', 1],
  ដ: ['d', 0],
  ឋ: ['th', 0],
  ឌ: ['d', 1],
  ឍ: ['th', 1],
  ណ: ['n', 0],
  ត: ['t', 0],
  ថ: ['th', 0],
  ទ: ['t', 1],
  ធ: ['th', 1],
  ន: ['n', 1],
  ប: ['b', 0],
  ផ: ['ph', 0],
  ព: ['p', 1],
  ភ: ['ph', 1],
  ម: ['m', 1],
  យ: ['y', 1],
  រ: ['r', 1],
  ល: ['l', 1],
  វ: ['v', 1],
  ឝ: ['s', 0],
  ឞ: ['s', 0],
  ស: ['s', 0],
  ហ: ['h', 0],
  ឡ: ['l', 0],
  អ: ['', 0],
};
const vowels: Readonly<Record<string, readonly [string, string]>> = {
  'ា': ['a', 'ea'],
  'ិ': ['e', 'i'],
  'ី': ['ei', 'i'],
  'ឹ': ['oe', 'ue'],
  'ឺ': ['eu', 'eu'],
  'ុ': ['o', 'u'],
  'ូ': ['o', 'u'],
  'ួ': ['uo', 'uo'],
  'ើ': ['aeu', 'eu'],
  'ឿ': ['oeu', 'oeu'],
  'ៀ': ['ie', 'ie'],
  'េ': ['e', 'e'],
  'ែ': ['ae', 'e'],
  'ៃ': ['ai', 'ey'],
  'ោ': ['ao', 'o'],
  'ៅ': ['au', 'ov'],
  'ំ': ['am', 'um'],
  'ះ': ['ah', 'eah'],
};
const standing: Readonly<Record<string, string>> = {
  ឣ: 'a',
  ឤ: 'a',
  ឥ: 'e',
  ឦ: 'ei',
  ឧ: 'u',
  ឩ: 'u',
  ឪ: 'ov',
  ឫ: 'reu',
  ឬ: 'reu',
  ឭ: 'leu',
  ឮ: 'leu',
  ឯ: 'ae',
  ឰ: 'ai',
  ឱ: 'ao',
  ឲ: 'ao',
  ឳ: 'au',
};
const coeng = '\u17d2';
const toFirstSeries = '\u17c9';
const toSecondSeries = '\u17ca';

interface Cluster {
  /** The first consonant, and those written under it. */
  readonly base: string;
  readonly under: string;
  readonly series: 0 | 1;
  readonly vowel: string;
  /** A short i or u: silent at the end of a word after stacked letters. */
  readonly short: boolean;
}

/** Khmer text in Latin letters. */
export function romaniseKhmer(text: string): string {
  const units = clustersOf(text.normalize('NFC'));
  let latin = '';
  let open = false;
  units.forEach((unit, at) => {
    if (typeof unit === 'string') {
      latin += unit;
      open = /[aeiou]/.test(unit);
      return;
    }
    const next = units[at + 1];
    const atEnd = next === undefined || next === ' ';
    const silent = unit.vowel === '' || (atEnd && unit.short && unit.under !== '');
    if (open && silent && (unit.under === '' || atEnd)) {
      latin += closing(unit.base);
      open = false;
      return;
    }
    const sound = open && samePlace(unit.base, unit.under) ? unit.under : unit.base + unit.under;
    const inherent =
      unit.series === 0 || (typeof next === 'object' && next.base === 'n' && next.series === 0) ? 'a' : 'o';
    latin += sound + (unit.vowel === '' ? inherent : unit.vowel);
    open = !/[mh]$/.test(unit.vowel);
  });
  return latin;
}

function samePlace(base: string, under: string): boolean {
  return under !== '' && placeOf(base) === placeOf(under);
}

function placeOf(sound: string): string {
  if (/^[pb]/.test(sound)) return 'p';
  if (/^[td]/.test(sound)) return 't';
  return sound.replace(/h+$/, '');
}

function closing(sound: string): string {
  if (sound === 'nh' || sound.startsWith('ch')) return sound.slice(0, 2);
  return sound.replace(/(?<=.)h+$/, '');
}

function clustersOf(text: string): (Cluster | string)[] {
  const units: (Cluster | string)[] = [];
  const letters = Array.from(text);
  let at = 0;
  while (at < letters.length) {
    const letter = letters[at] ?? '';
    const consonant = consonants[letter];
    at += 1;
    if (!consonant) {
      const sound = standing[letter] ?? letter;
      if (!/[\u1780-\u17ff]/.test(sound)) units.push(sound);
      continue;
    }
    const [base] = consonant;
    let [, series]: readonly [string, 0 | 1] = consonant;
    let under = '';
    let vowel = '';
    let short = false;
    for (; at < letters.length; at += 1) {
      const sign = letters[at] ?? '';
      if (sign === coeng) {
        at += 1;
        under += consonants[letters[at] ?? '']?.[0] ?? '';
      } else if (sign === toFirstSeries) series = 0;
      else if (sign === toSecondSeries) series = 1;
      else if (vowels[sign]) {
        short = vowel === '' && /[ិុ]/.test(sign);
        vowel = joined(vowel, sign, series);
      } else if (!/[\u17c6-\u17d1\u17dd\u200b]/.test(sign)) break;
    }
    units.push({ base, under, series, vowel, short });
  }
  return units;
}

function joined(before: string, sign: string, series: 0 | 1): string {
  if (before === '') return vowels[sign]?.[series] ?? '';
  if (sign === 'ំ') return before === 'a' && series === 1 ? 'oam' : `${before}m`;
  return sign === 'ះ' ? `${before}h` : before + (vowels[sign]?.[series] ?? '');
}
