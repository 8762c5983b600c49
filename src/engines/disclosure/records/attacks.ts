import type { RecordSet } from './dataset.ts';
import type { Uniform } from './synthesise.ts';

/** What somebody who knows a record wholly can learn from the release. */
export interface MembershipAttack {
  /** Share of the records tried that were in the source, by the nearest released record at distance 0, 1 and 2 columns. */
  readonly membersWithin: readonly [number, number, number];
  /** The same for records kept out of the source. */
  readonly outsidersWithin: readonly [number, number, number];
  /** The best attack's gain over guessing: 0 tells nothing, 1 tells all. */
  readonly advantage: number;
  readonly tried: number;
}

const mostTried = 1500;
const mostReleased = 20_000;

/**
 * The release is made again from a random half of the records; an attacker then says of records of both halves whether
 * they were used, by how near the nearest released record is (nearest-record attack; Yeom and others 2018 for the
 * advantage). Equal chances for both halves mean that taking part told nothing about a person.
 */
export function attackMembership(
  source: RecordSet,
  make: (half: RecordSet) => RecordSet,
  uniform: Uniform,
): MembershipAttack {
  const { inside, outside } = halve(source, uniform);
  const released = make(inside).distinct.slice(0, mostReleased);
  const members = distances(sample(inside, uniform), released);
  const outsiders = distances(sample(outside, uniform), released);
  const within = (found: readonly number[]) =>
    [0, 1, 2].map((most) => found.filter((distance) => distance <= most).length / Math.max(1, found.length));
  const [of, not] = [within(members), within(outsiders)];
  return {
    membersWithin: [of[0] ?? 0, of[1] ?? 0, of[2] ?? 0],
    outsidersWithin: [not[0] ?? 0, not[1] ?? 0, not[2] ?? 0],
    advantage: Math.max(0, ...of.map((share, at) => share - (not[at] ?? 0))),
    tried: members.length + outsiders.length,
  };
}

function halve(source: RecordSet, uniform: Uniform): { inside: RecordSet; outside: RecordSet } {
  const inside = source.times.map((times) => {
    let kept = 0;
    for (let one = 0; one < times; one += 1) if (uniform() < 0.5) kept += 1;
    return kept;
  });
  const part = (times: readonly number[]): RecordSet => ({
    ...source,
    distinct: source.distinct.filter((_, at) => (times[at] ?? 0) > 0),
    times: times.filter((count) => count > 0),
    records: times.reduce((sum, count) => sum + count, 0),
  });
  return { inside: part(inside), outside: part(source.times.map((times, at) => times - (inside[at] ?? 0))) };
}

/** Records, each as likely as another, however many are equal to it. */
function sample({ distinct, times, records }: RecordSet, uniform: Uniform): Int32Array[] {
  const share = Math.min(1, mostTried / Math.max(1, records));
  return distinct.flatMap((record, at) => {
    const taken = Array.from({ length: times[at] ?? 0 }, () => uniform() < share).filter(Boolean).length;
    return Array.from({ length: taken }, () => record);
  });
}

function distances(tried: readonly Int32Array[], released: readonly Int32Array[]): number[] {
  const known = new Map<Int32Array, number>();
  return tried.map((record) => {
    const distance = known.get(record) ?? nearest(record, released);
    known.set(record, distance);
    return distance;
  });
}

function nearest(record: Int32Array, released: readonly Int32Array[]): number {
  let best = record.length;
  for (const other of released) {
    let distance = 0;
    for (let at = 0; at < record.length && distance < best; at += 1) if (record[at] !== other[at]) distance += 1;
    if (distance < best) best = distance;
    if (best === 0) break;
  }
  return best;
}
