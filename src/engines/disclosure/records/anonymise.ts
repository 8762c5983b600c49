import type { RecordSet } from './dataset.ts';

export interface Anonymised {
  readonly released: RecordSet;
  /** Records left out because fewer than k share all their values. */
  readonly lost: number;
}

/** The records of which at least k are equal in every column (k-anonymity, Sweeney 2002), as CTDC releases them. */
export function keepGroups(source: RecordSet, k: number): Anonymised {
  const kept = source.times.map((times) => times >= k);
  const times = source.times.filter((_, at) => kept[at]);
  const records = times.reduce((sum, count) => sum + count, 0);
  return {
    released: { ...source, distinct: source.distinct.filter((_, at) => kept[at]), times, records },
    lost: source.records - records,
  };
}
