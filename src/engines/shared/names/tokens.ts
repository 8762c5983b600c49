import { plainArabic } from './arabic.ts';
import { foldName } from './fold.ts';
import { articles, honorifics, patronymics, shortForms } from './particles.ts';
import { isPlain } from './script.ts';

/** One word of a name that tells it apart, folded; in Arabic script also as it was written, whose short vowels are open. */
export interface NameToken {
  readonly latin: string;
  readonly arabic?: string;
}

const arabicArticles: ReadonlySet<string> = new Set([
  'ال',
  'بن',
  'ابن',
  'بنت',
  'بنته',
  'ولد',
  'حاجی',
  'سیده',
  'مسمات',
  'مسماة',
  'دختر',
  'ولدیت',
  'زوجه',
  'عرف',
]);

/** The words of a name without articles, patronymic links and honorifics; compounds (Abdurrahman, Nuruddin, العبادی) in their parts. */
export function nameTokens(name: string): NameToken[] {
  const tokens: NameToken[] = [];
  if (isPlain(name)) addLatin(tokens, name);
  else if (!/[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]/.test(name)) addLatin(tokens, name);
  else for (const word of plainArabic(name).split(/[\s،,.\-_/]+/)) addWord(tokens, word);
  return tokens;
}

function addWord(tokens: NameToken[], word: string): void {
  if (word === '') return;
  if (!/[\u0600-\u06ff]/.test(word)) return addLatin(tokens, word);
  if (arabicArticles.has(word)) return;
  for (const part of arabicParts(word)) tokens.push({ latin: foldName(part).replaceAll(' ', ''), arabic: part });
}

function arabicParts(word: string): string[] {
  const servant = /^عبدال(.{3,})$/.exec(word);
  if (servant) return ['عبدل', ...arabicParts(servant[1] ?? '')];
  const faith = /^(.{2,})الدین$/.exec(word);
  if (faith) return [faith[1] ?? '', 'دین'];
  return [word];
}

/** Son of, daughter of, wife of; Malaysian anak lelaki and anak perempuan. */
const relation = /\b(?:[sdw]\s*\/\s*o|a\s*\/\s*[lp])\b/gi;

function addLatin(tokens: NameToken[], text: string): void {
  const words = foldName(text.includes('/') ? text.replaceAll(relation, ' ') : text).split(' ');
  const kept = words.filter((word) => !articles.has(word) && !patronymics.has(word) && !honorifics.has(word));
  for (const word of kept.length > 0 ? kept : words) {
    if (word === '') continue;
    for (const part of latinParts(shortForms.get(word) ?? word)) tokens.push({ latin: part });
  }
}

const servantOf = /^abd(?:[aeiou]l|[aeiou]([rnstdzs])h?(?=\1))([a-z]{4,})$/;
const ofFaith = /^([a-z]{2,}?)[aeiou]?(?:l|d)?(?:d|dd)[ie]+n$/;

function latinParts(word: string): string[] {
  if (word.length < 6) return [word];
  if (word.startsWith('abd')) {
    const servant = servantOf.exec(word);
    if (servant?.[2] !== undefined && !/^lah?$/.test(servant[2])) return ['abdul', servant[2]];
  }
  if (/(?:dd|ld)[ie]+n$/.test(word)) {
    const faith = ofFaith.exec(word);
    if (faith?.[1] !== undefined) return [faith[1], 'din'];
  }
  return [word];
}
