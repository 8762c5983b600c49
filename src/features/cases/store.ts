import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import type { CaseHeader, caseListInput } from './schema.ts';
import { Problem } from '../../platform/action/index.ts';
import { administrativeColumns } from '../../words/case-list.ts';
import { afterPlace, cursorOf, orderOf } from './list-order.ts';
import './tables.ts';

/** How an open case is to be kept once it is closed: by the child's rule when somebody in it was, or may have been, a child. */
const keptAs = sql`case when c.retention_class = 'case' and c.closed_on is null
    and exists (select 1 from person_record r where r.case_id = c.id and r.age_identification_min < 18)
  then 'child' else c.retention_class end`;

export const headerColumns = sql`c.id, c.number, c.version, c.agency_id, (select name from agency a where a.id = c.agency_id) as agency_name,
  c.unit_id, c.assigned_to,
  (select name from app_user u where u.id = c.assigned_to) as assigned_to_name,
  c.reference, c.tip, c.som, c.status, c.risk, c.opened_on, c.closed_on, c.close_reason, c.close_remark, c.reopen_reason,
  c.registration_year, c.summary, ${keptAs} as retention_class, c.retain_until, c.legal_hold, c.legal_hold_reason, c.erased_at, c.updated_at, c.updated_by`;

/** A case as the actor may see it; locked until the end of the transaction when it is to be changed. */
export async function findCase(store: Store, id: string, forUpdate: boolean): Promise<CaseHeader | null> {
  const { rows } =
    await sql<CaseHeader>`select ${headerColumns} from case_file c where c.id = ${id} ${forUpdate ? sql`for no key update` : sql``}`.execute(
      store,
    );
  return rows[0] ?? null;
}

/**
 * A page of cases in the order asked for. Each way a case can be in reach is its own walk, so the cost does not grow with
 * what is out of reach.
 */
export async function listCases(
  store: Store,
  actor: Actor,
  input: z.output<typeof caseListInput>,
): Promise<{ cases: CaseHeader[]; nextCursor: string | null }> {
  const order = orderOf(input.sort);
  if (administrativeColumns.has(order.name)) needAdministrative(actor);
  const after = await afterPlace(store, order, input.cursor);
  const conditions = sql.join([...filters(actor, input), ...(after ? [after] : [])], sql` and `);
  const way = order.down ? sql`desc` : sql`asc`;
  const places = order.columns.map((_, at) => sql.ref(`p${at}`));
  const inOrder = (columns: readonly RawBuilder<unknown>[]) => sql.join(columns.map((column) => sql`${column} ${way}`));
  const branches = reaches(actor).map(
    (reach) =>
      sql`(select ${sql.join(order.columns.map((column, at) => sql`${column} as ${places[at]}`))} from case_file f ${order.beside ?? sql``}
        where ${reach} and ${conditions} order by ${inOrder(order.columns)} limit ${input.limit + 1})`,
  );
  const id = places.at(-1);
  const { rows } = await sql<CaseHeader>`with page as (
      select distinct ${sql.join(places)} from (${sql.join(branches, sql` union all `)}) found order by ${inOrder(places)} limit ${input.limit + 1})
    select ${headerColumns} from page join case_file c on c.id = page.${id} order by ${inOrder(places)}`.execute(store);
  const cases = rows.slice(0, input.limit);
  const last = cases.at(-1);
  return { cases, nextCursor: rows.length > input.limit && last ? cursorOf(order, last) : null };
}

/** Who does not read a thing must not learn it from the order or the length of a list either. */
function needAdministrative(actor: Actor): void {
  if (!actor.reads.includes('administrative')) throw new Problem('not-permitted', { dataClass: 'administrative' });
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
  return sql.join([sql`(${sql.join(reaches(actor), sql` or `)})`, ...filters(actor, narrowing)], sql` and `);
}

function filters(actor: Actor, input: Narrowing): RawBuilder<unknown>[] {
  if (input.risk ?? input.assignedTo ?? input.unassigned) needAdministrative(actor);
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
    const inReference = actor.reads.includes('administrative') ? sql`or f.reference ilike ${pattern}` : sql``;
    found.push(sql`(f.number ilike ${pattern} ${inReference})`);
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
