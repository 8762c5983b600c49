import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { AgencyCoverage, KeptEstimate, OfficialContent, ReleaseShown } from './schema.ts';

const releaseColumns = sql`r.id, r.title, r.note, r.country, r.year_from, r.year_to, r.cut_off::text as cut_off, r.confirmed_only,
  r.agency_id is null as national, r.signed_at, r.signer`;

/** Signed releases the reader may read, the newest first. */
export async function listReleases(store: Store): Promise<ReleaseShown[]> {
  const { rows } = await sql<ReleaseShown>`select ${releaseColumns} from official_release r
    order by r.signed_at desc, r.id limit 200`.execute(store);
  return rows;
}

export async function findRelease(
  store: Store,
  id: string,
): Promise<(ReleaseShown & { content: OfficialContent }) | null> {
  const { rows } = await sql<ReleaseShown & { content: OfficialContent }>`select ${releaseColumns}, r.content
    from official_release r where r.id = ${id}`.execute(store);
  return rows[0] ?? null;
}

/** The last release that tells of the same: the country, whose records, and whether presumed victims are in it. */
export async function lastRelease(
  store: Store,
  { country, agencyId, confirmedOnly }: { country: string; agencyId: string | null; confirmedOnly: boolean },
): Promise<(ReleaseShown & { content: OfficialContent }) | null> {
  const { rows } = await sql<ReleaseShown & { content: OfficialContent }>`select ${releaseColumns}, r.content
    from official_release r where r.country = ${country} and r.agency_id is not distinct from ${agencyId}::uuid
      and r.confirmed_only = ${confirmedOnly} order by r.signed_at desc, r.id limit 1`.execute(store);
  return rows[0] ?? null;
}

/**
 * Which agencies of the country have said that their records are complete, and to what day; and the month in which one last
 * entered something, as far as the reader sees; for who may open no records only of agencies with so many cases entered by then.
 */
export async function coverageOf(
  store: Store,
  country: string,
  needed: string,
  told: { readonly at: string; readonly least: number } | null,
): Promise<AgencyCoverage[]> {
  const { rows } = await sql<Omit<AgencyCoverage, 'state'>>`select a.id, a.name, s.complete_to::text as complete_to,
      case when count(c.id) >= ${told?.least ?? 0} then to_char(max(c.created_at), 'YYYY-MM') end as last_entry
    from agency a
    left join lateral (select complete_to from completeness_statement s where s.agency_id = a.id order by s.created_at desc, s.id limit 1) s on true
    left join case_file c on c.agency_id = a.id and c.created_at <= ${told?.at ?? 'infinity'}::timestamptz
    where a.country = ${country} and a.active group by a.id, a.name, s.complete_to order by a.name, a.id`.execute(
    store,
  );
  return rows.map((row) => ({
    ...row,
    state: row.completeTo === null ? 'never' : row.completeTo < needed ? 'late' : 'reported',
  }));
}

/** Estimates kept for years that touch the span, the newest first. */
export async function estimatesOf(store: Store, country: string, from: number, to: number): Promise<KeptEstimate[]> {
  interface Comparison {
    readonly observed: number | null;
    readonly checksum: string;
    readonly methods: readonly { method: string; estimate: number | null; ci95: [number, number] | null }[];
  }
  const { rows } = await sql<{
    id: string;
    title: string;
    yearFrom: number;
    yearTo: number;
    comparison: Comparison;
  }>`select id, title, year_from, year_to, comparison from kept_estimate
    where country = ${country} and year_from <= ${to} and year_to >= ${from} order by created_at desc, id limit 50`.execute(
    store,
  );
  return rows.map(({ comparison, ...row }) => {
    const methods = comparison.methods.map(({ method, estimate, ci95 }) => ({ method, estimate, ci95 }));
    const limits = methods.flatMap(({ ci95, estimate }) => (ci95 ? [...ci95] : estimate === null ? [] : [estimate]));
    return {
      ...row,
      observed: comparison.observed,
      checksum: comparison.checksum,
      methods,
      low: limits.length > 0 ? Math.min(...limits) : null,
      high: limits.length > 0 ? Math.max(...limits) : null,
    };
  });
}

export async function ownAgency(store: Store, agencyId: string): Promise<{ name: string; country: string } | null> {
  const { rows } = await sql<{
    name: string;
    country: string;
  }>`select name, country from agency where id = ${agencyId}`.execute(store);
  return rows[0] ?? null;
}
