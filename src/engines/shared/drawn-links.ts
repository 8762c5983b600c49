/** Two records and how likely they are one person, 0 to 1. */
interface Link {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
}

/** What links two groups of records: how many links, the sum of their probabilities, and whether chance has kept them apart. */
interface Between {
  sum: number;
  count: number;
  refused: boolean;
}

/**
 * Draws who is whom from the probabilities of links: for each record the number of one record of its person. The likeliest links are
 * drawn first, and two groups are drawn together or apart once, by the mean probability of the links between them. Were each link
 * drawn by itself, three records of one person would have three chances to be joined where they need two, and more the more
 * records hang together: counts of persons came out too low (`bench/linkage-overlap.ts`).
 */
export function linkDrawer(records: number, links: readonly Link[]): (uniform: () => number) => Int32Array {
  const sorted = links.toSorted(
    (one, other) => other.probability - one.probability || one.a - other.a || one.b - other.b,
  );
  const degree = new Int32Array(records);
  for (const { a, b } of links) for (const record of [a, b]) degree[record] = (degree[record] ?? 0) + 1;
  const isAlone = ({ a, b }: Link): boolean => degree[a] === 1 && degree[b] === 1;
  const knotted = sorted.filter((link) => !isAlone(link));
  const alone = sorted.filter(isAlone);
  return (uniform) => {
    const root = Int32Array.from({ length: records }, (_, record) => record);
    for (const { a, b, probability } of alone) if (uniform() < probability) root[b] = a;
    drawKnotted(knotted, root, uniform);
    return root.map((_, record) => rootOf(root, record));
  };
}

function rootOf(root: Int32Array, record: number): number {
  let at = record;
  while (root[at] !== at) at = root[at] = root[root[at] ?? at] ?? at;
  return at;
}

function drawKnotted(links: readonly Link[], root: Int32Array, uniform: () => number): void {
  const around = aroundOf(links);
  for (const { a, b } of links) {
    const [one, other] = [rootOf(root, a), rootOf(root, b)];
    const between = around.get(one)?.get(other);
    if (one === other || !between || between.refused) continue;
    if (uniform() >= between.sum / between.count) {
      between.refused = true;
      continue;
    }
    const [keep, gone] = (around.get(one)?.size ?? 0) >= (around.get(other)?.size ?? 0) ? [one, other] : [other, one];
    root[gone] = keep;
    takeOver(around, keep, gone);
  }
}

type Around = Map<number, Map<number, Between>>;

function aroundOf(links: readonly Link[]): Around {
  const around: Around = new Map();
  const of = (record: number): Map<number, Between> => {
    const found = around.get(record) ?? new Map<number, Between>();
    around.set(record, found);
    return found;
  };
  for (const { a, b, probability } of links) {
    const between = of(a).get(b) ?? { sum: 0, count: 0, refused: false };
    between.sum += probability;
    between.count += 1;
    of(a).set(b, between);
    of(b).set(a, between);
  }
  return around;
}

/** What linked a group that was joined to another links that one now. */
function takeOver(around: Around, keep: number, gone: number): void {
  const kept = around.get(keep);
  kept?.delete(gone);
  for (const [third, between] of around.get(gone) ?? []) {
    if (third === keep) continue;
    const others = around.get(third);
    others?.delete(gone);
    const had = kept?.get(third);
    if (had) {
      had.sum += between.sum;
      had.count += between.count;
      had.refused ||= between.refused;
    } else {
      kept?.set(third, between);
      others?.set(keep, between);
    }
  }
  around.delete(gone);
}
