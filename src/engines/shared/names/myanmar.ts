import { looksZawgyi, unicodeOfZawgyi } from './zawgyi.ts';

/**
 * Burmese in Latin letters as names are usually spelt in passports: by ear, no tone marks, one word a syllable.
 * Onsets and rhymes follow the table of the Myanmar Language Commission as its people use it in English.
 */
const onsets: Readonly<Record<string, string>> = {
  က: 'k',
  ခ: 'kh',
  ဂ: 'g',
  ဃ: 'g',
  င: 'ng',
  စ: 's',
  ဆ: 's',
  ဇ: 'z',
  ဈ: 'z',
  ဉ: 'ny',
  ည: 'ny',
  ဋ: 't',
  ဌ: 'ht',
  ဍ: 'd',
  ဎ: 'd',
  ဏ: 'n',
  တ: 't',
  ထ: 'ht',
  ဒ: 'd',
  ဓ: 'd',
  န: 'n',
  ပ: 'p',
  ဖ: 'hp',
  ဗ: 'b',
  ဘ: 'b',
  မ: 'm',
  ယ: 'y',
  ရ: 'y',
  လ: 'l',
  ဝ: 'w',
  သ: 'th',
  ဟ: 'h',
  ဠ: 'l',
  အ: '',
  ဿ: 'th',
};
const independent: Readonly<Record<string, string>> = { ဣ: 'i', ဤ: 'i', ဥ: 'u', ဦ: 'oo', ဧ: 'ay', ဩ: 'aw', ဪ: 'aw' };
/** Rhyme by vowel signs and closing letter; a nasal one takes a t in the creaky tone (Myint, Thant). */
const open: Readonly<Record<string, string>> = {
  '': 'a',
  'ာ': 'ar',
  'ါ': 'ar',
  'ိ': 'i',
  'ီ': 'i',
  'ု': 'u',
  'ူ': 'u',
  'ေ': 'ay',
  'ဲ': 'e',
  'ော': 'aw',
  'ေါ': 'aw',
  'ံ': 'an',
  'ို': 'o',
  'ုံ': 'on',
  'ိံ': 'ein',
};
const closed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': { k: 'et', ng: 'in', s: 'it', ny: 'i', n: 'an', t: 'at', p: 'at', m: 'an', y: 'e' },
  'ော': { k: 'auk', ng: 'aung' },
  'ေါ': { k: 'auk', ng: 'aung' },
  'ို': { k: 'aik', ng: 'aing', y: 'o' },
  'ိ': { n: 'ein', m: 'ein', t: 'eik', p: 'eik' },
  'ု': { n: 'on', m: 'on', t: 'ok', p: 'ok' },
  'ာ': { n: 'an', m: 'an', t: 'at', p: 'at' },
  'ေ': { n: 'ein', t: 'et', p: 'et' },
  'ွ': { n: 'un', m: 'un', t: 'ut', p: 'ut' },
};
const closingSound: Readonly<Record<string, string>> = {
  က: 'k',
  ခ: 'k',
  ဂ: 'k',
  င: 'ng',
  စ: 's',
  ဇ: 's',
  ဉ: 'ng',
  ည: 'ny',
  ဋ: 't',
  ဏ: 'n',
  တ: 't',
  ထ: 't',
  ဒ: 't',
  ဓ: 't',
  န: 'n',
  ပ: 'p',
  ဖ: 'p',
  ဗ: 'p',
  ဘ: 'p',
  မ: 'm',
  ယ: 'y',
  ရ: 'y',
  လ: 'n',
  သ: 't',
};

const syllable =
  /([\u1000-\u1021\u103f]|[\u1023-\u102a])([\u103b-\u103e]*)([\u102b-\u1032\u1036]*)\u103a?[\u1037\u1038]*([\u102b-\u1032\u1036]*)(?:([\u1000-\u1021])\u1037?(?:\u103a\u1037?(\u1039?)|(\u1039)))?([\u1037\u1038]*)|\s+|[^\s]/g;

/** Burmese text, in Unicode or Zawgyi, in Latin letters: syllables apart, stacked ones joined. */
export function romaniseMyanmar(text: string): string {
  const unicode = looksZawgyi(text) ? unicodeOfZawgyi(text) : text;
  let latin = '';
  let joined = true;
  for (const match of unicode.normalize('NFC').matchAll(syllable)) {
    const [whole, onset] = match;
    if (onset === undefined) {
      latin += /[\u1000-\u109f]/.test(whole) ? '' : whole;
      joined = true;
      continue;
    }
    latin += `${joined ? '' : ' '}${spoken(match)}`;
    joined = Boolean(match[6] ?? match[7]);
  }
  return latin.trim();
}

function spoken(match: RegExpMatchArray): string {
  const [whole, onset = '', medials = '', before = '', after = '', final] = match;
  const vowel = (before + after).replace('\u1036\u102f', '\u102f\u1036').replace('\u102f\u102d', '\u102d\u102f');
  const wa = medials.includes('\u103d');
  const creaky = whole.includes('\u1037');
  const standing = independent[onset];
  const start = standing === undefined ? spokenOnset(onset, medials) : '';
  if (final === undefined) {
    if (standing !== undefined) return vowel === 'ီ' || vowel === 'ာ' ? (standing === 'u' ? 'oo' : 'aw') : standing;
    return `${start}${wa ? 'w' : ''}${open[vowel] ?? 'a'}${creaky && vowel.endsWith('\u1036') ? 't' : ''}`;
  }
  const ending = closingSound[final] ?? '';
  const plainWa = wa && vowel === '' && closed['ွ']?.[ending] !== undefined;
  const key = standing === 'u' ? 'ု' : plainWa ? 'ွ' : vowel;
  const rhyme = closed[key]?.[ending] ?? `${open[vowel] ?? 'a'}${ending === 'y' ? '' : ending}`;
  return `${start}${wa && !plainWa ? 'w' : ''}${rhyme}${creaky && rhyme.endsWith('n') ? 't' : ''}`;
}

function spokenOnset(onset: string, medials: string): string {
  const sound = onsets[onset] ?? '';
  const glide = /[\u103b\u103c]/.test(medials);
  const breath = medials.includes('\u103e');
  if (breath && (onset === 'ရ' || (glide && /[သလယ]/.test(onset)))) return 'sh';
  if (onset === 'ရ' && glide) return 'y';
  const glided = glide ? (onset === 'ခ' ? 'ch' : `${sound}y`) : sound;
  return breath ? `h${glided}` : glided;
}
