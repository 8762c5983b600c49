import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import type { CaseHeader, caseListInput } from './schema.ts';
import { Problem } from '../../platform/action/index.ts';
import { afterPlace, orderOf } from './list-order.ts';
import './tables.ts';

export const headerColumns = sql`c.id, c.number, c.version, c.agency_id, (select name from agency a where a.id = c.agency_id) as agency_name,
  c.unit_id, c.assigned_to,
  (select name from app_user u where u.id = c.assigned_to) as assigned_to_name,
  c.reference, c.tip, c.som, c.status, c.risk, c.opened_on, c.closed_on, c.close_reason, c.close_remark, c.reopen_reason,
  c.registration_year, c.summary, c.retention_class, c.retain_until, c.legal_hold, c.legal_hold_reason, c.erased_at, c.updated_at, c.updated_by`;

/** A case as the actor may see it; locked until the end of the transaction when it is to be changed. */
export async function findCase(store: Store, id: string, forUpdate: boolean): Promise<CaseHeader | null> {
  const { rows } =
    await sql<CaseHeader>`select ${headerColumns} from case_file c where c.id = ${id} ${forUpdate ? sql`for no key update` : sql``}`.execute(
      store,
    );
  return rows[0] ?? null;
}

/** A page of cases, last changed first. Each way a case can be in reach is its own index walk, so the cost does not grow with what is out of reach. */
export async function listCases(
  store: Store,
  actor: Actor,
  input: z.output<typeof caseListInput>,
): Promise<{ cases: CaseHeader[]; nextCursor: string | null }> {
  const order = orderOf(input.sort);
  const after = afterPlace(order, input.cursor);
  const conditions = sql.join([...filters(input), ...(after ? [after] : [])], sql` and `);
  const way = order.down ? sql`desc` : sql`asc`;
  const branches = reaches(actor).map(
    (reach) =>
      sql`(select f.id, ${order.by} as place from case_file f where ${reach} and ${conditions} order by ${order.by} ${way}, f.id ${way} limit ${input.limit + 1})`,
  );
  const { rows } = await sql<CaseHeader>`with page as (
      select distinct id, place from (${sql.join(branches, sql` union all `)}) found order by place ${way}, id ${way} limit ${input.limit + 1})
    select ${headerColumns} from page join case_file c on c.id = page.id order by page.place ${way}, page.id ${way}`.execute(
    store,
  );
  const cases = rows.slice(0, input.limit);
  const last = cases.at(-1);
  return { cases, nextCursor: rows.length > input.limit && last ? `${order.value(last)}_${last.id}` : null };
}

function reaches(actor: Actor): RawBuilder<unknown>[] {
  const granted = sql`f.id = any ((select actor_granted_cases())::uuid[])`;
  const mine = [sql`f.assigned_to = ${actor.userId}`, sql`f.created_by = ${actor.userId}`];
  switch (actor.scope) {
    case 'all':
      return [sql`true`];
    case 'agency':
      return [sql`f.agency_id = ${actor.agencyId}`, granted];
    case 'unit':
      return [...actor.unitIds.map((unit) => sql`f.unit_id = ${unit}`), ...mine, granted];
    case 'own':
      return [...mine, granted];
    case 'shared':
      return [granted];
  }
}

type Narrowing = Omit<z.output<typeof caseListInput>, 'sort' | 'limit' | 'cursor'>;

/** The condition that a case, as `f`, is in the actor's list when it is narrowed so: what is made of a list holds the same. */
export function inList(actor: Actor, narrowing: Narrowing): RawBuilder<unknown> {
  return sql.join([sql`(${sql.join(reaches(actor), sql` or `)})`, ...filters(narrowing)], sql` and `);
}

function filters(input: Narrowing): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = [sql`f.erased_at is null`];
  if (input.status) found.push(sql`f.status = ${input.status}`);
  if (input.tip) found.push(sql`f.tip = ${input.tip}`);
  if (input.som) found.push(sql`f.som = ${input.som}`);
  if (input.risk) found.push(sql`f.risk = ${input.risk}`);
  if (input.openedFrom) found.push(sql`f.opened_on >= ${input.openedFrom}::date`);
  if (input.openedTo) found.push(sql`f.opened_on <= ${input.openedTo}::date`);
  if (input.unassigned) found.push(sql`f.assigned_to is null`);
  if (input.assignedTo) found.push(sql`f.assigned_to = ${input.assignedTo}`);
  if (input.importId) found.push(sql`f.import_id = ${input.importId}`);
  if (input.text) {
    const pattern = `%${input.text.replace(/[\\%_]/g, '\\$&')}%`;
    found.push(sql`(f.number ilike ${pattern} or f.reference ilike ${pattern})`);
  }
  return found;
}

/** Cases in reach whose time is over, the longest overdue first. */
export async function dueCases(store: Store, today: string, limit: number): Promise<CaseHeader[]> {
  const { rows } = await sql<CaseHeader>`select ${headerColumns} from case_file c
    where c.erased_at is null and c.retain_until is not null and c.retain_until <= ${today}::date and not c.legal_hold
    order by c.retain_until, c.id limit ${limit}`.execute(store);
  return rows;
}

/** Where a page ended: an instant and an id. A cursor is ours alone to make, so any other is an error and not an empty page. */
export function afterCursor(cursor: string | undefined): { readonly at: string; readonly id: string } | null {
  if (cursor === undefined) return null;
  const [at = '', id = '', ...rest] = cursor.split('_');
  const known = z.tuple([z.iso.datetime(), z.uuid()]).safeParse([at, id]);
  if (!known.success || rest.length > 0) {
    throw new Problem('invalid-input', { fields: [{ field: 'cursor', message: 'is not one this list gave' }] });
  }
  return { at, id };
}
