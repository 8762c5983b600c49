import type { ActionName } from '../actions.generated.ts';
import type { ProblemCode } from '../../words/problems.ts';

/** Why the server did not take a write. */
export interface KeptProblem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly message: string;
  readonly details?: Record<string, unknown>;
}

/** A write that waits on the device. */
export interface OutboxEntry {
  /** Also the temporary id of the record it adds, until the server gave one. */
  readonly id: string;
  /** Its place in the queue. */
  readonly order: number;
  readonly action: ActionName;
  readonly input: Readonly<Record<string, unknown>>;
  /** The version it changes: as read, or as the write of that entry leaves it. Null where none is named. */
  readonly version: number | { readonly after: string } | null;
  readonly idempotencyKey: string;
  /** What its fields held before, as far as this device had read it. */
  readonly before?: Readonly<Record<string, unknown>>;
  /** Entries that must be taken first. */
  readonly dependsOn: readonly string[];
  /** `kind id` of the record it writes. */
  readonly target: string;
  /** The hat it was written in; sent in no other. */
  readonly membershipId: string;
  readonly madeAt: string;
  readonly attempts: number;
  readonly state: 'waiting' | 'conflict' | 'refused';
  readonly problem: KeptProblem | null;
}

/** What the server answered to an entry that is done. */
export interface Settled {
  readonly id: string;
  readonly version: number;
  /** The entry's place in the queue, by which its answer is found again. */
  readonly order: number;
}

const nameOf = (entry: Pick<OutboxEntry, 'order' | 'id'>): string =>
  `outbox/${String(entry.order).padStart(9, '0')}/${entry.id}`;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Whether somebody else, who saved first, left alone every field this entry changes: then both can hold. */
export function isOneSided({ input, before }: OutboxEntry, record: unknown, key: string | undefined): boolean {
  if (before === undefined || typeof record !== 'object' || record === null) return false;
  const theirs = record as Readonly<Record<string, unknown>>;
  return Object.keys(input)
    .filter((field) => field !== key)
    .every(
      (field) =>
        field in before && field in theirs && (same(theirs[field], before[field]) || same(theirs[field], input[field])),
    );
}

/** Under which names entries, and what became of those that are done, are kept. */
export const entryNames = { of: nameOf, entries: 'outbox/', settled: 'settled' };

/** The value with every text exchanged that is a key of the map, at any depth. */
export function exchange<T>(value: T, ids: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') return (ids.get(value) ?? value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => exchange(item, ids)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, exchange(item as unknown, ids)])) as T;
}

/** Stands for the version a waiting write will leave, until the server told it: below zero, as no version is. */
export const versionAfter = ({ order }: Pick<OutboxEntry, 'order'>): number => -order;

/** Every text in a value, at any depth. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
