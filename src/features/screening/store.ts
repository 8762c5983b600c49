import { sql } from 'kysely';
import type { z } from 'zod';
import type { Store } from '../../platform/store/index.ts';
import type { Interview, Level, ToldSource } from '../../engines/screening/index.ts';
import type { Compared } from './rules.ts';
import type { decisionRow, InstrumentRow, ScreeningRow } from './schema.ts';

const columns = sql`s.id, s.case_id, (select c.number from case_file c where c.id = s.case_id) as case_number, s.record_id,
  s.exercise, s.mode, s.language, s.state, s.started_at, s.ended_at, s.level, s.treat_as, s.danger, s.protection_told_at, s.modes, case when s.case_id is null then s.retain_until end as retain_until,
  (select u.name from app_user u where u.id = s.created_by) as officer_name, s.created_by = actor_user() as is_own,
  s.version, s.updated_at, s.updated_by`;

export type StoredScreening = ScreeningRow & { readonly updatedBy: string | null };

/** A screening within the actor's reach; locked when it is to be changed. */
export async function findScreening(store: Store, id: string, forUpdate: boolean): Promise<StoredScreening | null> {
  const { rows } =
    await sql<StoredScreening>`select ${columns} from screening s where s.id = ${id} ${forUpdate ? sql`for no key update of s` : sql``}`.execute(
      store,
    );
  return rows[0] ?? null;
}

/** Screenings within reach, the latest first. */
export async function listScreenings(
  store: Store,
  { caseId, state, limit }: { caseId?: string | undefined; state?: string | undefined; limit: number },
): Promise<{ screenings: ScreeningRow[]; more: boolean }> {
  const { rows } = await sql<ScreeningRow>`select ${columns} from screening s
    where (${caseId ?? null}::uuid is null or s.case_id = ${caseId ?? null}::uuid)
      and (${state ?? null}::text is null or s.state = ${state ?? null})
    order by s.started_at desc, s.id desc limit ${limit + 1}`.execute(store);
  return { screenings: rows.slice(0, limit), more: rows.length > limit };
}

/** The answers, for who reads testimony and for who asked; null to others. */
export async function answersOf(store: Store, id: string): Promise<{ interview: Interview; result: unknown } | null> {
  const { rows } = await sql<{
    interview: Interview;
    result: unknown;
  }>`select interview, result from screening_answers where id = ${id}`.execute(store);
  return rows[0] ?? null;
}

export async function decisionsOf(store: Store, id: string): Promise<z.input<typeof decisionRow>[]> {
  const { rows } = await sql<z.input<typeof decisionRow>>`select d.id, d.step, d.outcome, d.standard, d.grounds,
      d.decided_by_body, d.decided_on, d.shown_level, d.differs, d.created_at,
      (select u.name from app_user u where u.id = d.created_by) as decided_by_name
    from screening_decision d where d.screening_id = ${id} order by d.decided_on, d.created_at, d.id`.execute(store);
  return rows;
}

export async function instrumentsOf(store: Store, activeOnly: boolean): Promise<InstrumentRow[]> {
  const { rows } = await sql<InstrumentRow>`select id, code, instrument_version, content, active, version, created_at
    from screening_instrument where active or not ${activeOnly} order by code, created_at desc limit 100`.execute(
    store,
  );
  return rows;
}

export async function findInstrument(store: Store, id: string, forUpdate: boolean): Promise<InstrumentRow | null> {
  const { rows } = await sql<InstrumentRow>`select id, code, instrument_version, content, active, version, created_at
    from screening_instrument where id = ${id} ${forUpdate ? sql`for no key update` : sql``}`.execute(store);
  return rows[0] ?? null;
}

/** What a case tells already: its events, and other screenings of it, as far as the reader reads them. */
export async function toldSources(store: Store, caseId: string): Promise<ToldSource[]> {
  const { rows: events } = await sql<Omit<ToldSource, 'kind'>>`select e.acts, e.means, e.controls, e.forms,
      to_char(e.created_at, 'YYYY-MM-DD') as on, (select a.name from case_file c join agency a on a.id = c.agency_id where c.id = e.case_id) as to
    from event e where e.case_id = ${caseId} limit 200`.execute(store);
  const { rows: screenings } = await sql<{
    interview: Interview;
    on: string;
    to: string;
  }>`select q.interview, to_char(s.started_at, 'YYYY-MM-DD') as on, a.name as to
    from screening s join screening_answers q on q.id = s.id join agency a on a.id = s.agency_id
    where s.case_id = ${caseId} order by s.started_at desc limit 20`.execute(store);
  return [
    ...events.map((event) => ({ ...event, kind: 'record' as const })),
    ...screenings.map(({ interview, on, to }) => ({ kind: 'screening' as const, on, to, answers: interview.answers })),
  ];
}

/** Finished screenings of the reader's agency with their answers, to be compared. */
export async function comparedScreenings(
  store: Store,
  agencyId: string,
  { from, to, exercise }: { from?: string | undefined; to?: string | undefined; exercise?: string | undefined },
  limit: number,
): Promise<Compared[]> {
  const { rows } = await sql<Compared & { level: Level }>`select s.created_by as officer_id,
      (select u.name from app_user u where u.id = s.created_by) as name,
      coalesce(s.exercise, s.record_id::text, s.case_id::text, s.id::text) as subject, s.level, q.interview,
      (select count(*)::int from screening_decision d where d.screening_id = s.id and d.differs) as differing
    from screening s join screening_answers q on q.id = s.id
    where s.agency_id = ${agencyId} and s.state = 'finished'
      and (${from ?? null}::date is null or s.started_at >= ${from ?? null}::date)
      and (${to ?? null}::date is null or s.started_at < ${to ?? null}::date + 1)
      and (${exercise ?? null}::text is null or s.exercise = ${exercise ?? null})
    order by s.started_at, s.id limit ${limit}`.execute(store);
  return rows;
}
