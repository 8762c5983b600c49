import { sql } from 'kysely';
import type { Store } from '../../../platform/store/index.ts';
import type { Agency, Unit } from '../schema.ts';

const agencyColumns = sql`a.id, a.code, a.name, a.kind, a.country, a.active, a.version, a.updated_at, agency_is_administered(a.id) as administered`;

export async function listAgencies(store: Store): Promise<Agency[]> {
  const { rows } = await sql<Agency>`select ${agencyColumns} from agency a order by a.country, a.name, a.id`.execute(
    store,
  );
  return rows;
}

/** An agency, its row held when it is to be changed. */
export async function findAgency(
  store: Store,
  id: string,
  forUpdate = false,
): Promise<(Agency & { updatedBy: string | null }) | null> {
  const { rows } = await sql<
    Agency & { updatedBy: string | null }
  >`select ${agencyColumns}, a.updated_by from agency a where a.id = ${id} ${forUpdate ? sql`for no key update` : sql``}`.execute(
    store,
  );
  return rows[0] ?? null;
}

const unitColumns = sql`id, agency_id, parent_id, name, place_code, active, version, updated_at`;

export async function listUnits(store: Store, agencyId: string): Promise<Unit[]> {
  const { rows } =
    await sql<Unit>`select ${unitColumns} from unit where agency_id = ${agencyId} order by name, id`.execute(store);
  return rows;
}

export async function findUnit(
  store: Store,
  id: string,
  forUpdate = false,
): Promise<(Unit & { updatedBy: string | null }) | null> {
  const { rows } = await sql<
    Unit & { updatedBy: string | null }
  >`select ${unitColumns}, updated_by from unit where id = ${id} ${forUpdate ? sql`for no key update` : sql``}`.execute(
    store,
  );
  return rows[0] ?? null;
}
