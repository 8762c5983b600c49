/** Bits for what a text holds first: letters, digits, anything else. Those after stand for what it holds more than once. */
const FIRST = 37;
/** The bits of `letterBits` that say which letters there are at all. */
export const anyLetter = 2 ** FIRST - 1;

/**
 * The letters of a text as bits of a whole number below 2^53. One insertion, deletion or replacement changes at most two of them, so texts
 * whose bits differ in more than twice k places are more than k edits apart: that is found out without comparing letter by letter.
 */
export function letterBits(text: string): number {
  let [low, high] = [0, 0];
  const seen = new Uint8Array(FIRST);
  for (let at = 0; at < text.length; at += 1) {
    const letter = indexOf(text.charCodeAt(at));
    const times = (seen[letter] ?? 0) + 1;
    seen[letter] = times;
    const bit = times === 1 ? letter : againBit(letter, times);
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return high * 2 ** 32 + (low >>> 0);
}

/**
 * The least hash of the groups of three letters of the longest word, from four letters on: words that share most of their letters in order
 * are likely to share it (MinHash, Broder 1997). Another seed, another chance.
 */
export function leastGram(text: string, seed: number): string | null {
  const word = text.split(' ').reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  if (word.length < 4) return null;
  const framed = `^${word}$`;
  let least = 2 ** 32;
  for (let at = 0; at + 3 <= framed.length; at += 1) {
    let hash = seed | 0;
    for (let letter = at; letter < at + 3; letter += 1)
      hash = Math.imul(hash ^ framed.charCodeAt(letter), 0x01000193) ^ (hash >>> 13);
    least = Math.min(least, Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0);
  }
  return least.toString(36);
}

/** Up to twelve digits, four bits each. */
export const digitBits = (digits: string): number => Number.parseInt(digits, 16);

function indexOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : FIRST - 1;
}

/** Letters twice share sixteen bits; of digits, which repeat more, the third and later have some of their own. */
function againBit(letter: number, times: number): number {
  if (letter < 26 || letter === FIRST - 1) return FIRST + (letter % 16);
  return times === 2 ? FIRST + letter - 26 : FIRST + 10 + (letter % 6);
}
