import { createHash } from 'node:crypto';
import type { Store } from '../../platform/store/index.ts';
import {
  idsInState,
  mostRecords,
  pairsAround,
  personsOf,
  recordsAround,
  shownOf,
  type GroupPair,
} from './group-store.ts';
import { decideEach, undo } from './pair-store.ts';
import { factNames, type GroupView, type PairView, type Verdict } from './schema.ts';

/** A group as it stands: its records in order, the pairs within it and those that lead out of it. */
export interface Group {
  readonly records: readonly string[];
  readonly inside: readonly GroupPair[];
  readonly outside: readonly GroupPair[];
  readonly persons: ReadonlyMap<string, number>;
  readonly shown: ReadonlyMap<string, Record<string, unknown>>;
  readonly tooMany: boolean;
  readonly stamp: string;
}

/** The group around a pair. The own agency's records come first. */
export async function groupAround(store: Store, pairId: string): Promise<Group> {
  const found = await recordsAround(store, pairId);
  const around = await pairsAround(store, found.slice(0, mostRecords));
  const members = new Set(found.slice(0, mostRecords));
  const inside = around.filter(({ leftRecord, rightRecord }) => members.has(leftRecord) && members.has(rightRecord));
  const insiders = new Set(inside);
  const shown = await shownOf(store, inside);
  const rank = (record: string): string =>
    `${shown.get(record)?.['own'] === true ? 0 : 1} ${String(shown.get(record)?.['agencyName'])} ${record}`;
  return {
    records: [...shown.keys()].toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1)),
    inside,
    outside: around.filter((pair) => !insiders.has(pair) && leadsOut(pair)).slice(0, mostOutside),
    persons: await personsOf(store, inside),
    shown,
    tooMany: found.length > mostRecords,
    stamp: stampOf(inside),
  };
}

function stampOf(pairs: readonly GroupPair[]): string {
  const hash = createHash('sha256');
  for (const { id, version, state } of pairs.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
    hash.update(`${id} ${version} ${state}\n`);
  return hash.digest('hex').slice(0, 32);
}

/** Pairs out of a group that are worth a word: the rest are the many who share a name. */
const leadsOut = (pair: GroupPair): boolean =>
  pair.state !== 'different' && (isBridge(pair) || pair.probability >= leastOutside);
const leastOutside = 0.2;
const mostOutside = 100;

const isBridge = ({ linked, weight, threshold }: GroupPair): boolean =>
  !linked && threshold !== null && weight >= threshold;

/**
 * The person each record is proposed to be of: what was joined or put together by the program is one, the surest first; two
 * records that it left apart, or that people found different, never are.
 */
function proposedPersons(records: readonly string[], inside: readonly GroupPair[]): number[] {
  const partOf = new Map(records.map((record, at) => [record, at]));
  const together = ({ state, linked }: GroupPair): boolean => state === 'same' || (linked && state !== 'different');
  const apart = inside.filter((pair) => !together(pair));
  const surest = inside
    .filter(together)
    .toSorted(
      (one, other) => Number(other.state === 'same') - Number(one.state === 'same') || other.weight - one.weight,
    );
  for (const { leftRecord, rightRecord } of surest) {
    const [keep, gone] = [partOf.get(leftRecord) ?? 0, partOf.get(rightRecord) ?? 0];
    const joins = (record: string): boolean => [keep, gone].includes(partOf.get(record) ?? -1);
    if (apart.some((pair) => joins(pair.leftRecord) && joins(pair.rightRecord))) continue;
    for (const [record, part] of partOf) if (part === gone) partOf.set(record, keep);
  }
  const parts = [...new Set(records.map((record) => partOf.get(record)))];
  return records.map((record) => parts.indexOf(partOf.get(record)) + 1);
}

/** The group as a reviewer may see it. */
export function viewOf({ records, inside, outside, persons, shown, tooMany, stamp }: Group): GroupView {
  const place = (record: string): number => records.indexOf(record);
  const proposed = proposedPersons(records, inside);
  return {
    stamp,
    tooMany,
    records: records.map((record) => {
      const side = shown.get(record) as unknown as GroupView['records'][number];
      const said = shown.get(record) ?? {};
      return {
        ...side,
        facts: Object.fromEntries(factNames.map((name) => [name, (said[name] as string | null) ?? null])),
        person: persons.get(record) ?? 0,
        proposed: proposed[place(record)] ?? 1,
      } as GroupView['records'][number];
    }),
    pairs: inside.map((pair) => ({
      id: pair.id,
      one: Math.min(place(pair.leftRecord), place(pair.rightRecord)),
      other: Math.max(place(pair.leftRecord), place(pair.rightRecord)),
      weight: pair.weight,
      probability: pair.probability,
      state: pair.state,
      mine: pair.mine,
      linked: pair.linked,
      bridge: isBridge(pair),
      weak: pair.threshold !== null && pair.weight < pair.threshold,
    })),
    outside: outside.map((pair) => {
      const one = place(pair.leftRecord) >= 0 ? pair.leftRecord : pair.rightRecord;
      return {
        id: pair.id,
        one: place(one),
        agencyName: one === pair.leftRecord ? pair.rightAgency : pair.leftAgency,
        probability: pair.probability,
        state: pair.state,
        bridge: isBridge(pair),
      };
    }),
  };
}

export interface Divided {
  readonly settled: number;
  readonly waiting: number;
  readonly persons: number;
  readonly stillJoined: boolean;
}

/**
 * Decides every pair of a group by the persons its records are said to be of; null says that one cannot tell. What was
 * joined and is said to be different is parted first, so that joining finds the records apart.
 */
export async function divide(
  store: Store,
  { inside, records }: Group,
  persons: readonly number[] | null,
  remark: string | null,
): Promise<Divided> {
  const personOf = new Map(records.map((record, at) => [record, persons?.[at]]));
  const ordered = inside.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const wanted = (pair: GroupPair): Verdict => {
    if (persons === null) return 'cannot-tell';
    return personOf.get(pair.leftRecord) === personOf.get(pair.rightRecord) ? 'same' : 'different';
  };
  const [alike, unlike, unsure] = [
    ordered.filter((pair) => wanted(pair) === 'same'),
    ordered.filter((pair) => wanted(pair) === 'different'),
    ordered.filter((pair) => wanted(pair) === 'cannot-tell'),
  ];
  // What is settled already, by what was said before it, stays as it is.
  const say = (pairs: readonly GroupPair[], verdict: Verdict): Promise<void> =>
    decideEach(store, pairs, verdict, remark);
  const undoThose = async (pairs: readonly GroupPair[], state: PairView['state']): Promise<boolean> => {
    let parted = false;
    for (const id of await idsInState(store, pairs, state))
      // An earlier one of the round may have settled it.
      if ((await idsInState(store, [{ id }], state)).length > 0 && (await undo(store, id))) parted = true;
    return parted;
  };
  // What two were joined through may itself be parted later in the round: another round then tells them apart.
  while (await undoThose(unlike, 'same'));
  await say(unlike, 'different');
  await undoThose(alike, 'different');
  await say(alike, 'same');
  await say(unsure, 'cannot-tell');
  const now = await personsOf(store, inside);
  const settled = (await idsInState(store, ordered, 'same', 'different')).length;
  return {
    settled,
    waiting: ordered.length - settled,
    persons: new Set(now.values()).size,
    stillJoined: unlike.some(({ leftRecord, rightRecord }) => now.get(leftRecord) === now.get(rightRecord)),
  };
}
