import anyAscii from 'any-ascii';
import { romaniseArabic } from './arabic.ts';
import { romaniseKhmer } from './khmer.ts';
import { romaniseMyanmar } from './myanmar.ts';
import { isPlain, type Script, scriptOfCode } from './script.ts';
import { romaniseThai } from './thai.ts';

/** Latin letters that do not come apart into a base and a mark. */
const wholeLetters: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  ŋ: 'ng',
  Ŋ: 'Ng',
  ə: 'a',
  Ə: 'A',
  ƙ: 'k',
  ɓ: 'b',
  ɗ: 'd',
};

/** A text in plain Latin letters (ASCII): own tables for the scripts of `Script`, another table as the last resort. */
export function romanise(text: string): string {
  if (isPlain(text)) return text;
  let latin = '';
  for (const run of runsOf(text)) latin += readers[run.script](run.text);
  return latin;
}

const readers: Readonly<Record<Script, (text: string) => string>> = {
  latin: romaniseLatin,
  none: romaniseLatin,
  arabic: (text) => romaniseLatin(romaniseArabic(text)),
  myanmar: (text) => romaniseLatin(romaniseMyanmar(text)),
  khmer: (text) => romaniseLatin(romaniseKhmer(text)),
  thai: (text) => romaniseLatin(romaniseThai(text)),
  other: (text) => anyAscii(text),
};

function romaniseLatin(text: string): string {
  if (isPlain(text)) return text;
  const bare = text.normalize('NFKD').replaceAll(/[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]/g, '');
  let latin = '';
  for (const letter of bare) {
    const code = letter.codePointAt(0) ?? 0;
    latin += code < 128 ? letter : (wholeLetters[letter] ?? anyAscii(letter));
  }
  return latin;
}

interface Run {
  readonly script: Script;
  readonly text: string;
}

/** Stretches of one script; signs, digits and spaces stay with the stretch before them. */
function runsOf(text: string): Run[] {
  const runs: { script: Script; text: string }[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const script = code === 0x200c || code === 0x200d || (code >= 0x300 && code < 0x370) ? 'none' : scriptOfCode(code);
    const last = runs.at(-1);
    if (last && (script === 'none' || script === last.script)) last.text += letter;
    else if (last && last.script === 'none') {
      last.script = script;
      last.text += letter;
    } else runs.push({ script, text: letter });
  }
  return runs;
}

export interface FoldOptions {
  /** Write doubled letters once (Hassan, Hasan). */
  readonly single?: boolean;
}

/** A name for comparing: romanised, lower case, letters and digits only, words one space apart, apostrophes closed up. */
export function foldName(text: string, options: FoldOptions = {}): string {
  const latin = romanise(text);
  let folded = '';
  let gap = false;
  for (let at = 0; at < latin.length; at += 1) {
    let code = latin.charCodeAt(at);
    if (code >= 65 && code <= 90) code += 32;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      const letter = String.fromCharCode(code);
      if (gap && folded !== '') folded += ' ';
      else if (options.single && code > 57 && folded.charCodeAt(folded.length - 1) === code) continue;
      gap = false;
      folded += letter;
    } else if (code !== 39 && code !== 96) gap = true;
  }
  return folded;
}
