import { WishHeap } from './heap.ts';

/** Pairs of records, by number, with their match weights; pairs that weigh nothing or less are left out. */
export interface WeightedPairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly weight: Float64Array;
}

export interface ClusterOptions {
  /** Two records are joined from this weight on. */
  readonly threshold: number;
  /** By how much less the average weight of all pairs between two groups may be, where these are many pairs; nothing if not given. */
  readonly allowance?: number;
  /** The source of each record, when records of one source are not compared with each other. */
  readonly sources?: Uint8Array;
  /** Sources that hold a person no more than once: no group gets two records of such a source. */
  readonly once?: ReadonlySet<number>;
  /** The group each record is known to be in already, or -1. Known groups grow; two of them are never joined. */
  readonly known?: Int32Array;
}

export interface Clusters {
  /** For each record the lowest record of its cluster. */
  readonly of: Int32Array;
  /** Positions of pairs that would link by themselves but whose clusters, taken whole, do not belong together. */
  readonly bridges: Int32Array;
}

/** The weight of a pair that was never looked at, or that speaks against: evidence against, but not without bound. */
const ABSENT = -8;
/** No pair weighs more among others than this, or than this much over what one pair needs: one sure pair does not carry a group. */
const [HEAVIEST, SUREST] = [20, 8];
/** How much less the average may be each time there are twice as many pairs, in bits: they say more together than one of them. */
const EACH_DOUBLING = 3;

/** The average weight from which groups of so many records are joined. */
function leastBetween(one: number, other: number, { threshold, allowance = 0 }: ClusterOptions): number {
  return threshold - Math.min(allowance, EACH_DOUBLING * Math.log2(one * other));
}

/**
 * Average-link clustering: the two groups whose records, pair by pair, weigh most on average beyond what is asked for are joined first, until
 * no average reaches it. One strong pair alone does not chain two groups. Same pairs in the same order, same clusters.
 */
export function clusterPairs(records: number, pairs: WeightedPairs, options: ClusterOptions): Clusters {
  const { left, right, weight } = pairs;
  const parent = Int32Array.from({ length: records }, (_, at) => at);
  for (let at = 0; at < left.length; at += 1)
    if ((weight[at] ?? ABSENT) >= options.threshold - (options.allowance ?? 0))
      unite(parent, left[at] ?? 0, right[at] ?? 0);
  const firstKnown = new Map<number, number>();
  options.known?.forEach((group, record) => {
    if (group >= 0) unite(parent, record, firstOf(firstKnown, group, record));
  });
  const of = new Int32Array(records);
  for (const component of componentsOf(parent, pairs)) joinWithin(component, pairs, options, of);
  const bridges: number[] = [];
  for (let at = 0; at < left.length; at += 1)
    if ((weight[at] ?? ABSENT) >= options.threshold && of[left[at] ?? 0] !== of[right[at] ?? 0]) bridges.push(at);
  return { of, bridges: Int32Array.from(bridges) };
}

/** The record first seen under a key: this one, if there was none. */
function firstOf(seen: Map<number, number>, key: number, record: number): number {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, record);
  return first ?? record;
}

interface Component {
  readonly records: readonly number[];
  readonly pairs: readonly number[];
}

function rootOf(parent: Int32Array, record: number): number {
  let at = record;
  for (;;) {
    const above = parent[at] ?? at;
    if (above === at) return at;
    const next = parent[above] ?? above;
    parent[at] = next;
    at = next;
  }
}

/** Puts two records' groups together under the lower root. */
function unite(parent: Int32Array, one: number, other: number): void {
  const [a, b] = [rootOf(parent, one), rootOf(parent, other)];
  if (a < b) parent[b] = a;
  else if (b < a) parent[a] = b;
}

function* componentsOf(parent: Int32Array, { left, right }: WeightedPairs): Generator<Component> {
  const roots = parent.map((_, record) => rootOf(parent, record));
  const members = grouped(roots, roots);
  const inside = new Int32Array(left.length).fill(-1);
  for (let at = 0; at < left.length; at += 1) {
    const root = roots[left[at] ?? 0] ?? -1;
    if (root === roots[right[at] ?? 0]) inside[at] = root;
  }
  const edges = grouped(inside, roots);
  for (let record = 0; record < roots.length; record += 1)
    if (roots[record] === record) yield { records: members(record), pairs: edges(record) };
}

/** Positions by group, in order, without a list for each group. */
function grouped(groups: Int32Array, all: Int32Array): (group: number) => readonly number[] {
  const start = new Int32Array(all.length + 1);
  for (const group of groups) if (group >= 0) start[group + 1] = (start[group + 1] ?? 0) + 1;
  for (let at = 0; at < all.length; at += 1) start[at + 1] = (start[at + 1] ?? 0) + (start[at] ?? 0);
  const next = start.slice();
  const places = new Int32Array(start[all.length] ?? 0);
  for (let at = 0; at < groups.length; at += 1) {
    const group = groups[at] ?? -1;
    if (group < 0) continue;
    const place = next[group] ?? 0;
    places[place] = at;
    next[group] = place + 1;
  }
  return (group) => Array.from(places.subarray(start[group], start[group + 1]));
}

/** What is known of a group while it grows. */
interface Group {
  members: number[];
  /** How often each source is in it. */
  readonly counts: Map<number, number>;
  known: boolean;
  stamp: number;
  /** Sum over the pairs to each neighbouring group of how much they weigh more than an absent pair. */
  readonly near: Map<number, number>;
}

function joinWithin({ records, pairs }: Component, all: WeightedPairs, options: ClusterOptions, of: Int32Array): void {
  if (records.length === 1) {
    of[records[0] ?? 0] = records[0] ?? 0;
    return;
  }
  const groups = groupsOf(records, pairs, all, options);
  const wishes = new WishHeap();
  const wish = (one: number, other: number): void => {
    const [a, b] = [groups.get(one), groups.get(other)];
    if (!a || !b) return;
    const weight = averageBetween(a, b, other, options) - leastBetween(a.members.length, b.members.length, options);
    if (weight >= 0)
      wishes.add({ weight, one: Math.min(one, other), other: Math.max(one, other), stamps: a.stamp + b.stamp });
  };
  for (const [one, group] of groups) for (const other of group.near.keys()) if (other > one) wish(one, other);
  for (let next = wishes.take(); next; next = wishes.take()) {
    const [a, b] = [groups.get(next.one), groups.get(next.other)];
    if (!a || !b || a.stamp + b.stamp !== next.stamps) continue;
    const [kept, gone] = a.near.size >= b.near.size ? [next.one, next.other] : [next.other, next.one];
    absorb(groups, kept, gone);
    for (const other of groups.get(kept)?.near.keys() ?? []) wish(kept, other);
  }
  for (const { members } of groups.values()) {
    const lowest = members.reduce((low, record) => Math.min(low, record));
    for (const record of members) of[record] = lowest;
  }
}

function groupsOf(
  records: readonly number[],
  pairs: readonly number[],
  { left, right, weight }: WeightedPairs,
  { sources, known, threshold }: ClusterOptions,
): Map<number, Group> {
  const heaviest = Math.max(HEAVIEST, threshold + SUREST);
  const groups = new Map<number, Group>();
  const place = new Map<number, number>();
  const firstMember = new Map<number, number>();
  for (const record of records) {
    const before = known?.[record] ?? -1;
    const at = before < 0 ? record : firstOf(firstMember, before, record);
    place.set(record, at);
    const group: Group = groups.get(at) ?? {
      members: [],
      counts: new Map(),
      known: before >= 0,
      stamp: 0,
      near: new Map(),
    };
    groups.set(at, group);
    group.members.push(record);
    const source = sources?.[record] ?? 0;
    group.counts.set(source, (group.counts.get(source) ?? 0) + 1);
  }
  for (const at of pairs) {
    const [one, other] = [place.get(left[at] ?? 0) ?? 0, place.get(right[at] ?? 0) ?? 0];
    if (one === other) continue;
    const more = Math.min(heaviest, weight[at] ?? ABSENT) - ABSENT;
    if (more <= 0) continue;
    addNear(groups, one, other, more);
    addNear(groups, other, one, more);
  }
  return groups;
}

function addNear(groups: Map<number, Group>, one: number, other: number, more: number): void {
  const near = groups.get(one)?.near;
  near?.set(other, (near.get(other) ?? 0) + more);
}

function averageBetween(a: Group, b: Group, other: number, { sources, once }: ClusterOptions): number {
  if (a.known && b.known) return Number.NEGATIVE_INFINITY;
  if (once)
    for (const source of a.counts.keys()) if (once.has(source) && b.counts.has(source)) return Number.NEGATIVE_INFINITY;
  let possible = a.members.length * b.members.length;
  if (sources) for (const [source, count] of a.counts) possible -= count * (b.counts.get(source) ?? 0);
  return possible === 0 ? Number.NEGATIVE_INFINITY : (a.near.get(other) ?? 0) / possible + ABSENT;
}

function absorb(groups: Map<number, Group>, kept: number, gone: number): void {
  const [into, from] = [groups.get(kept), groups.get(gone)];
  if (!into || !from) return;
  into.near.delete(gone);
  for (const [other, more] of from.near) {
    groups.get(other)?.near.delete(gone);
    if (other === kept) continue;
    addNear(groups, kept, other, more);
    groups.get(other)?.near.set(kept, into.near.get(other) ?? 0);
  }
  into.members = into.members.concat(from.members);
  for (const [source, count] of from.counts) into.counts.set(source, (into.counts.get(source) ?? 0) + count);
  into.known ||= from.known;
  into.stamp += from.stamp + 1;
  groups.delete(gone);
}
