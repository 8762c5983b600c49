import type { PatternCount } from './model.ts';

/** Two comparisons that agree together more often than chance has it, as a town does with its postcode. */
export interface Tie {
  readonly one: number;
  readonly other: number;
  /** By level of the one and of the other: bits by which their joint agreement is more frequent among different persons. */
  readonly bits: readonly (readonly number[])[];
}

/** Pairs drawn at random that must show a joint agreement before it is believed. */
const ENOUGH = 12;
const LEAST_BITS = 0.5;

/**
 * The tree of ties that explains most of what different persons have in common beyond chance (Chow and Liu 1968), so that what one field
 * implies of another is not counted twice. It is read from pairs drawn at random. Those of one person among them are told by their other
 * fields: where these agree no more than chance has it, the joint agreement is chance too.
 */
export function findTies(
  random: readonly PatternCount[],
  bits: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
): Tie[] {
  const drawn = random.reduce((sum, { count }) => sum + count, 0);
  const weights = random.map(({ levels }) => levels.reduce((sum, level, at) => sum + (bits[at]?.[level] ?? 0), 0));
  const wishes: { tie: Tie; worth: number }[] = [];
  for (let one = 0; one < bits.length; one += 1)
    for (let other = one + 1; other < bits.length; other += 1) {
      let worth = 0;
      const cells = jointCells(one, other, random, bits, weights);
      const table = (bits[one] ?? []).map(() => (bits[other] ?? []).map(() => 0));
      for (const { a, b, pairs } of cells) {
        const count = pairs.reduce((sum, pair) => sum + pair.count, 0);
        if (count < ENOUGH) continue;
        const joint = (count * (1 - matchedShare(pairs))) / drawn;
        const [alone, beside] = [u[one]?.[a] ?? 1, u[other]?.[b] ?? 1];
        const more = Math.min(Math.log2(joint / (alone * beside)), -Math.log2(Math.max(alone, beside)));
        if (!(more >= LEAST_BITS) || joint * drawn < ENOUGH / 2) continue;
        worth += joint * more;
        const row = table[a];
        if (row) row[b] = more;
      }
      if (worth > 0) wishes.push({ tie: { one, other, bits: table }, worth });
    }
  return spanning(wishes, bits.length);
}

interface Cell {
  readonly a: number;
  readonly b: number;
  /** What the other fields weigh, and how often. */
  readonly pairs: { rest: number; count: number }[];
}

/** The random pairs by the levels of two comparisons, where both agree in some way. */
function jointCells(
  one: number,
  other: number,
  random: readonly PatternCount[],
  bits: readonly (readonly number[])[],
  weights: readonly number[],
): Cell[] {
  const [last, lastOther] = [(bits[one]?.length ?? 0) - 1, (bits[other]?.length ?? 0) - 1];
  const cells = new Map<number, Cell>();
  for (const [at, { levels, count }] of random.entries()) {
    const [a, b] = [levels[one] ?? 0, levels[other] ?? 0];
    if (a === 0 || b === 0 || a === last || b === lastOther) continue;
    const cell = cells.get(a * 100 + b) ?? { a, b, pairs: [] };
    cells.set(a * 100 + b, cell);
    cell.pairs.push({ rest: (weights[at] ?? 0) - (bits[one]?.[a] ?? 0) - (bits[other]?.[b] ?? 0), count });
  }
  return [...cells.values()];
}

/** The share of pairs that are of one person, from the weights of their other fields: the likeliest mixture. */
function matchedShare(pairs: readonly { readonly rest: number; readonly count: number }[]): number {
  const total = pairs.reduce((sum, { count }) => sum + count, 0);
  let share = 0.5;
  for (let round = 0; round < 25; round += 1) {
    let matched = 0;
    for (const { rest, count } of pairs) matched += count / (1 + ((1 - share) / share) * 2 ** -rest);
    share = Math.min(1 - 1e-6, Math.max(1e-6, matched / total));
  }
  return share;
}

/** The worthiest ties that close no circle. */
function spanning(wishes: readonly { tie: Tie; worth: number }[], size: number): Tie[] {
  const group = Array.from({ length: size }, (_, at) => at);
  const taken: Tie[] = [];
  for (const { tie } of wishes.toSorted((a, b) => b.worth - a.worth)) {
    const [from, to] = [group[tie.one], group[tie.other]];
    if (from === to || from === undefined || to === undefined) continue;
    for (const [at, own] of group.entries()) if (own === from) group[at] = to;
    taken.push(tie);
  }
  return taken;
}

/** What a pattern must give back for what its fields imply of one another, in bits. */
export function tiedBits(ties: readonly Tie[], levels: readonly number[]): number {
  return ties.reduce((sum, { one, other, bits }) => sum + (bits[levels[one] ?? 0]?.[levels[other] ?? 0] ?? 0), 0);
}
