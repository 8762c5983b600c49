import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import type { AuditEntry, auditFilter } from './schema.ts';

/** So many ids of a long list are shown; the count is always told. */
const SHOWN_HITS = 200;

export interface AuditPage {
  readonly events: AuditEntry[];
  readonly nextCursor: string | null;
}

interface EventRow extends Omit<AuditEntry, 'purpose' | 'hits' | 'hitCount' | 'detail'> {
  readonly hits: string[] | null;
  readonly payload: string;
}

/** A page of the trail, newest first, of the actor's agency or, with scope over all, of everybody. */
export async function listAudit(
  store: Store,
  actor: Actor,
  filter: z.output<typeof auditFilter>,
  limit: number,
  cursor?: string,
): Promise<AuditPage> {
  const where = sql.join(conditions(actor, filter, cursor), sql` and `);
  const { rows } =
    await sql<EventRow>`select e.lane, e.seq, e.at, e.actor, u.name as actor_name, e.agency, a.code as agency_code, e.action, e.outcome,
      e.subject_kind, e.subject_id, e.case_id, e.hits, e.payload
    from audit_event e left join app_user u on u.id = e.actor left join agency a on a.id = e.agency
    where ${where} order by e.at desc, e.lane desc, e.seq desc limit ${limit + 1}`.execute(store);
  const events = rows.slice(0, limit).map(entryOf);
  const last = events.at(-1);
  return { events, nextCursor: rows.length > limit && last ? `${last.at}_${last.lane}_${last.seq}` : null };
}

function conditions(
  actor: Actor,
  filter: z.output<typeof auditFilter>,
  cursor: string | undefined,
): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [actor.scope === 'all' ? sql`true` : sql`e.agency = ${actor.agencyId}`];
  if (filter.from) found.push(sql`e.at >= ${filter.from}::timestamptz`);
  if (filter.to) found.push(sql`e.at < ${filter.to}::timestamptz`);
  if (filter.actor) found.push(sql`e.actor = ${filter.actor}::uuid`);
  if (filter.action) found.push(sql`(e.action = ${filter.action} or starts_with(e.action, ${`${filter.action}.`}))`);
  if (filter.outcome) found.push(sql`e.outcome = ${filter.outcome}`);
  if (filter.caseId)
    found.push(
      sql`(e.case_id = ${filter.caseId}::uuid or e.subject_id = ${filter.caseId}::uuid or e.hits @> array[${filter.caseId}::uuid])`,
    );
  const after = /^([0-9TZ:.-]+)_([0-9a-f-]{36})_(\d{1,18})$/.exec(cursor ?? '');
  if (after)
    found.push(sql`(e.at, e.lane, e.seq) < (${after[1]}::timestamptz, ${after[2]}::uuid, ${after[3]}::bigint)`);
  return found;
}

function entryOf({ payload, hits, ...row }: EventRow): AuditEntry {
  const told = readPayload(payload);
  return {
    ...row,
    purpose: typeof told['purpose'] === 'string' ? told['purpose'] : null,
    hits: (hits ?? []).slice(0, SHOWN_HITS),
    hitCount: hits?.length ?? 0,
    detail: (told['detail'] ?? {}) as AuditEntry['detail'],
  };
}

/** An event that somebody edited beyond reading is still listed; the verification says what is wrong with it. */
function readPayload(payload: string): Record<string, unknown> {
  try {
    return JSON.parse(payload) as Record<string, unknown>;
  } catch {
    return {};
  }
}
