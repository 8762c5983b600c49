import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { Store } from '../../platform/store/index.ts';
import type { grantRow } from './schema.ts';

type Grant = z.output<typeof grantRow>;

const grantColumns = sql`g.*, (select name from agency a where a.id = g.to_agency) as to_agency_name, (select name from app_user u where u.id = g.to_user) as to_user_name,
  (select name from app_user u where u.id = g.created_by) as created_by_name, g.revoked_at is null and g.expires_at > now() as active`;

async function read(store: Store, condition: RawBuilder<unknown>): Promise<Grant[]> {
  const { rows } =
    await sql<Grant>`select ${grantColumns} from case_grant g where ${condition} order by g.starts_at desc, g.id limit 200`.execute(
      store,
    );
  return rows;
}

/** Shares and emergency openings of a case, the latest first, ended ones among them. */
export const listGrants = (store: Store, caseId: string): Promise<Grant[]> => read(store, sql`g.case_id = ${caseId}`);

export const findGrant = async (store: Store, id: string): Promise<Grant | null> =>
  (await read(store, sql`g.id = ${id}`))[0] ?? null;
