import { commonArabicNames } from './arabic-names.ts';

/**
 * Arabic-script names (Arabic, Persian, Urdu, Pashto) in Latin letters. Short vowels are not written: frequent names are
 * read from a table, others get an `a` between consonants. Letters shared by the languages sound as in Persian and Urdu where
 * Arabic differs and the text shows it is not Arabic.
 */
/** How each letter sounds by itself, as Persian and Urdu read it; of one spelling, see `plainArabic`. */
export const arabicSounds: Readonly<Record<string, string>> = {
  ا: 'a',
  ب: 'b',
  پ: 'p',
  ت: 't',
  ٹ: 't',
  ټ: 't',
  ث: 's',
  ج: 'j',
  چ: 'ch',
  څ: 'ts',
  ځ: 'dz',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ڈ: 'd',
  ډ: 'd',
  ذ: 'z',
  ر: 'r',
  ڑ: 'r',
  ړ: 'r',
  ز: 'z',
  ژ: 'zh',
  ږ: 'zh',
  س: 's',
  ش: 'sh',
  ښ: 'sh',
  ص: 's',
  ض: 'z',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ک: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ں: 'n',
  ڼ: 'n',
  و: 'u',
  ه: 'h',
  ھ: 'h',
  ی: 'i',
  ے: 'e',
  ء: '',
  ڤ: 'v',
  ڭ: 'g',
  ڨ: 'g',
};
const arabicReading: Readonly<Record<string, string>> = { ث: 'th', ذ: 'dh', ض: 'd', ظ: 'z' };
const variants: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ې: 'ی',
  ۍ: 'ی',
  ێ: 'ی',
  ؤ: 'و',
  ۆ: 'و',
  ۇ: 'و',
  ك: 'ک',
  ګ: 'گ',
  ة: 'ه',
  ۀ: 'ه',
  ہ: 'ه',
  ۂ: 'ه',
  ۃ: 'ه',
  ە: 'ه',
};

/** One spelling for letters that differ by language, keyboard or presentation form; vowel marks and stretches removed. */
export function plainArabic(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u0610-\u061a\u200e\u200f]/g, '')
    .replaceAll('\u200c', ' ')
    .replaceAll(/[أإآٱيىئېۍێؤۆۇكګةۀہۂۃە]/g, (letter) => variants[letter] ?? letter);
}

/** Arabic-script text in Latin letters, word by word. */
export function romaniseArabic(text: string): string {
  const arabic = /[ةكيى]/.test(text) && !/[پچژگٹڈڑںےکہ]/.test(text);
  return plainArabic(text)
    .replaceAll('،', ',')
    .split(/(\s+)/)
    .map((word) => commonArabicNames.get(word) ?? (/[\u0600-\u06ff]/.test(word) ? readWord(word, arabic) : word))
    .join('');
}

function readWord(word: string, arabic: boolean): string {
  if (/^ال.{3,}/.test(word)) return `al-${commonArabicNames.get(word.slice(2)) ?? readLetters(word.slice(2), arabic)}`;
  const servant = /^عبدال(.{2,})$/.exec(word);
  if (servant) return `abdul ${commonArabicNames.get(servant[1] ?? '') ?? readLetters(servant[1] ?? '', arabic)}`;
  return readLetters(word, arabic);
}

function readLetters(word: string, arabic: boolean): string {
  const sounds = Array.from(word).map(
    (letter) => (arabic ? arabicReading[letter] : undefined) ?? arabicSounds[letter] ?? '',
  );
  return sounds
    .map((sound, at) => spoken(sounds, at, sound))
    .join('')
    .replaceAll(/aa+/g, 'a')
    .replaceAll(/ii+/g, 'i');
}

/** A semivowel beside a vowel is a consonant; an `a` stands between two consonants where one must. */
function spoken(sounds: readonly string[], at: number, sound: string): string {
  const previous = sounds[at - 1];
  const next = sounds[at + 1];
  if (sound === 'u' && (at === 0 || isVowel(next)) && next !== undefined) return 'w';
  if (sound === 'i' && (at === 0 || isVowel(next)) && next !== undefined) return 'y';
  if (isVowel(sound) || next === undefined || isVowel(next)) return sound;
  const closesPair = at === sounds.length - 2 && previous !== undefined && isVowel(previous);
  return closesPair ? sound : `${sound}a`;
}

function isVowel(sound: string | undefined): boolean {
  return sound === 'a' || sound === 'u' || sound === 'i' || sound === 'e';
}
