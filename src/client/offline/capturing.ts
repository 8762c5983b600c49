import { actionTable, type ActionName, type ActionTypes } from '../actions.generated.ts';
import { CallProblem, type CallOptions, type Client } from '../call.ts';
import { captureOf, mostScreenings, type Capture } from './captures.ts';
import type { Copies, Copy } from './copies.ts';
import { exchange, textsIn, versionAfter, type OutboxEntry } from './entries.ts';
import { readName } from './readName.ts';
import type { Outbox } from './outbox.ts';
import { withPatience } from './patience.ts';
import { begunCase, overlay, recordOn, type Written } from './overlay.ts';

type Overview = ActionTypes['cases.overview']['output'];
type Session = ActionTypes['session.open']['output'];

export interface CapturingParts {
  readonly base: Client;
  readonly outbox: Outbox;
  readonly copies: Copies;
  readonly newId: () => string;
  /** The hat of the session now. */
  readonly membershipId: () => string;
  /** How long a read or a write may take before it counts as a dead line, in milliseconds. */
  readonly patience: number;
  /** Told after each call whether the server answered. */
  readonly onLine: (isUp: boolean) => void;
  /** Told when an answer came from the device (when it was taken) or from the server (null). */
  readonly onRead: (name: string, takenAt: string | null) => void;
  /** Told when a write was kept for later. */
  readonly onKept: (entry: OutboxEntry) => void;
}

/** The client of the pages, and what it would show of a case with no line. */
export interface CapturingClient extends Client {
  readonly held: (caseId: string) => Promise<Overview | null>;
}

/** Reads kept whenever they are answered, for the start with no network. */
const alwaysKept: readonly ActionName[] = ['session.open', 'safety.open', 'tasks.mine', 'today.read', 'screenings.kit'];

/**
 * The client of an opened device: what the server does not answer is read from the copy, and captured writes wait in the
 * outbox. What waits is shown as if it were done.
 */
export function capturingClient(parts: CapturingParts): CapturingClient {
  const { base, outbox, copies } = parts;

  const call = async (name: ActionName, input: Record<string, unknown>, options: CallOptions = {}): Promise<unknown> =>
    actionTable[name].method === 'GET' ? read(name, input) : write(name, input, options);

  async function overWire(name: ActionName, input: unknown, options: CallOptions, patience: number): Promise<unknown> {
    try {
      const answer: unknown = await withPatience(base.call(name, input as never, options), patience);
      parts.onLine(true);
      return answer;
    } catch (problem) {
      parts.onLine(problem instanceof CallProblem);
      throw problem;
    }
  }

  async function read(name: ActionName, asked: Record<string, unknown>): Promise<unknown> {
    const input = exchange(asked, await outbox.ids());
    const copy = await localAnswer(name, input);
    const key = readName(name, asked);
    if (copy?.begun === true) {
      parts.onRead(key, null);
      return copy.answer;
    }
    try {
      const answer = await overWire(name, input, {}, copy === undefined ? parts.patience * 3 : parts.patience);
      parts.onRead(key, null);
      if (alwaysKept.includes(name)) await copies.keep(name, input as never, answer);
      if (name !== 'cases.overview') return answer;
      await renewCopy(answer as Overview);
      return await withWaiting(answer as Overview);
    } catch (problem) {
      if (problem instanceof CallProblem || copy === undefined) throw problem;
      parts.onRead(key, copy.takenAt);
      return copy.answer;
    }
  }

  /** A taken case that is opened is a fresher copy of itself. */
  async function renewCopy(overview: Overview): Promise<void> {
    if (overview.more.length > 0 || !(await copies.taken()).includes(overview.case.id)) return;
    await copies.keep('cases.overview', { caseId: overview.case.id }, overview);
  }

  async function waitingWrites(): Promise<Written[]> {
    const ids = await outbox.ids();
    return (await outbox.list()).map((entry) => ({
      entry: { ...entry, input: exchange(entry.input, ids) },
      id: entry.id,
      version: versionAfter(entry),
    }));
  }

  async function withWaiting(overview: Overview): Promise<Overview> {
    return (await waitingWrites()).reduce(overlay, overview);
  }

  type Local = Copy & { readonly begun?: boolean };

  async function localAnswer(name: ActionName, input: Record<string, unknown>): Promise<Local | undefined> {
    if (name === 'cases.overview') return localOverview(String(input['caseId']));
    if (name === 'cases.open') {
      const page = await localOverview(String(input['caseId']));
      return page && { ...page, answer: page.answer.case };
    }
    if (name === 'cases.list') return localList(input);
    if (name === 'screenings.list') return localScreenings(input);
    return copies.find(name, input as never);
  }

  async function localOverview(caseId: string): Promise<(Copy<Overview> & { begun: boolean }) | undefined> {
    const copy = await copies.find('cases.overview', { caseId });
    if (copy !== undefined) return { takenAt: copy.takenAt, answer: await withWaiting(copy.answer), begun: false };
    const writes = await waitingWrites();
    const begun = writes.find(({ entry }) => entry.action === 'cases.create' && entry.id === caseId);
    const session = await copies.find('session.open', {});
    if (begun === undefined || session === undefined) return undefined;
    const page = begunCase(begun, session.answer as Session, newNumber(begun.id));
    return { takenAt: begun.entry.madeAt, answer: writes.reduce(overlay, page), begun: true };
  }

  async function localList(input: Record<string, unknown>): Promise<Copy | undefined> {
    const begun = (await waitingWrites()).filter(({ entry }) => entry.action === 'cases.create').map(({ id }) => id);
    const ids = [...begun, ...(await copies.taken())];
    const pages = (await Promise.all(ids.map(localOverview))).filter((page) => page !== undefined);
    const cases = pages
      .map(({ answer }) => answer.case)
      .filter((found) => fits(found, input))
      .toSorted(inOrder(input['sort']));
    const takenAt = pages.map((page) => page.takenAt).toSorted()[0];
    return takenAt === undefined ? undefined : { takenAt, answer: { cases, nextCursor: null } };
  }

  /** Interviews of the cases taken along; undefined when none of them holds a list. */
  async function localScreenings({ caseId, state }: Record<string, unknown>): Promise<Copy | undefined> {
    const ids = typeof caseId === 'string' ? [caseId] : await copies.taken();
    const lists = (
      await Promise.all(ids.map((id) => copies.find('screenings.list', { caseId: id, limit: mostScreenings })))
    ).filter((copy) => copy !== undefined);
    const takenAt = lists.map((copy) => copy.takenAt).toSorted()[0];
    if (takenAt === undefined) return undefined;
    const screenings = lists
      .flatMap(({ answer }) => answer.screenings)
      .filter((found) => state === undefined || found.state === state)
      .toSorted((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
    return { takenAt, answer: { screenings, more: false } };
  }

  async function write(name: ActionName, asked: Record<string, unknown>, given: CallOptions): Promise<unknown> {
    const input = exchange(asked, await outbox.ids());
    const { version } = given;
    const options = version === undefined ? given : { ...given, version: await outbox.versionNow(version) };
    const capture = captureOf(name);
    if (capture === null || options.file !== undefined) return overWire(name, input, options, Number.POSITIVE_INFINITY);
    const sent = {
      ...options,
      idempotencyKey: options.idempotencyKey ?? parts.newId(),
      membershipId: parts.membershipId(),
    };
    const waits = await mustWait(input, capture.kind, capture.key);
    if (!waits) {
      try {
        return await overWire(name, input, sent, parts.patience * 2);
      } catch (problem) {
        // A session that ended or was locked takes the words once its person is back.
        if (problem instanceof CallProblem && problem.status !== 401) throw problem;
      }
    }
    const before = await heldBefore(capture, input);
    const entry = await outbox.enqueue(name, input, { ...(waits ? options : sent), before });
    parts.onKept(entry);
    return stoodFor(entry, input);
  }

  /** What the fields of a change held on the copy of its case: with it both sides of a conflict can be told apart. */
  async function heldBefore({ act, kind, key }: Capture, input: Record<string, unknown>) {
    if (act !== 'change' || key === undefined) return undefined;
    for (const caseId of await copies.taken()) {
      const page = await localOverview(caseId);
      const record = page && recordOn(page.answer, kind, String(input[key]));
      if (record) return Object.fromEntries(Object.keys(input).map((field) => [field, record[field]]));
    }
    return undefined;
  }

  /** Behind what waits for the same record, and for what it names, another write waits too. */
  async function mustWait(input: Record<string, unknown>, kind: string, key: string | undefined): Promise<boolean> {
    const waiting = await outbox.list();
    const named = new Set(textsIn(input));
    const target = key === undefined ? null : `${kind} ${String(input[key])}`;
    return waiting.some((entry) => entry.target === target || named.has(entry.id));
  }

  const held = async (caseId: string): Promise<Overview | null> => (await localOverview(caseId))?.answer ?? null;
  return { ...base, call: call as Client['call'], held };
}

/** What stands for the server's answer until it comes. */
const stoodFor = (entry: OutboxEntry, input: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...input,
  id: entry.target.split(' ')[1],
  version: versionAfter(entry),
  waits: true,
});

/** A case has no number before the server gives one. */
const newNumber = (id: string): string => `NEW-${id.slice(0, 4).toUpperCase()}`;

function fits(found: Overview['case'], input: Readonly<Record<string, unknown>>): boolean {
  const text = typeof input['text'] === 'string' ? input['text'].toLowerCase() : '';
  const says = `${found.number} ${found.reference ?? ''}`.toLowerCase();
  return (
    says.includes(text) &&
    (['status', 'tip', 'som'] as const).every((field) => input[field] === undefined || input[field] === found[field])
  );
}

/** What the device sorts its few cases by; asked for any other order, the one changed last comes first. */
const sortFields = {
  number: 'number',
  reference: 'reference',
  opened: 'openedOn',
  updated: 'updatedAt',
  agency: 'agencyName',
  assigned: 'assignedToName',
} as const;

function inOrder(sort: unknown): (one: Overview['case'], other: Overview['case']) => number {
  const [key = '', direction] = String(sort).split('-');
  const known = Object.hasOwn(sortFields, key) ? sortFields[key as keyof typeof sortFields] : null;
  const field = known ?? 'updatedAt';
  const ahead = known !== null && direction === 'up' ? 1 : -1;
  return (one, other) => {
    const [a, b] = [one[field] ?? '', other[field] ?? ''];
    return a === b ? 0 : a < b ? -ahead : ahead;
  };
}
