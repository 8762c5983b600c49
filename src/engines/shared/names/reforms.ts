/** Spellings of Indonesian before the reforms of 1947 (oe) and 1972 (tj, dj, sj, nj, ch, j), which names keep. */
const reforms: readonly (readonly [RegExp, string])[] = [
  [/oe/g, 'u'],
  [/tj/g, 'c'],
  [/dj/g, '#'],
  [/sj/g, 'sy'],
  [/nj/g, 'ny'],
  [/j/g, 'y'],
  [/#/g, 'j'],
  [/ch/g, 'kh'],
];
const sign = /oe|tj|dj|sj|nj|^j|[bcdfghklmpqrstvwxz]j|ch(?=[bcdfgjklmnpqrstvwxz])/;

/**
 * A folded token in the Indonesian spelling of today when it shows signs of an older one (Soetjipto: sucipto; Jusuf: yusuf),
 * else null. It is another way to read the token, never a correction of it.
 */
export function modernIndonesian(token: string): string | null {
  if (!sign.test(token)) return null;
  let modern = token;
  for (const [old, now] of reforms) modern = modern.replaceAll(old, now);
  return modern === token ? null : modern;
}
