import type { ActionName, ActionTypes } from '../actions.generated.ts';
import { CallProblem, type CallOptions, type Client } from '../call.ts';
import type { Round } from './outbox.ts';
import { lineKeeper } from './line.ts';
import { withPatience } from './patience.ts';
import type { Offline, OfflineListener } from './contract.ts';
import { nothingOpen, stateAtStart, watched, type OfflineState } from './state.ts';
import type { Debt, VaultRecord, VaultShelf } from './vault.ts';
import type { DeviceWork } from './work.ts';

type Session = ActionTypes['session.open']['output'];

const REVIEW_EVERY_MILLISECONDS = 30 * 60_000;
const PROBE_MILLISECONDS = 10_000;
const FIRST_ANSWER_MILLISECONDS = 12_000;

/** Whoever did one of these has shown who they are. */
const proofs: readonly ActionName[] = ['session.sign-in', 'session.passkey', 'session.oidc', 'session.reauthenticate'];

const engine = async () => ({ ...(await import('./work.ts')), ...(await import('./vault.ts')) });

/** Work with no network around a client that only knows the wire. */
export function createOffline(base: Client, shelf: VaultShelf, isSupported: boolean): Offline {
  const state = watched<OfflineState>({ ...stateAtStart, device: isSupported ? 'none' : 'unsupported' });
  const listeners = new Set<OfflineListener>();
  let work: DeviceWork | null = null;
  let opening: Promise<void> | null = null;
  const records = (): readonly VaultRecord[] => (isSupported ? shelf.read() : []);
  const change = (deviceId: string, part: Partial<VaultRecord>): void =>
    shelf.write(shelf.read().map((one) => (one.deviceId === deviceId ? { ...one, ...part } : one)));

  const line = lineKeeper({
    isUp: (isUp) => {
      const isBack = isUp && state.get().line === 'down';
      state.set({ line: isUp ? 'up' : 'down' });
      if (isBack && records().length > 0) void review().catch(() => undefined);
    },
    probe: () => withPatience(base.call('node.open', {}), PROBE_MILLISECONDS),
    send: () => send(),
    hasWork: () => state.get().waiting > 0,
  });

  async function standing(): Promise<void> {
    const { opensOffline } = await engine();
    if (work !== null) return;
    const known = records();
    const locked = known.some((record) => opensOffline(record, new Date()));
    state.set({ device: known.length === 0 ? 'none' : locked ? 'locked' : 'closed', keepUntil: null });
  }

  async function openWith(record: VaultRecord, key: string, forbidden = false): Promise<void> {
    const { openWork } = await engine();
    work = await openWork({
      base,
      record,
      key,
      state,
      onLine: (isUp) => line.told(isUp),
      onErased: () => {
        close();
        void standing();
      },
      onKept: (entry) => {
        for (const { kept } of listeners) kept?.(entry);
        line.wanted();
      },
      onSent: () => {
        for (const { sent } of listeners) sent?.();
      },
    });
    const keepUntil = forbidden ? null : record.keepUntil;
    state.set({ device: 'open', forbidden, keepUntil, opensByPassword: record.wrapped !== null });
    await work.count();
  }

  const erasing = new Map<string, Promise<void>>();
  /** Erases a copy; whoever asks for it meanwhile waits for the same. */
  function wipe(record: VaultRecord): Promise<void> {
    const { deviceId } = record;
    const begun = erasing.get(deviceId) ?? eraseNow(record).finally(() => erasing.delete(deviceId));
    erasing.set(deviceId, begun);
    return begun;
  }

  const wipeAsTold = (record: VaultRecord): Promise<void> => wipe(record).then(() => state.set({ wiped: true }));

  async function eraseNow(record: VaultRecord): Promise<void> {
    const { eraseAll, stateAtServer } = await engine();
    close();
    await eraseAll(record);
    await stateAtServer(base, record, true).catch(() => null);
    shelf.write(shelf.read().filter(({ deviceId }) => deviceId !== record.deviceId));
  }

  /** What the clock and the server say of each copy, whoever is signed in. */
  async function review(): Promise<void> {
    const { eraseReadings, isOver, stateAtServer } = await engine();
    for (const record of records()) {
      const now = new Date();
      if (isOver(record, now)) {
        close();
        await eraseReadings(record);
        change(record.deviceId, { wrapped: null });
      } else if (now.toISOString() > record.latestSeen) change(record.deviceId, { latestSeen: now.toISOString() });
      const wanted = await stateAtServer(base, record, false).catch(() => null);
      if (wanted === 'wiped') await wipeAsTold(record);
      if (wanted === 'shut') {
        if (work?.record.deviceId === record.deviceId) close();
        await eraseReadings(record);
        change(record.deviceId, { wrapped: null });
      }
    }
    await standing();
  }

  /** Opens the copy of the person who is signed in with the key the server releases. */
  async function openFor(session: Session): Promise<void> {
    const record = records().find(({ userId }) => userId === session.user.id);
    if (work !== null && work.record.userId !== session.user.id) close();
    if (record === undefined || session.standing !== 'full') return;
    if (work === null) {
      const { eraseReadings, keyFromServer } = await engine();
      const released = await keyFromServer(base, record);
      if (released.state === 'wiped') return wipeAsTold(record).then(standing);
      if (released.state !== 'open') return;
      const isForbidden = released.copies === 'forbidden';
      const renewed = { keepUntil: released.keepUntil, latestSeen: new Date().toISOString(), failures: 0 };
      change(record.deviceId, { ...renewed, ...(isForbidden && { wrapped: null }) });
      if (isForbidden) await eraseReadings(record);
      await openWith({ ...record, ...renewed, ...(isForbidden && { wrapped: null }) }, released.key, isForbidden);
    }
    await work?.keepSession(session);
    state.set({ needsSignIn: false });
    await send();
    if (session.membership !== null) await work?.renewTaken().catch(() => undefined);
    await leaveEmpty();
  }

  /** Where the agency keeps no copies any more, or the person left it, nothing is left but what waits; then nothing at all. */
  async function leaveEmpty(): Promise<void> {
    if (work === null || !state.get().forbidden || (await work.outbox.list()).length > 0) return;
    await wipe(work.record);
    await standing();
  }

  async function readSession(): Promise<Session> {
    try {
      await payDebt();
      const asked = base.call('session.open', {});
      const session = await (records().length > 0 ? withPatience(asked, FIRST_ANSWER_MILLISECONDS) : asked);
      line.told(true);
      opening = openFor(session).catch(() => undefined);
      return session;
    } catch (problem) {
      line.told(problem instanceof CallProblem);
      if (problem instanceof CallProblem && problem.code === 'not-signed-in') close();
      const kept = problem instanceof CallProblem ? null : await work?.session();
      if (kept) return kept;
      throw problem;
    }
  }

  /** A lock or an end of which the server could not be told comes before anything else of the session. */
  async function payDebt(): Promise<void> {
    const owed = shelf.owed();
    if (owed === null) return;
    await withPatience(end(owed), FIRST_ANSWER_MILLISECONDS).catch((problem: unknown) => {
      if (shelf.owed() !== null) throw problem;
    });
  }

  /** Locks or ends the session. Noted first: a page that is left, or a line that is down, must not leave it open. */
  async function end(name: Debt): Promise<{ done: boolean }> {
    shelf.owe(name);
    if (name === 'session.sign-out') close();
    try {
      const ended = await base.call(name, {});
      shelf.owe(null);
      return ended;
    } catch (problem) {
      if (problem instanceof CallProblem && problem.status < 500 && problem.status !== 429) shelf.owe(null);
      throw problem;
    }
  }

  async function send(): Promise<void> {
    if (work === null) return;
    const round = await roundOf(work);
    if (round === 'wiped') return;
    state.set({ needsSignIn: round === 'signed-out' });
    if (round === 'done') await leaveEmpty();
    if (round === 'no-line') line.told(false);
    if (round === 'wait') line.wanted();
  }

  /** Sends what waits, once the server has said that this copy was not wiped meanwhile. */
  async function roundOf(open: DeviceWork): Promise<Round | 'wiped'> {
    const { stateAtServer } = await engine();
    try {
      if ((await open.outbox.list()).length === 0) return await open.send();
      const wanted = await withPatience(stateAtServer(base, open.record, false), PROBE_MILLISECONDS);
      if (wanted !== 'wiped') return await open.send();
      await wipeAsTold(open.record).then(standing);
      return 'wiped';
    } catch (problem) {
      return problem instanceof CallProblem ? 'wait' : 'no-line';
    }
  }

  function close(): void {
    work = null;
    state.set(nothingOpen);
    if (state.get().device === 'open') state.set({ device: 'closed' });
  }

  async function call(name: ActionName, input: never, options?: CallOptions): Promise<unknown> {
    if (name === 'session.open') return readSession();
    if (name === 'session.lock' || name === 'session.sign-out') return end(name);
    if (opening !== null && !name.startsWith('session.')) await withPatience(opening, 2_000).catch(() => undefined);
    const by = work !== null && !name.startsWith('session.') ? work.client : base;
    const answer: unknown = await by.call(name, input, options);
    if (name === 'account.password') await rewrap((input as { password: string }).password);
    if (name === 'session.membership') close();
    if (proofs.includes(name)) shelf.owe(null);
    return answer;
  }

  async function rewrap(password: string): Promise<void> {
    if (work === null) return;
    const { wrapKey } = await engine();
    change(work.record.deviceId, { wrapped: await wrapKey(work.key, password), failures: 0 });
    state.set({ opensByPassword: true });
  }

  return {
    client: { ...base, call: call as Client['call'] },
    state,
    start: async () => {
      if (!isSupported) return;
      line.start();
      setInterval(() => void (records().length > 0 && review()), REVIEW_EVERY_MILLISECONDS);
      if (records().length > 0) await review();
    },
    prepare: async (session, name, password) => {
      const { registerDevice } = await engine();
      if (session.hasPassword) await base.call('session.reauthenticate', { password });
      const isKnown = (): boolean => records().some(({ userId }) => userId === session.user.id);
      const openOne = async (): Promise<void> => {
        if (!isKnown()) {
          shelf.write([...records(), await registerDevice(base, session.user.id, name, new Date())]);
          await navigator.storage.persist?.();
        }
        await openFor(session);
      };
      await openOne();
      // Opening may find that the copy of before was wiped: then another begins.
      if (!isKnown()) await openOne();
      await rewrap(password);
    },
    unlock: async (password, userId) => {
      const { opensOffline, unwrapKey } = await engine();
      const openable = (): readonly VaultRecord[] =>
        records().filter((one) => opensOffline(one, new Date()) && (userId === undefined || one.userId === userId));
      const open = openable();
      for (const record of open) {
        const key = record.wrapped === null ? null : await unwrapKey(record.wrapped, password);
        if (key === null) continue;
        change(record.deviceId, { failures: 0 });
        await openWith(record, key);
        if (record.userId === userId) shelf.owe(null);
        return 'open';
      }
      for (const record of open) change(record.deviceId, { failures: record.failures + 1 });
      await standing();
      return openable().length > 0 ? 'wrong' : 'shut';
    },
    close,
    forget: async () => {
      if (work === null) return;
      const { record } = work;
      await base.call('devices.wipe', { deviceId: record.deviceId });
      await wipe(record);
      await standing();
    },
    take: async (caseId) => {
      if (work === null) throw new Error('No copy is open to take a case along in.');
      await work.take(caseId);
    },
    putBack: async (caseId) => work?.putBack(caseId),
    send,
    work: () => work,
    heardOfWipe: () => state.set({ wiped: false }),
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
