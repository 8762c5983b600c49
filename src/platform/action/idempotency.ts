import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Store } from '../store/index.ts';
import { isWrite } from './define.ts';
import { Problem } from './problem.ts';
import type { Request } from './request.ts';

/** Gives the stored answer of a repeated write, or claims the key for this one. A second sender waits for the first. */
export async function replayOrClaim(
  store: Store,
  request: Request,
  actor: Actor | null,
  input: unknown,
): Promise<{ reply: unknown } | null> {
  if (!request.idempotencyKey || !actor || !isWrite(request.action) || request.action.spec.runs === 'owner')
    return null;
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
  if (!request.idempotencyKey || !actor || !isWrite(request.action) || request.action.spec.runs === 'owner') return;
  await sql`update idempotency set reply = ${JSON.stringify(output ?? null)}::json
    where user_id = ${actor.userId} and key = ${request.idempotencyKey}`.execute(store);
}
