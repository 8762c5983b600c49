/**
 * The consonants of a folded Latin token as classes of sounds that the languages of the product's users confuse or spell alike:
 * one entry a sound, several letters where it may be read in several ways, `-` where it may be silent. Vowels are a, i or u.
 * Classes: B, P (p f v), D, T, S (s z sh sy), C (c ch tj), J, K (k q c), G, H, L, R, M, N, W and Y at the start of a word.
 */
export function latinSounds(token: string): string[] {
  const sounds: string[] = [];
  let at = 0;
  while (at < token.length) {
    const vowels = vowelRun(token, at);
    if (vowels > 0) {
      sounds.push(vowelClass(token.slice(at, at + vowels)));
      at += vowels;
      continue;
    }
    const read = readConsonant(token, at);
    if (read[0] !== '') sounds.push(read[0]);
    if (read[2]) sounds.push(read[2]);
    at += read[1];
    while (at < token.length && token[at] === token[at - 1] && vowelRun(token, at) === 0) at += 1;
  }
  return sounds;
}

const plainVowel = /[aeiou]/;

/** How many letters from here are vowels; w and y are, except before a vowel at the start. */
function vowelRun(token: string, start: number): number {
  let at = start;
  for (; at < token.length; at += 1) {
    const letter = token.charAt(at);
    if (plainVowel.test(letter)) continue;
    if ((letter === 'w' || letter === 'y') && (at > 0 || !plainVowel.test(token.charAt(1)))) continue;
    break;
  }
  return at - start;
}

/** The vowel the three-vowel scripts would write: a, i or u. */
function vowelClass(run: string): string {
  if (/^(?:a[iey]|e[iye])$/.test(run)) return 'i';
  if (/^(?:a[uwo]|[oue][uw]|o[oe]|ue)$/.test(run)) return 'u';
  for (let at = run.length - 1; at >= 0; at -= 1) {
    const letter = run.charAt(at);
    if (letter === 'a') return 'a';
    if (letter === 'e' || letter === 'i' || letter === 'y') return 'i';
    if (letter === 'o' || letter === 'u' || letter === 'w') return 'u';
  }
  return 'a';
}

/** Sound, letters used, and a second sound where there is one. */
type Read = readonly [sound: string, used: number, second?: string];
const simple: Readonly<Record<string, string>> = {
  b: 'B',
  f: 'P',
  l: 'L',
  m: 'M',
  r: 'R',
  p: 'P',
  w: 'W',
  y: 'Y',
  z: 'S',
};
/** Two or three letters that are one sound, longest first. */
const joined: readonly (readonly [string, string])[] = [
  ['tsch', 'C'],
  ['sch', 'S'],
  ['tch', 'C'],
  ['chch', 'C'],
  ['chh', 'C'],
  ['dzh', 'J'],
  ['bh', 'B'],
  ['ph', 'P'],
  ['dh', 'DS'],
  ['dj', 'J'],
  ['dz', 'SJ'],
  ['th', 'TS'],
  ['tj', 'C'],
  ['ts', 'S'],
  ['tz', 'S'],
  ['sh', 'S'],
  ['sj', 'S'],
  ['zh', 'SJ'],
  ['kh', 'KH'],
  ['ck', 'K'],
  ['gh', 'G'],
  ['jh', 'J'],
  ['rh', 'R'],
  ['lh', 'L'],
  ['nj', 'N'],
  ['nh', 'N'],
];

const joinedBy = Map.groupBy(joined, ([spelling]) => spelling.charAt(0));

function readConsonant(token: string, at: number): Read {
  const letter = token.charAt(at);
  const next = token.charAt(at + 1);
  if (next === 'y' && (letter === 's' || letter === 'n') && plainVowel.test(token.charAt(at + 2)))
    return [letter === 's' ? 'S' : 'N', 2];
  for (const [spelling, sound] of joinedBy.get(letter) ?? [])
    if (token.startsWith(spelling, at)) return [sound, spelling.length];
  const plain = simple[letter];
  if (plain !== undefined) return [plain, 1];
  switch (letter) {
    case 'h':
      return [at === 0 && !/[aeiouyw]/.test(next) ? '' : at === token.length - 1 ? '' : next === 'n' ? 'H-' : 'H', 1];
    case 'v':
      return [at === 0 ? 'PW' : 'P-', 1];
    case 'd':
      return ['D', 1];
    case 't':
      return ['T', 1];
    case 's':
      return ['S', 1];
    case 'c':
      return readC(token, at);
    case 'k':
      return ['K', next === 'q' ? 2 : 1];
    case 'q':
      return ['KG', 1];
    case 'g':
      return [/[eiy]/.test(next) ? 'GJ' : 'G', 1];
    case 'j':
      return [at === 0 ? 'JY' : plainVowel.test(token.charAt(at - 1)) ? 'J' : 'J-', 1];
    case 'n':
      return readN(token, at);
    case 'x':
      return at === 0 ? ['S', 1] : ['K', 1, 'S'];
    default:
      return ['', 1];
  }
}

function readC(token: string, at: number): Read {
  const next = token.charAt(at + 1);
  if (next === 'h') {
    const after = token.charAt(at + 2);
    if (after !== '' && !/[aeiouyw]/.test(after)) return ['HKC', 2];
    return ['CSKH', 2];
  }
  return [/[eiy]/.test(next) ? 'SC' : 'KC', 1];
}

function readN(token: string, at: number): Read {
  if (token.charAt(at + 1) !== 'g') return ['N', 1];
  const after = token.charAt(at + 2);
  if (after === 'g') return ['N', 3, 'G'];
  return after === '' || at === 0 ? ['N', 2] : ['N', 2, 'G-'];
}
