/** What happened to a person's id between two runs; records are given by number. */
export type IdChange =
  | { readonly what: 'created'; readonly id: number; readonly records: readonly number[] }
  | { readonly what: 'grown'; readonly id: number; readonly records: readonly number[] }
  /** Records of the person `from` now belong to `id`. */
  | {
      readonly what: 'joined' | 'split';
      readonly id: number;
      readonly from: number;
      readonly records: readonly number[];
    };

/**
 * Ids for clusters that keep those of an earlier run: each cluster takes the id most of its records had, each id goes to one cluster (the one
 * with most of its records), new persons get numbers after all there were. `known` is the earlier id of each record, or -1.
 */
export function stableIds(
  clusters: Int32Array,
  known: Int32Array,
): { readonly ids: Int32Array; readonly history: readonly IdChange[] } {
  const members = new Map<number, number[]>();
  for (const [record, cluster] of clusters.entries()) {
    const list = members.get(cluster) ?? [];
    members.set(cluster, list);
    list.push(record);
  }
  const idOf = takeIds(members, known);
  let next = known.reduce((most, id) => Math.max(most, id), 0) + 1;
  const ids = new Int32Array(clusters.length);
  const history: IdChange[] = [];
  for (const [cluster, records] of members) {
    const kept = idOf.get(cluster);
    const id = kept ?? next;
    if (kept === undefined) next += 1;
    for (const record of records) ids[record] = id;
    history.push(...changesOf(id, kept !== undefined, records, known, new Set(idOf.values())));
  }
  return { ids, history };
}

function takeIds(members: ReadonlyMap<number, readonly number[]>, known: Int32Array): Map<number, number> {
  const overlaps: { cluster: number; id: number; count: number }[] = [];
  for (const [cluster, records] of members)
    for (const [id, list] of byKnown(records, known)) if (id >= 0) overlaps.push({ cluster, id, count: list.length });
  overlaps.sort((one, other) => other.count - one.count || one.id - other.id || one.cluster - other.cluster);
  const idOf = new Map<number, number>();
  const gone = new Set<number>();
  for (const { cluster, id } of overlaps) {
    if (idOf.has(cluster) || gone.has(id)) continue;
    idOf.set(cluster, id);
    gone.add(id);
  }
  return idOf;
}

function byKnown(records: readonly number[], known: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const record of records) {
    const id = known[record] ?? -1;
    const list = groups.get(id) ?? [];
    groups.set(id, list);
    list.push(record);
  }
  return groups;
}

function changesOf(
  id: number,
  kept: boolean,
  records: readonly number[],
  known: Int32Array,
  alive: ReadonlySet<number>,
): IdChange[] {
  const groups = byKnown(records, known);
  if (!kept && groups.size === 1 && groups.has(-1)) return [{ what: 'created', id, records }];
  return [...groups].flatMap(([from, list]): IdChange[] => {
    if (from === id) return [];
    if (from === -1) return [{ what: 'grown', id, records: list }];
    return [{ what: alive.has(from) ? 'split' : 'joined', id, from, records: list }];
  });
}
