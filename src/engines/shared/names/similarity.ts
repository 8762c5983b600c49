import { jaroWinkler } from '@skyra/jaro-winkler';
import { tokenKeys } from './keys.ts';
import { nameTokens, type NameToken } from './tokens.ts';

/** Tokens beyond this many are not compared: no name has them, and the work grows with their square. */
const mostTokens = 12;
/** What two tokens that may sound alike are worth at least, however differently they are spelt. */
const soundsAlike = 0.86;
const initialOnly = 0.75;

/**
 * How alike two names are, 0 to 1: tokens are paired best first, each worth by its length, by letters (Jaro-Winkler) or by sound;
 * their order does not matter. A token without partner costs its weight, less when the other name simply has fewer tokens.
 */
export function similarity(left: string, right: string): number {
  const a = nameTokens(left).slice(0, mostTokens);
  const b = nameTokens(right).slice(0, mostTokens);
  return tokenSimilarity(a, b);
}

/** `similarity` of names already in tokens. */
export function tokenSimilarity(a: readonly NameToken[], b: readonly NameToken[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const pairs = a.flatMap((one, i) => b.map((other, j) => ({ i, j, score: alike(one, other) })));
  pairs.sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j);
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  let matched = 0;
  let weight = 0;
  for (const { i, j, score } of pairs) {
    if (usedA.has(i) || usedB.has(j)) continue;
    usedA.add(i);
    usedB.add(j);
    const worth = Math.max(weightOf(a[i]), weightOf(b[j]));
    matched += worth * score;
    weight += worth;
  }
  const restA = restOf(a, usedA);
  const restB = restOf(b, usedB);
  const cost = restA === 0 || restB === 0 ? 0.2 : 0.5;
  return matched / (weight + (restA + restB) * cost);
}

function weightOf(token: NameToken | undefined): number {
  return Math.min(Math.max(token?.latin.length ?? 0, 2), 8);
}

function restOf(tokens: readonly NameToken[], used: ReadonlySet<number>): number {
  let rest = 0;
  tokens.forEach((token, at) => {
    if (!used.has(at)) rest += weightOf(token);
  });
  return rest;
}

/** Two tokens: 1 when spelt the same, by letters else; sounding alike lifts a low score, and an initial stands for its name in part. */
function alike(a: NameToken, b: NameToken): number {
  if (a.latin === b.latin) return 1;
  if (a.arabic !== undefined && a.arabic === b.arabic) return 1;
  if (a.latin.length === 1 || b.latin.length === 1) return a.latin.charAt(0) === b.latin.charAt(0) ? initialOnly : 0;
  const letters = jaroWinkler(a.latin, b.latin);
  const keys = tokenKeys(b);
  const sound = tokenKeys(a).some((key) => keys.includes(key));
  if (!sound) return letters < 0.7 ? letters * 0.6 : letters * 0.95;
  return Math.max(letters, soundsAlike + (1 - soundsAlike) * 0.5 * letters);
}
