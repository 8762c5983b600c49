import { sql } from 'kysely';
import type { z } from 'zod';
import type { Store } from '../../platform/store/index.ts';
import type { ClockFacts } from './rules/clocks.ts';
import type { todayPage } from './schema.ts';

type Today = z.output<typeof todayPage>;

/** So many cases of a person are looked through; nobody works on more at once. */
const MOST_CASES = 200;

/** The open cases a person works on: those given to them, and those they opened that nobody was given. */
const mine = (userId: string) => sql`mine as materialized (
  select c.id, c.number, c.reference, c.retain_until, c.closed_on, c.status from case_file c
  where c.erased_at is null and c.status in ('open', 'follow-up')
    and (c.assigned_to = ${userId}::uuid or c.assigned_to is null and c.created_by = ${userId}::uuid)
  order by c.updated_at desc limit ${MOST_CASES})`;

const kinds = [
  'person_record',
  'perpetrator',
  'organisation',
  'event',
  'movement_leg',
  'note',
  'task',
  'attachment',
] as const;

/** What others wrote into a person's cases since that person last looked at each. */
export async function changedCases(store: Store, userId: string): Promise<Today['changed']> {
  const acts = [
    sql`select s.id as case_id, 'case_file' as kind, 1 as acts, c.updated_at as at, c.updated_by as by
      from seen s join case_file c on c.id = s.id where c.updated_at > s.seen_at and c.updated_by <> ${userId}::uuid`,
    ...kinds.map(
      (kind) => sql`select s.id, ${kind}::text, count(*)::int, max(t.updated_at),
        (array_agg(coalesce(t.updated_by, t.created_by) order by t.updated_at desc))[1]
      from seen s join ${sql.table(kind)} t on t.case_id = s.id
      where t.updated_at > s.seen_at and coalesce(t.updated_by, t.created_by) <> ${userId}::uuid group by s.id`,
    ),
  ];
  const { rows } = await sql<Today['changed'][number]>`with ${mine(userId)},
    seen as materialized (select m.id, coalesce(v.seen_at, '-infinity') as seen_at from mine m
      left join case_visit v on v.case_id = m.id and v.user_id = ${userId}::uuid),
    acts as (${sql.join(acts, sql` union all `)})
    select m.id as case_id, m.number as case_number, m.reference, nullif(s.seen_at, '-infinity') as since, max(a.at) as last_at,
      (select name from app_user u where u.id = (array_agg(a.by order by a.at desc))[1]) as last_by_name,
      jsonb_agg(jsonb_build_object('kind', a.kind, 'count', a.acts) order by a.kind) as kinds
    from acts a join mine m on m.id = a.case_id join seen s on s.id = m.id
    group by m.id, m.number, m.reference, s.seen_at order by max(a.at) desc, m.id limit 50`.execute(store);
  return rows;
}

/** Cases shared with the actor, by person or agency, that the actor has not looked at since they were. */
export async function newShares(
  store: Store,
  actor: { userId: string; agencyId: string | null },
): Promise<Today['waiting']['shares']> {
  const { rows } = await sql<Today['waiting']['shares'][number]>`select distinct on (c.id) c.id as case_id,
      c.number as case_number, null as reference, a.name as agency_name, g.purpose, g.starts_at, g.expires_at
    from case_grant g join case_file c on c.id = g.case_id join agency a on a.id = c.agency_id
    where g.kind = 'share' and (g.to_user = ${actor.userId}::uuid or g.to_agency = ${actor.agencyId}::uuid)
      and g.revoked_at is null and g.expires_at > now() and g.starts_at > now() - interval '30 days'
      and c.agency_id is distinct from ${actor.agencyId}::uuid
      and not exists (select 1 from case_visit v where v.case_id = c.id and v.user_id = ${actor.userId}::uuid and v.seen_at >= g.starts_at)
    order by c.id, g.starts_at desc limit 50`.execute(store);
  return rows;
}

/** Cases of the actor's agency nobody works on, the oldest first. */
export async function unassignedCases(store: Store, agencyId: string | null): Promise<Today['waiting']['unassigned']> {
  const { rows } = await sql<Today['waiting']['unassigned'][number]>`select c.id as case_id, c.number as case_number,
      c.reference, c.tip, c.som, c.status, c.risk, c.created_at
    from case_file c where c.agency_id = ${agencyId}::uuid and c.assigned_to is null and c.import_id is null
      and c.erased_at is null and c.status in ('open', 'follow-up') order by c.created_at, c.id limit 20`.execute(
    store,
  );
  return rows;
}

/** How many openings the actor is to review. */
export async function emergenciesToReview(store: Store, userId: string): Promise<number> {
  const { rows } = await sql<{ openings: number }>`select count(*)::int as openings from case_grant g
    where g.kind = 'break-glass' and g.reviewed_at is null and g.to_user <> ${userId}::uuid
      and (g.informed_user = ${userId}::uuid or actor_may('case.review-break-glass') and is_own_case(g.case_id))`.execute(
    store,
  );
  return rows[0]?.openings ?? 0;
}

export type CaseClockFacts = ClockFacts & { caseId: string; caseNumber: string; reference: string | null };

/** What the clocks of a person's cases are told by. */
export async function clockFacts(store: Store, userId: string): Promise<readonly CaseClockFacts[]> {
  const { rows } = await sql<CaseClockFacts>`with ${mine(userId)}
    select m.id as case_id, m.number as case_number, m.reference, true as is_open, m.retain_until, m.closed_on,
      coalesce((select jsonb_agg(jsonb_build_object('createdAt', to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'ageIdentificationMin', p.age_identification_min,
          'victimStatus', p.victim_status, 'statusDecidedOn', p.status_decided_on))
        from person_record p where p.case_id = m.id and p.import_id is null
          and (p.age_identification_min < 18 or p.status_decided_on is not null)), '[]') as people,
      coalesce((select jsonb_agg(t.clock) from task t where t.case_id = m.id and t.clock is not null and t.state = 'done'), '[]') as stopped,
      coalesce((select jsonb_agg(jsonb_build_object('startsAt', to_char(g.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'expiresAt', to_char(g.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
        from case_grant g where g.case_id = m.id and g.kind = 'share' and g.revoked_at is null), '[]') as share_ends
    from mine m`.execute(store);
  return rows;
}
