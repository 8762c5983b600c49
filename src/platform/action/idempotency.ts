import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Store } from '../store/index.ts';
import { isWrite, type Action, type Subject } from './define.ts';
import { notFound, Problem } from './problem.ts';
import type { Request } from './request.ts';

const isRepeatable = ({ spec }: Action): boolean => isWrite({ spec }) && spec.asks !== true && spec.runs !== 'owner';

/** Gives the stored answer of a repeated write, or claims the key for this one. A second sender waits for the first. */
export async function replayOrClaim(
  store: Store,
  request: Request,
  actor: Actor | null,
  input: unknown,
): Promise<{ reply: unknown } | null> {
  if (!request.idempotencyKey || !actor || !isRepeatable(request.action)) return null;
  const hash = createHash('sha256')
    .update(JSON.stringify([input, request.ifMatch, request.upload?.sha256 ?? null]))
    .digest();
  const { rows: claimed } = await sql`insert into idempotency (user_id, key, action, request_hash)
    values (${actor.userId}, ${request.idempotencyKey}, ${request.action.spec.name}, ${hash}) on conflict do nothing returning key`.execute(
    store,
  );
  if (claimed.length > 0) return null;
  const { rows } = await sql<{
    action: string;
    requestHash: Uint8Array;
    reply: unknown;
  }>`select action, request_hash, reply from idempotency
    where user_id = ${actor.userId} and key = ${request.idempotencyKey}`.execute(store);
  const earlier = rows[0];
  if (!earlier || earlier.action !== request.action.spec.name || !hash.equals(earlier.requestHash))
    throw new Problem('idempotency-mismatch');
  return { reply: earlier.reply };
}

/** Keeps the answer for a repetition, in the transaction of the write. */
export async function rememberReply(
  store: Store,
  request: Request,
  actor: Actor | null,
  output: unknown,
): Promise<void> {
  if (!request.idempotencyKey || !actor || !isRepeatable(request.action)) return;
  await sql`update idempotency set reply = ${JSON.stringify(output ?? null)}::json
    where user_id = ${actor.userId} and key = ${request.idempotencyKey}`.execute(store);
}

/** The answer to a repeated write is given again only while the case it is of is still in sight. */
export async function stillSeen(store: Store, input: Record<string, unknown>, reply: unknown): Promise<Subject> {
  const told = { ...input, ...(reply as Record<string, unknown> | null) }['caseId'];
  const caseId = typeof told === 'string' ? told : null;
  if (caseId !== null) {
    const { rows } = await sql`select 1 from case_file where id = ${caseId}`.execute(store);
    if (rows.length === 0) throw notFound();
  }
  return { kind: 'repeated', id: null, caseId };
}
