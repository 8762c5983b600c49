import type { ActionTypes } from '../actions.generated.ts';
import type { Client } from '../call.ts';
import { browserStorage, inAllTabs } from './browserStorage.ts';
import { capturingClient } from './capturing.ts';
import { openCopies, type Copies } from './copies.ts';
import type { OutboxEntry } from './entries.ts';
import { isEnded } from './outboxRules.ts';
import { openOutbox, type Outbox, type Round } from './outbox.ts';
import { withPatience } from './patience.ts';
import { sealedStore } from './sealed.ts';
import type { OfflineState, Watched } from './state.ts';
import { inTurn } from './storage.ts';
import type { VaultRecord } from './vault.ts';

type Session = ActionTypes['session.open']['output'];
type Hat = Session['memberships'][number];

/** A device copy in use: its key is in this memory and nowhere else. */
export interface DeviceWork {
  readonly record: VaultRecord;
  readonly key: string;
  readonly client: Client;
  readonly outbox: Outbox;
  readonly copies: Copies;
  /** Who is signed in, as it was last told; null when nobody was yet. */
  session(): Promise<Session | null>;
  keepSession(session: Session): Promise<void>;
  /** The roles the person has or had, by id, as this device was told of them. */
  hats(): Promise<Readonly<Record<string, Hat>>>;
  /** The page of a case as this device holds it, with what waits on it; null when it is not taken along. */
  held(caseId: string): Promise<ActionTypes['cases.overview']['output'] | null>;
  /** Counts anew what waits and what is taken along. */
  count(): Promise<void>;
  send(): Promise<Round>;
  /** Reads the cases taken along anew; those out of sight leave the device. */
  renewTaken(): Promise<void>;
  /** Words of a form that were not saved; undefined when there are none. */
  draft(key: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Keeps them, or (null) keeps them no more. */
  keepDraft(key: string, values: Readonly<Record<string, unknown>> | null): Promise<void>;
  take(caseId: string): Promise<void>;
  putBack(caseId: string): Promise<void>;
}

export interface WorkParts {
  readonly base: Client;
  readonly record: VaultRecord;
  readonly key: string;
  readonly state: Watched<OfflineState>;
  readonly onLine: (isUp: boolean) => void;
  /** Told when another window erases the copy. */
  readonly onErased: () => void;
  readonly onKept: (entry: OutboxEntry) => void;
  /** Told when the server took something, so that pages read anew. */
  readonly onSent: () => void;
}

const PATIENCE_MILLISECONDS = 10_000;
/** Under which name the roles of the person are kept; it outlives the copies, so that what waits says whose it is. */
const hatsName = 'hats';
const LONGEST_SEND_MILLISECONDS = 60_000;

/** Opens the copy of a device with its key. */
export async function openWork(parts: WorkParts): Promise<DeviceWork> {
  const { base, record, key, state } = parts;
  const store = sealedStore(await browserStorage(record.database, parts.onErased), key);
  await inAllTabs(`naming.${record.deviceId}`, () => store.hideNames());
  const now = (): Date => new Date();
  const newId = (): string => crypto.randomUUID();
  const copies = openCopies(store, now);
  const session = async (): Promise<Session | null> => (await copies.find('session.open', {}))?.answer ?? null;
  const hats = async (): Promise<Record<string, Hat>> => (await store.read<Record<string, Hat>>(hatsName)) ?? {};
  const before = await session();
  let membershipId = before?.membership?.id ?? '';
  let held = before?.memberships.map(({ id }) => id) ?? null;
  const created: string[] = [];
  const patient: Client = {
    ...base,
    call: (name, input, options) => withPatience(base.call(name, input, options), LONGEST_SEND_MILLISECONDS),
  };
  const outbox = openOutbox({
    store,
    exclusively: inAllTabs,
    newId,
    now,
    membershipId: () => membershipId,
    onSettled: async (entry, { id, version }) => {
      if (entry.action === 'cases.create') created.push(id);
      await copies.absorb({ entry, id, version });
    },
  });
  const count = async (): Promise<void> => {
    const entries = await outbox.list();
    const [ended, live] = [true, false].map((is) => entries.filter((entry) => isEnded(entry, held) === is)) as [
      OutboxEntry[],
      OutboxEntry[],
    ];
    const are = (wanted: OutboxEntry['state']): number => live.filter((entry) => entry.state === wanted).length;
    state.set({
      waiting: are('waiting'),
      conflicts: are('conflict'),
      refused: are('refused'),
      ended: ended.length,
      taken: await copies.taken(),
    });
  };
  const told = tellOtherTabs(record.deviceId, () => void count());
  const changed = async (): Promise<void> => {
    told();
    await count();
  };
  const client = capturingClient({
    base,
    outbox,
    copies,
    newId,
    membershipId: () => membershipId,
    patience: PATIENCE_MILLISECONDS,
    onLine: parts.onLine,
    onRead: (name, takenAt) => {
      const { [name]: _before, ...others } = state.get().copies;
      if (takenAt !== null) state.set({ copies: { ...others, [name]: takenAt } });
      else if (_before !== undefined) state.set({ copies: others });
    },
    onKept: (entry) => {
      parts.onKept(entry);
      void changed();
    },
  });
  const take = async (caseId: string): Promise<void> => {
    if ((await copies.take(base, caseId)) === 'taken')
      await base.call('devices.take', { deviceId: record.deviceId, caseId });
    // The day's page opens first with no network too; a case is taken along whether or not that can be read.
    if ((await copies.find('today.read', {})) === undefined) await client.call('today.read', {}).catch(() => undefined);
  };
  const renewTaken = async (): Promise<void> => {
    for (const caseId of await copies.taken()) {
      const still = await copies.take(base, caseId);
      if (still === 'gone') await base.call('devices.put-back', { deviceId: record.deviceId, caseId });
    }
    await changed();
  };
  const inOrder = inTurn();
  return {
    record,
    draft: (name) => store.read(`draft/${name}`),
    keepDraft: (name, values) => inOrder('drafts', () => store.write({ [`draft/${name}`]: values })),
    key,
    client,
    outbox,
    copies,
    session,
    hats,
    held: client.held,
    count,
    renewTaken,
    keepSession: async (found) => {
      membershipId = found.membership?.id ?? '';
      held = found.memberships.map(({ id }) => id);
      await store.write({
        [hatsName]: { ...(await hats()), ...Object.fromEntries(found.memberships.map((hat) => [hat.id, hat])) },
      });
      await copies.keep('session.open', {}, found);
    },
    send: async () => {
      const before = (await outbox.list()).length;
      const round = await outbox.send(patient, (sending) => state.set({ sending }));
      state.set({ sending: null });
      for (const caseId of created.splice(0)) await take(caseId);
      await changed();
      if ((await outbox.list()).length < before) parts.onSent();
      return round;
    },
    take: async (caseId) => {
      await take(caseId);
      await changed();
    },
    putBack: async (caseId) => {
      await copies.putBack(caseId);
      await changed();
      await base.call('devices.put-back', { deviceId: record.deviceId, caseId });
    },
  };
}

/** Another tab's change is this one's; answers the function that tells of one's own. */
function tellOtherTabs(deviceId: string, onTold: () => void): () => void {
  const channel = new BroadcastChannel(`palermo.${deviceId}`);
  channel.addEventListener('message', onTold);
  return () => channel.postMessage('changed');
}

/** Leaves of a copy only what was written here and not sent, which only signing in opens from now on. */
export async function eraseReadings({ database }: VaultRecord): Promise<void> {
  const storage = await browserStorage(database);
  const names = [...(await storage.names('copy/')), ...(await storage.names('taken/'))];
  await storage.write(Object.fromEntries(names.map((name) => [name, null])));
}

/** Leaves nothing of a copy. */
export async function eraseAll({ database }: VaultRecord): Promise<void> {
  await (await browserStorage(database)).erase();
}
