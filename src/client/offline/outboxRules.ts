import type { ActionName } from '../actions.generated.ts';
import type { CallOptions, CallProblem } from '../call.ts';
import { captureOf } from './captures.ts';
import type { KeptProblem, OutboxEntry, Settled } from './entries.ts';

/** Later changes of the record of an entry, as they wait behind it. */
export const laterOfSame = (entry: OutboxEntry, entries: readonly OutboxEntry[]): readonly OutboxEntry[] =>
  entries.filter((one) => one.order > entry.order && one.target === entry.target && one.action === entry.action);

/** Two unsent changes of one record are one, unless the later takes back words of the earlier: each reaches the history. */
export function isMergeable(
  before: OutboxEntry,
  action: ActionName,
  input: Readonly<Record<string, unknown>>,
): boolean {
  const { key, act } = captureOf(action) ?? {};
  const isUnsent = before.action === action && before.attempts === 0 && before.state === 'waiting';
  return isUnsent && act === 'change' && !Object.keys(input).some((field) => field !== key && field in before.input);
}

/** A write behind one that is thrown away takes its place behind what that one waited for. */
export const inheriting = (heir: OutboxEntry, gone: OutboxEntry): OutboxEntry => ({
  ...heir,
  version: typeof heir.version === 'object' && heir.version?.after === gone.id ? gone.version : heir.version,
  dependsOn: [...new Set([...heir.dependsOn.filter((id) => id !== gone.id), ...gone.dependsOn])],
});

/** The part of an input that names what is written, not what is said of it. */
export function idsOf({ action, input }: OutboxEntry): Record<string, unknown> {
  const key = captureOf(action)?.key;
  return key === undefined ? { ...input } : { [key]: input[key] };
}

/** What the server answered to an entry. */
export function settledFrom(reply: unknown, entry: OutboxEntry, { version }: CallOptions): Settled {
  const told = (typeof reply === 'object' && reply !== null ? reply : {}) as { id?: unknown; version?: unknown };
  return {
    id: typeof told.id === 'string' ? told.id : (entry.target.split(' ')[1] ?? entry.id),
    version: typeof told.version === 'number' ? told.version : (version ?? 0) + 1,
    order: entry.order,
  };
}

/** A refusal as it is kept with its entry. */
export const keptProblem = ({ status, code, message, details }: CallProblem): KeptProblem => ({
  status,
  code,
  message,
  ...(details && { details }),
});

/** Why a write cannot be sent whose record was thrown away. */
export const orphaned: KeptProblem = {
  status: 404,
  code: 'not-found',
  message: 'What this belongs to was thrown away on this device.',
};

/** Whether an entry was written in a role its person has no more; nobody sends it by itself. */
export const isEnded = ({ membershipId }: OutboxEntry, held: readonly string[] | null): boolean =>
  held !== null && !held.includes(membershipId);

/** An entry behind writes that are said in another now: it goes behind that one. */
export const behindInstead = (entry: OutboxEntry, gone: ReadonlySet<string>, by: string): OutboxEntry => ({
  ...entry,
  version: typeof entry.version === 'object' && gone.has(entry.version?.after ?? '') ? { after: by } : entry.version,
  dependsOn: [...new Set(entry.dependsOn.map((id) => (gone.has(id) ? by : id)))],
});

/** The version the server had when it refused an entry as too late; null for any other. */
export function versionThere(entry: OutboxEntry | undefined): number | null {
  const current = entry?.problem?.details?.['current'] as { version?: number } | undefined;
  return entry?.state === 'conflict' ? (current?.version ?? null) : null;
}
