import type { ActionName } from '../actions.generated.ts';
import { CallProblem, type CallOptions, type Client } from '../call.ts';
import { captureOf } from './captures.ts';
import { entryNames, exchange, isOneSided, textsIn, versionAfter, type OutboxEntry, type Settled } from './entries.ts';
import {
  behindInstead,
  idsOf,
  inheriting,
  isMergeable,
  keptProblem,
  laterOfSame,
  orphaned,
  settledFrom,
  versionThere,
} from './outboxRules.ts';
import type { SealedStore } from './sealed.ts';
import type { Exclusively } from './storage.ts';

export interface EnqueueOptions {
  readonly version?: number | undefined;
  /** The key it was tried under already. */
  readonly idempotencyKey?: string | undefined;
  /** What its fields held before. */
  readonly before?: Readonly<Record<string, unknown>> | undefined;
  /** Entries that must be taken first, beyond those its input names. */
  readonly dependsOn?: readonly string[];
}

/** How a round of sending ended: all that could go is gone, the line broke, or the server asks to wait or to sign in. */
export type Round = 'done' | 'no-line' | 'wait' | 'signed-out';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** The writes that wait on this device. */
export interface Outbox {
  /** Keeps a write of a captured action; it is safe once this resolves. Rejects for an action that is not captured. */
  enqueue(action: ActionName, input: Readonly<Record<string, unknown>>, options?: EnqueueOptions): Promise<OutboxEntry>;
  list(): Promise<readonly OutboxEntry[]>;
  /** Sends what waits, in order; what the server refuses stays, with the reason, and holds up only what needs it. */
  send(client: Client, onProgress?: (progress: Progress) => void): Promise<Round>;
  /** Decides a conflict: these fields hold over the saved ones; none means that the saved ones hold everywhere. */
  decide(id: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  /** The same for a record that is written as a whole: what this queue says of it later is in these words already. */
  decideWhole(id: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  /** Sends these in the hat of now instead of the one they were written in. */
  handOver(ids: readonly string[]): Promise<void>;
  /** Sends a refused entry once more, perhaps with other fields. */
  retry(id: string, fields?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Throws an entry away, on the person's word. */
  discard(id: string): Promise<void>;
  /** Temporary ids and the server's ids they became. */
  ids(): Promise<ReadonlyMap<string, string>>;
  /** The version that was meant: one that stood for a write not sent yet, by what the server answered since. */
  versionNow(version: number): Promise<number>;
}

export interface OutboxParts {
  readonly store: SealedStore;
  readonly exclusively: Exclusively;
  /** A fresh uuid. */
  readonly newId: () => string;
  readonly now: () => Date;
  /** The hat of the session now. */
  readonly membershipId: () => string;
  /** Told of each write the server took, before it leaves the queue. */
  readonly onSettled?: (entry: OutboxEntry, settled: Settled) => Promise<void>;
}

const MOST_ATTEMPTS_AT_A_FAULT = 5;

/** The outbox kept in a sealed store. */
export function openOutbox(parts: OutboxParts): Outbox {
  const { store, exclusively, newId, now, membershipId } = parts;

  const list = async (): Promise<OutboxEntry[]> => {
    const entries = await Promise.all(
      (await store.names(entryNames.entries)).map((name) => store.read<OutboxEntry>(name)),
    );
    return entries.filter((entry) => entry !== undefined);
  };
  const allSettled = async (): Promise<Readonly<Record<string, Settled>>> =>
    (await store.read<Record<string, Settled>>(entryNames.settled)) ?? {};
  const settledOf = async (id: string): Promise<Settled | undefined> => (await allSettled())[id];
  const put = (entry: OutboxEntry): Promise<void> => store.write({ [entryNames.of(entry)]: entry });
  const change = (id: string, to: (entry: OutboxEntry) => OutboxEntry): Promise<OutboxEntry | undefined> =>
    exclusively('outbox', async () => {
      const entry = (await list()).find((one) => one.id === id);
      if (entry === undefined) return undefined;
      const changed = to(entry);
      await put(changed);
      return changed;
    });
  const settle = (entry: OutboxEntry, settled: Settled): Promise<void> =>
    exclusively('outbox', async () => {
      const known = await allSettled();
      await store.write({ [entryNames.of(entry)]: null, [entryNames.settled]: { ...known, [entry.id]: settled } });
    });
  const ids = async (): Promise<ReadonlyMap<string, string>> =>
    new Map(Object.entries(await allSettled()).map(([id, settled]) => [id, settled.id]));

  const enqueue: Outbox['enqueue'] = (action, input, options = {}) =>
    exclusively('outbox', async () => {
      const capture = captureOf(action);
      if (capture === null) throw new Error(`${action} cannot wait on the device`);
      const id = newId();
      const waiting = await list();
      const recordId = capture.key === undefined ? id : String(input[capture.key]);
      const target = `${capture.kind} ${recordId}`;
      const before = waiting.findLast((entry) => entry.target === target);
      const named = new Set(textsIn(input));
      const needed = waiting.filter((entry) => named.has(entry.id)).map((entry) => entry.id);
      if (before !== undefined && before.membershipId === membershipId() && isMergeable(before, action, input)) {
        const dependsOn = [...new Set([...before.dependsOn, ...needed, ...(options.dependsOn ?? [])])];
        const held = { ...options.before, ...before.before };
        const merged = { ...before, dependsOn, input: { ...before.input, ...input }, before: held };
        await put(merged);
        return merged;
      }
      const entry: OutboxEntry = {
        id,
        order: await nextOrder(waiting),
        action,
        input,
        version: before === undefined ? await meant(options.version) : { after: before.id },
        idempotencyKey: options.idempotencyKey ?? newId(),
        ...(options.before !== undefined && { before: options.before }),
        dependsOn: [...new Set([...needed, ...(before ? [before.id] : []), ...(options.dependsOn ?? [])])],
        target,
        membershipId: membershipId(),
        madeAt: now().toISOString(),
        // A write that comes with its key may have reached the server already, so its words stay as they are.
        attempts: options.idempotencyKey === undefined ? 0 : 1,
        state: 'waiting',
        problem: null,
      };
      await put(entry);
      return entry;
    });

  const nextOrder = async (waiting: readonly OutboxEntry[]): Promise<number> =>
    1 +
    Math.max(0, ...waiting.map(({ order }) => order), ...Object.values(await allSettled()).map(({ order }) => order));

  const versionNow: Outbox['versionNow'] = async (version) =>
    Object.values(await allSettled()).find((settled) => versionAfter(settled) === version)?.version ?? version;
  const meant = async (version: number | undefined): Promise<number | null> =>
    version === undefined ? null : versionNow(version);

  /** What an entry is sent as, or why it cannot be sent yet. */
  async function readied(
    entry: OutboxEntry,
    waiting: ReadonlySet<string>,
  ): Promise<'blocked' | 'orphan' | CallOptions> {
    if (entry.dependsOn.some((id) => waiting.has(id))) return 'blocked';
    const needed = await Promise.all(entry.dependsOn.map(settledOf));
    if (needed.some((settled) => settled === undefined)) return 'orphan';
    const version =
      typeof entry.version === 'object' && entry.version !== null
        ? (await settledOf(entry.version.after))?.version
        : (entry.version ?? undefined);
    return {
      idempotencyKey: entry.idempotencyKey,
      membershipId: entry.membershipId,
      ...(version !== undefined && { version }),
    };
  }

  async function sendOne(client: Client, entry: OutboxEntry, options: CallOptions): Promise<Round> {
    // Counted before it goes: from now on the server may have it, so its words may not change under its key.
    const sent = await change(entry.id, (now_) => ({ ...now_, attempts: now_.attempts + 1 }));
    if (sent === undefined) return 'done';
    try {
      const input = exchange(sent.input, await ids());
      const reply: unknown = await client.call(sent.action, input as never, options);
      const settled = settledFrom(reply, sent, options);
      await parts.onSettled?.({ ...sent, input }, settled);
      await settle(sent, settled);
      return 'done';
    } catch (problem) {
      if (!(problem instanceof CallProblem)) return 'no-line';
      if (problem.status === 401) return 'signed-out';
      if (problem.status === 429 || problem.status === 503) return 'wait';
      if (problem.status >= 500 && sent.attempts < MOST_ATTEMPTS_AT_A_FAULT) return 'wait';
      if (problem.code === 'conflict') {
        const current = problem.details?.['current'] as { version?: number; record?: unknown } | undefined;
        const { act, key } = captureOf(sent.action) ?? {};
        const version = current?.version;
        if (version !== undefined && act === 'change' && isOneSided(sent, current?.record, key)) {
          const again = await change(sent.id, (kept) => ({ ...afresh(kept), version }));
          return again ? sendOne(client, again, { ...options, idempotencyKey: again.idempotencyKey, version }) : 'done';
        }
      }
      const state = problem.code === 'conflict' ? 'conflict' : 'refused';
      await change(sent.id, (kept) => ({ ...kept, state, problem: keptProblem(problem) }));
      return 'done';
    }
  }

  const send: Outbox['send'] = (client, onProgress) =>
    exclusively('sending', async () => {
      const tried = new Set<string>();
      let total = (await list()).filter(({ state }) => state === 'waiting').length;
      for (;;) {
        const entries = await list();
        const waiting = new Set(entries.map(({ id }) => id));
        const next = entries.filter(
          (entry) => entry.state === 'waiting' && !tried.has(entry.id) && entry.membershipId === membershipId(),
        );
        total = Math.max(total, tried.size + next.length);
        onProgress?.({ done: tried.size, total });
        const ready = await firstReady(next, waiting);
        if (ready === null) return 'done';
        const { entry, options } = ready;
        tried.add(entry.id);
        if (options === 'orphan') {
          await change(entry.id, (kept) => ({ ...kept, state: 'refused', problem: orphaned }));
          continue;
        }
        const round = await sendOne(client, entry, options);
        if (round !== 'done') return round;
      }
    });

  async function firstReady(
    entries: readonly OutboxEntry[],
    waiting: ReadonlySet<string>,
  ): Promise<{ entry: OutboxEntry; options: CallOptions | 'orphan' } | null> {
    for (const entry of entries) {
      const options = await readied(entry, waiting);
      if (options !== 'blocked') return { entry, options };
    }
    return null;
  }

  const decide: Outbox['decide'] = async (id, fields) => {
    const entry = (await list()).find((one) => one.id === id);
    const version = versionThere(entry);
    if (entry === undefined || version === null) return;
    const [, recordId = ''] = entry.target.split(' ');
    if (Object.keys(fields).length === 0 && captureOf(entry.action)?.act === 'change') {
      await settle(entry, {
        id: (await ids()).get(recordId) ?? recordId,
        version,
        order: entry.order,
      });
      return;
    }
    await change(id, (kept) => ({ ...afresh(kept), version, input: { ...idsOf(kept), ...fields } }));
  };

  const decideWhole: Outbox['decideWhole'] = (id, fields) =>
    exclusively('outbox', async () => {
      const entries = await list();
      const entry = entries.find((one) => one.id === id);
      const version = versionThere(entry);
      if (entry === undefined || version === null) return;
      const gone = new Set(laterOfSame(entry, entries).map((one) => one.id));
      const written = entries.flatMap((one): [string, OutboxEntry | null][] => {
        if (gone.has(one.id)) return [[entryNames.of(one), null]];
        const isBehind = one.dependsOn.some((needed) => gone.has(needed));
        return isBehind ? [[entryNames.of(one), behindInstead(one, gone, id)]] : [];
      });
      const decided = { ...afresh(entry), version, input: { ...idsOf(entry), ...fields } };
      await store.write({ ...Object.fromEntries(written), [entryNames.of(entry)]: decided });
    });

  const handOver: Outbox['handOver'] = async (ids) => {
    for (const id of ids) await change(id, (kept) => ({ ...afresh(kept), membershipId: membershipId() }));
  };

  const retry: Outbox['retry'] = async (id, fields) => {
    await change(id, (kept) => ({ ...afresh(kept), input: { ...kept.input, ...fields } }));
  };

  /** New words need a new key; the server may remember the old one. */
  const afresh = (entry: OutboxEntry): OutboxEntry => ({
    ...entry,
    idempotencyKey: newId(),
    attempts: 0,
    state: 'waiting',
    problem: null,
  });

  const discard: Outbox['discard'] = (id) =>
    exclusively('outbox', async () => {
      const entries = await list();
      const gone = entries.find((one) => one.id === id);
      if (gone === undefined) return;
      // What comes after a change that is thrown away changes what that one would have changed.
      const later = captureOf(gone.action)?.act === 'add' ? [] : entries.filter((one) => one.dependsOn.includes(id));
      const heirs = later.map((one): [string, OutboxEntry] => [entryNames.of(one), inheriting(one, gone)]);
      await store.write({ ...Object.fromEntries(heirs), [entryNames.of(gone)]: null });
    });

  return { enqueue, list, send, decide, decideWhole, handOver, retry, discard, ids, versionNow };
}
