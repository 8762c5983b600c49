import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { ReleaseOpened, ReleaseShown } from './schema.ts';

const columns = sql`r.id, r.series_id, r.number, r.kind, r.title, r.unit, r.fields, r.reach, r.cut_off::text as cut_off, r.method, r.settings,
  r.spare, r.stepped, r.note, r.licence, r.citation, r.changes, r.state, r.figures, r.refusal, r.opened_at, r.approved_at, r.published_at, r.withdrawn_at,
  r.withdrawn_reason, r.created_at, r.version, r.created_by = actor_user() as is_own,
  (select name from app_user u where u.id = r.opened_by) as opened_by, (select name from app_user u where u.id = r.approved_by) as approved_by,
  (select name from app_user u where u.id = r.withdrawn_by) as withdrawn_by, (select name from app_user u where u.id = r.created_by) as created_by`;

/** All releases of the actor's agency, the newest first. */
export async function listReleases(store: Store): Promise<ReleaseShown[]> {
  const { rows } =
    await sql<ReleaseShown>`select ${columns} from release r order by r.created_at desc, r.number desc limit 500`.execute(
      store,
    );
  return rows;
}

/** One release with what is told and its report; null when there is none in reach. */
export async function findRelease(store: Store, id: string, forUpdate = false): Promise<ReleaseOpened | null> {
  const { rows } = await sql<ReleaseOpened>`select ${columns}, r.told, r.report from release r where r.id = ${id}
    ${forUpdate ? sql`for update of r` : sql``}`.execute(store);
  return rows[0] ?? null;
}

/** The records of a release as CSV. */
export async function recordsOf(store: Store, id: string): Promise<string | null> {
  const { rows } = await sql<{ records: string | null }>`select records from release where id = ${id}`.execute(store);
  return rows[0]?.records ?? null;
}

/** Releases, opened drafts and signed statistics that are known of the same people, whoever let them out. */
export async function knownBeside(store: Store, { id, unit }: Pick<ReleaseShown, 'id' | 'unit'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from releases_out()
      where (unit = 'cases') = ${unit === 'cases'} and method <> 'dp-synthetic' and id <> ${id}
    union all select id from official_out() where ${unit !== 'cases'}`.execute(store);
  return rows.map((row) => row.id);
}

/**
 * Whether all that is known of the same people by now was known when a draft was built, so that it was attacked together with
 * it. Stays so until the transaction ends: no release becomes known meanwhile.
 */
export async function wasAttackedWithAll(store: Store, release: Pick<ReleaseShown, 'id' | 'unit'>): Promise<boolean> {
  await sql`lock table release in share row exclusive mode`.execute(store);
  const { rows } = await sql<{
    attackedWith: string[] | null;
  }>`select attacked_with from release where id = ${release.id}`.execute(store);
  const attacked = new Set(rows[0]?.attackedWith);
  return (await knownBeside(store, release)).every((id) => attacked.has(id));
}
