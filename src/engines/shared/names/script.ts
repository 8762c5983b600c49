/** The writing systems the product reads with tables of its own; every other one is `other`. */
export type Script = 'latin' | 'arabic' | 'myanmar' | 'khmer' | 'thai' | 'other' | 'none';

const ranges: readonly (readonly [number, number, Script])[] = [
  [0x0600, 0x06ff, 'arabic'],
  [0x0750, 0x077f, 'arabic'],
  [0x08a0, 0x08ff, 'arabic'],
  [0x0e00, 0x0e7f, 'thai'],
  [0x1000, 0x109f, 'myanmar'],
  [0x1780, 0x17ff, 'khmer'],
  [0x1e00, 0x1eff, 'latin'],
  [0xa9e0, 0xa9ff, 'myanmar'],
  [0xaa60, 0xaa7f, 'myanmar'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfeff, 'arabic'],
];

/** The script of one code point; `none` for digits, signs and spaces. */
export function scriptOfCode(code: number): Script {
  if (code < 0x250) {
    const letter =
      (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 0xc0 && code !== 0xd7 && code !== 0xf7);
    return letter ? 'latin' : 'none';
  }
  for (const [from, to, script] of ranges) if (code >= from && code <= to) return script;
  if (code < 0x370 || (code >= 0x2000 && code < 0x2c00) || (code >= 0x3000 && code < 0x3040)) return 'none';
  return 'other';
}

/** The script most letters of a text are written in; on a tie the one that came first. `none` when it has no letter. */
export function detectScript(text: string): Script {
  if (isPlain(text)) return /[A-Za-z]/.test(text) ? 'latin' : 'none';
  const counts = new Map<Script, number>();
  for (const letter of text) {
    const script = scriptOfCode(letter.codePointAt(0) ?? 0);
    if (script !== 'none') counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  let best: Script = 'none';
  for (const [script, count] of counts) if (count > (counts.get(best) ?? 0)) best = script;
  return best;
}

/** Whether a text holds nothing beyond ASCII: most names in a database, which need no table at all. */
export function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}
