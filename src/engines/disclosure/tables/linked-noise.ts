import { keyRange } from './cells.ts';
import { withNoise } from './noise.ts';

/** Persons as far as they are joined, by kind, with their lasting keys; and pairs of them that may be one. */
interface DoubtfulLinks {
  readonly kinds: readonly number[];
  readonly keys: readonly number[];
  readonly links: readonly (readonly [one: number, other: number, probability: number])[];
}

type Link = DoubtfulLinks['links'][number];

/** From this on a link holds its two together as one group. */
const HOLDS = 0.5;
/** Larger groups are told as pairs. */
const MOST_TOGETHER = 6;

/**
 * Links in which nobody is told apart: of each composition of kinds that likely links hold together as many groups as their noise
 * makes of them, each linked as those groups are on average; the less likely links between groups as pairs of their own. Groups are
 * kept, for three records of one person, told as three pairs, would be joined three times where two joinings make one person.
 */
export function linksWithNoise({ kinds, keys, links }: DoubtfulLinks): Omit<DoubtfulLinks, 'keys'> {
  const alike = Map.groupBy(groupsOf(kinds, keys, links), (group) =>
    group.members.map((member) => kinds[member]).join(),
  );
  const keyOf = (groups: readonly Group[]): number =>
    groups.flatMap(({ members }) => members).reduce((sum, at) => (sum + (keys[at] ?? 0)) % keyRange, 0);
  const types = [...alike]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, groups]) => ({
      kinds: groups[0]?.members.map((member) => kinds[member] ?? 0) ?? [],
      links: averageOf(groups),
      copies: withNoise(groups.length, keyOf(groups)),
    }));
  const all = [...alike.values()].flat();
  evenOut(
    types,
    withNoise(
      all.reduce((sum, { members }) => sum + members.length - 1, 0),
      keyOf(all),
    ),
  );
  const told: { kinds: number[]; links: Link[] } = { kinds: [], links: [] };
  for (const type of types)
    for (let copy = type.copies; copy > 0; copy -= 1) {
      const start = told.kinds.length;
      told.kinds.push(...type.kinds);
      for (const [one, other, probability] of type.links) told.links.push([start + one, start + other, probability]);
    }
  return told;
}

interface Type {
  readonly kinds: readonly number[];
  readonly links: readonly Link[];
  copies: number;
}

/**
 * Makes the noise of many compositions add up to that of the joinings they could make together, a group less or more of each, the
 * most frequent first: alone, the noise of each would run up with their number.
 */
function evenOut(types: readonly Type[], joinings: number): void {
  const frequent = types.toSorted((one, other) => other.copies - one.copies);
  let over = types.reduce((sum, { kinds, copies }) => sum + copies * (kinds.length - 1), 0) - joinings;
  for (let moved = true; moved;) {
    moved = false;
    for (const type of frequent) {
      const own = type.kinds.length - 1;
      if (2 * Math.abs(over) < own + 1 || (over > 0 && type.copies === 0)) continue;
      type.copies -= Math.sign(over);
      over -= Math.sign(over) * own;
      moved = true;
    }
  }
}

interface Group {
  readonly members: readonly number[];
  /** By places in the group. */
  readonly links: readonly Link[];
}

function groupsOf(kinds: readonly number[], keys: readonly number[], links: readonly Link[]): Group[] {
  const root = kinds.map((_, at) => at);
  const find = (record: number): number => {
    let at = record;
    while (root[at] !== at) at = root[at] = root[root[at] ?? at] ?? at;
    return at;
  };
  const tree: Link[] = [];
  for (const link of links.toSorted((one, other) => other[2] - one[2])) {
    const [a, b] = [find(link[0]), find(link[1])];
    if (link[2] < HOLDS || a === b) continue;
    root[b] = a;
    tree.push(link);
  }
  const members = Map.groupBy(kinds.keys(), find);
  const within = Map.groupBy(links, ([one, other]) => (find(one) === find(other) ? find(one) : -1));
  const order = (group: readonly number[]): number[] =>
    group.toSorted((one, other) => (kinds[one] ?? 0) - (kinds[other] ?? 0) || (keys[one] ?? 0) - (keys[other] ?? 0));
  const pairOf = ([one, other, probability]: Link): Group => ({
    members: order([one, other]),
    links: [[0, 1, probability]],
  });
  return [
    ...[...members].flatMap(([at, group]): Group[] => {
      if (group.length < 2) return [];
      if (group.length > MOST_TOGETHER) return tree.filter(([one]) => find(one) === at).map(pairOf);
      const placed = order(group);
      const links = (within.get(at) ?? []).map(([one, other, probability]): Link => {
        const [first, last] = [placed.indexOf(one), placed.indexOf(other)].toSorted((a, b) => a - b);
        return [first ?? 0, last ?? 0, probability];
      });
      return [{ members: placed, links }];
    }),
    ...betweenGroups(within.get(-1) ?? [], find).map(pairOf),
  ];
}

/** Of the links between any two groups one, as likely as they are on average: two groups are joined once. */
function betweenGroups(links: readonly Link[], groupOf: (record: number) => number): Link[] {
  const by = Map.groupBy(links, ([one, other]) => [groupOf(one), groupOf(other)].toSorted((a, b) => a - b).join());
  return [...by.values()].flatMap((found) => {
    const [strongest] = found.toSorted((one, other) => other[2] - one[2]);
    const mean = found.reduce((sum, [, , probability]) => sum + probability, 0) / found.length;
    return strongest ? [[strongest[0], strongest[1], mean] as const] : [];
  });
}

/** How groups of one composition are linked: each link that at least half of them have, as likely as it is on average. */
function averageOf(groups: readonly Group[]): Link[] {
  const found = new Map<string, { place: readonly [number, number]; sum: number; count: number }>();
  for (const { links } of groups)
    for (const [one, other, probability] of links) {
      const cell = found.get(`${one} ${other}`) ?? { place: [one, other], sum: 0, count: 0 };
      cell.sum += probability;
      cell.count += 1;
      found.set(`${one} ${other}`, cell);
    }
  return [...found.values()]
    .filter(({ count }) => 2 * count >= groups.length)
    .map(({ place: [one, other], sum, count }): Link => [one, other, sum / count])
    .toSorted(([a, b], [c, d]) => a - c || b - d);
}
