const arabicForms: ReadonlyMap<string, string> = new Map([
  ['ي', 'ی'],
  ['ى', 'ی'],
  ['ئ', 'ی'],
  ['ك', 'ک'],
  ['ة', 'ه'],
  ['ۃ', 'ه'],
  ['ہ', 'ه'],
  ['ھ', 'ه'],
  ['ۀ', 'ه'],
  ['أ', 'ا'],
  ['إ', 'ا'],
  ['آ', 'ا'],
  ['ٱ', 'ا'],
  ['ؤ', 'و'],
]);

/**
 * The form in which two spellings of a place are the same: case, accents, punctuation and the letter variants of
 * Arabic, Persian and Urdu keyboards are set aside. Vowel signs of Thai, Khmer and the like carry meaning and stay.
 */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[أإآٱيىئكةۃہھۀؤ]/g, (letter) => arabicForms.get(letter) ?? letter)
    .replace(/ı/g, 'i')
    .replace(/&/g, ' and ')
    .replace(/['’‘ʼ`]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
