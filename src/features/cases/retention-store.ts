import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { CaseHeader, RetentionCount } from './schema.ts';
import { headerColumns } from './store.ts';

const MOST_SHOWN = 100;

/** How many closed cases in reach each rule keeps, and how many of them are due, nearly due or held. */
export async function retentionCounts(store: Store, today: string, until: string): Promise<RetentionCount[]> {
  const { rows } = await sql<RetentionCount>`select c.retention_class, count(*)::integer as closed,
      (count(*) filter (where c.retain_until <= ${today}::date and not c.legal_hold))::integer as due,
      (count(*) filter (where c.retain_until > ${today}::date and c.retain_until <= ${until}::date and not c.legal_hold))::integer as soon,
      (count(*) filter (where c.legal_hold))::integer as held
    from case_file c where c.erased_at is null and c.status like 'closed%' group by c.retention_class`.execute(store);
  return rows;
}

/** Cases whose time ends within the span, the next one first. */
export async function comingCases(store: Store, today: string, until: string): Promise<CaseHeader[]> {
  const { rows } = await sql<CaseHeader>`select ${headerColumns} from case_file c
    where c.erased_at is null and not c.legal_hold and c.retain_until > ${today}::date and c.retain_until <= ${until}::date
    order by c.retain_until, c.id limit ${MOST_SHOWN}`.execute(store);
  return rows;
}

/** Cases that a legal hold keeps, whatever their clock says. */
export async function heldCases(store: Store): Promise<CaseHeader[]> {
  const { rows } = await sql<CaseHeader>`select ${headerColumns} from case_file c
    where c.erased_at is null and c.legal_hold order by c.updated_at desc, c.id limit ${MOST_SHOWN}`.execute(store);
  return rows;
}
