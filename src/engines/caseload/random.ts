/** A source of choices that gives the same choices for the same words, on every machine. Not for secrets. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number, both bounds included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** As many different ones as asked for, or all there are. */
  some<T>(from: readonly T[], count: number): T[];
  weighted<T>(from: readonly T[], weight: (item: T) => number): T;
  uuid(): string;
}

/** Four 32-bit words that depend on every character (cyrb128, public domain). */
function scatter(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let position = 0; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** sfc32, a small fast counting generator that passes the usual statistical batteries. */
function counting(text: string): () => number {
  let [a, b, c, d] = scatter(text);
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');

/** The source named by these words: each situation has its own, so any part can be made without the parts before it. */
export function randomOf(...words: readonly (string | number)[]): Random {
  const word = counting(words.join('\u0000'));
  const next = (): number => word() / 4294967296;
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => {
    const found = from[whole(0, from.length - 1)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  return {
    next,
    whole,
    pick,
    chance: (probability) => next() < probability,
    some: (from, count) => {
      const left = [...from];
      const taken: (typeof left)[number][] = [];
      while (taken.length < count && left.length > 0) taken.push(...left.splice(whole(0, left.length - 1), 1));
      return taken;
    },
    weighted: (from, weight) => {
      let rest = next() * from.reduce((sum, item) => sum + weight(item), 0);
      return from.find((item) => (rest -= weight(item)) < 0) ?? pick(from);
    },
    uuid: () => {
      const text = hex(word()) + hex(word()) + hex(word()) + hex(word());
      const variant = '89ab'[whole(0, 3)] ?? '8';
      return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-${variant}${text.slice(17, 20)}-${text.slice(20)}`;
    },
  };
}
