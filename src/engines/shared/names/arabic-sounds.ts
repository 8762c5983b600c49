/** The sounds of a plain Arabic-script token (see `plainArabic`), in the classes of `latinSounds`; `?` is a vowel not known. */
const sounds: Readonly<Record<string, string>> = {
  ب: 'BP',
  پ: 'P',
  ت: 'T',
  ٹ: 'T',
  ټ: 'T',
  ث: 'ST',
  ج: 'JG',
  چ: 'C',
  څ: 'S',
  ځ: 'SJ',
  ح: 'H',
  خ: 'KH',
  د: 'D',
  ڈ: 'D',
  ډ: 'D',
  ذ: 'SD',
  ر: 'R',
  ڑ: 'R',
  ړ: 'R',
  ز: 'S',
  ژ: 'SJ',
  ږ: 'SJ',
  س: 'S',
  ش: 'S',
  ښ: 'SK',
  ص: 'S',
  ض: 'SD',
  ط: 'T',
  ظ: 'SD',
  غ: 'G',
  ف: 'P',
  ڤ: 'P',
  ق: 'KG',
  ک: 'K',
  گ: 'G',
  ڭ: 'G',
  ڨ: 'G',
  ل: 'L',
  م: 'M',
  ن: 'N',
  ں: 'N',
  ڼ: 'N',
  ه: 'H',
};
const vowels: Readonly<Record<string, string>> = { ا: 'a', ع: '?', و: 'u', ی: 'i', ے: 'i', ء: '?' };

/** One entry a sound; letters that are vowels or consonants by their place are read by it. */
export function arabicSounds(token: string): string[] {
  const letters = Array.from(token);
  const read: string[] = [];
  letters.forEach((letter, at) => {
    const last = at === letters.length - 1;
    const next = letters[at + 1];
    const sound = soundAt(letter, at, next, last, letters[at - 1]);
    if (sound === '') return;
    const previous = read.at(-1);
    if (sound.length === 1 && sound === previous) return;
    if (isVowel(sound)) {
      if (previous === undefined || !isVowel(previous)) read.push(sound);
      else if (sound !== '?') read[read.length - 1] = sound === 'a' && previous !== '?' && !last ? previous : sound;
      return;
    }
    read.push(sound);
  });
  return read;
}

function soundAt(
  letter: string,
  at: number,
  next: string | undefined,
  last: boolean,
  before: string | undefined,
): string {
  if (at === 0) {
    if (letter === 'ا' || letter === 'ع' || letter === 'ء') return '?';
    if (letter === 'و' && next !== undefined) return 'W';
    if (letter === 'ی' && next !== undefined) return 'Y';
  }
  if (letter === 'ه' && last && at > 0) return 'a';
  if (letter === 'ح' && last) return 'H-';
  if (letter === 'ھ') return before === undefined || vowels[before] !== undefined ? 'H' : '';
  if (letter === 'ش' && before === 'ت') return 'S-';
  if (letter === 'ت' && next === 'ش') return 'CT';
  if (letter === 'ت' && (next === 'س' || next === 'ز' || next === 'ص')) return 'T-';
  if (last && before === 'ن' && /[جگغقک]/.test(letter)) return `${sounds[letter] ?? ''}-`;
  return vowels[letter] ?? sounds[letter] ?? '';
}

export function isVowel(sound: string): boolean {
  return sound === 'a' || sound === 'i' || sound === 'u' || sound === '?';
}
