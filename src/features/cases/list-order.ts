import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { Problem } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import type { crimeAnswers, riskLevels } from '../../words/cases.ts';
import type { CaseSort, CaseSortKey } from '../../words/case-list.ts';
import type { CaseHeader } from './schema.ts';

/** What a list of cases goes by. Of equal cases the one that changed last stands first downwards, and last upwards. */
interface Key {
  /** The place of a case `f` in the order; where it is of another table, that table stands beside as `o`. */
  readonly by: RawBuilder<unknown>;
  readonly beside?: RawBuilder<unknown>;
  /** How a cursor writes the place. A name or a free text never stands in one: what has it is named by its id. */
  readonly value: (found: CaseHeader) => string | number;
  readonly readable: z.ZodType<unknown>;
  /** The place a cursor names. */
  readonly place: (value: string, id: string) => RawBuilder<unknown>;
  /** The place is read from the case the cursor names. */
  readonly isLookedUp?: true;
}
interface Order extends Key {
  readonly name: CaseSortKey;
  readonly down: boolean;
  /** What decides among cases in the same place, all the same way. */
  readonly columns: readonly RawBuilder<unknown>[];
}

/** Days not said come after all others. */
const NO_DAY = '0001-01-01';

const dayKey = (column: 'openedOn' | 'retainUntil', name: string): Key => ({
  by: sql`coalesce(${sql.ref(name)}, date '0001-01-01')`,
  value: (found) => found[column] ?? NO_DAY,
  readable: z.iso.date(),
  place: (value) => sql`${value}::date`,
});

/** Coded values in the order of their weight, least first; what was not said is less than all. */
const rankKey = (column: 'tip' | 'som' | 'status' | 'risk', least: readonly string[]): Key => ({
  by: sql`coalesce(array_position(array[${sql.join(least.map((code) => sql.lit(code)))}], ${sql.ref(`f.${column}`)}), 0)`,
  value: (found) => least.indexOf(found[column] ?? '') + 1,
  readable: z.string().regex(/^\d$/),
  place: (value) => sql`${value}::integer`,
});

/** Names of what a case belongs to; a case that belongs to none, or to what the reader may not see, comes before all. */
const nameKey = (
  table: 'agency' | 'unit' | 'app_user',
  column: 'agencyId' | 'unitId' | 'assignedTo',
  own: string,
): Key => ({
  by: sql`coalesce(lower(o.name), '') collate "C"`,
  beside: sql`left join ${sql.table(table)} o on o.id = ${sql.ref(own)}`,
  value: (found) => found[column] ?? '',
  readable: z.union([z.literal(''), z.uuid()]),
  place: (value) =>
    sql`coalesce((select lower(o.name) from ${sql.table(table)} o where o.id = ${value || null}::uuid), '')`,
});

const crimeWeight = ['not-asked', 'unknown', 'no', 'suspected', 'yes'] satisfies (typeof crimeAnswers)[number][];
const riskWeight = ['UNKNOWN', 'low', 'medium', 'high'] satisfies (typeof riskLevels)[number][];

const keys: Readonly<Record<CaseSortKey, Key>> = {
  updated: {
    by: sql`f.updated_at`,
    value: (found) => found.updatedAt,
    readable: z.iso.datetime(),
    place: (value) => sql`${value}::timestamptz`,
  },
  number: {
    by: sql`f.number collate "C"`,
    value: (found) => found.number,
    readable: z.string().regex(/^[^_]{1,60}$/),
    place: (value) => sql`${value}::text`,
  },
  reference: {
    by: sql`lower(coalesce(f.reference, '')) collate "C"`,
    value: () => '',
    readable: z.literal(''),
    place: (_, id) => sql`(select lower(coalesce(l.reference, '')) from case_file l where l.id = ${id}::uuid)`,
    isLookedUp: true,
  },
  opened: dayKey('openedOn', 'f.opened_on'),
  retain: dayKey('retainUntil', 'f.retain_until'),
  tip: rankKey('tip', crimeWeight),
  som: rankKey('som', crimeWeight),
  status: rankKey('status', ['closed', 'closed-referred', 'follow-up', 'open']),
  risk: rankKey('risk', riskWeight),
  assigned: nameKey('app_user', 'assignedTo', 'f.assigned_to'),
  agency: nameKey('agency', 'agencyId', 'f.agency_id'),
  unit: nameKey('unit', 'unitId', 'f.unit_id'),
};

export function orderOf(sort: CaseSort): Order {
  const [name, direction] = sort.split('-') as [CaseSortKey, 'down' | 'up'];
  const key = keys[name];
  return {
    ...key,
    name,
    down: direction === 'down',
    columns: [key.by, ...(name === 'updated' ? [] : [sql`f.updated_at`]), sql`f.id`],
  };
}

/** Where a page ended, to be written in its cursor. */
export const cursorOf = ({ value, columns }: Order, last: CaseHeader): string =>
  [value(last), ...(columns.length > 2 ? [last.updatedAt] : []), last.id].join('_');

/**
 * After which case a page goes on. A cursor is ours alone to make, so any other is an error and not an empty page, as is
 * one that names a case that went out of reach since.
 */
export async function afterPlace(
  store: Store,
  order: Order,
  cursor: string | undefined,
): Promise<RawBuilder<unknown> | null> {
  if (cursor === undefined) return null;
  const parts = cursor.split('_');
  const [value = '', at = '', id = ''] = order.columns.length > 2 ? parts : [parts[0], '', parts[1]];
  const known =
    parts.length === order.columns.length &&
    order.readable.safeParse(value).success &&
    (at === '' ? order.columns.length === 2 : z.iso.datetime().safeParse(at).success) &&
    z.uuid().safeParse(id).success;
  if (!known) throw unknownCursor();
  if (order.isLookedUp && !(await isThere(store, id))) throw unknownCursor();
  const place = [order.place(value, id), ...(at === '' ? [] : [sql`${at}::timestamptz`]), sql`${id}::uuid`];
  return sql`(${sql.join(order.columns)}) ${order.down ? sql`<` : sql`>`} (${sql.join(place)})`;
}

const unknownCursor = (): Problem =>
  new Problem('invalid-input', { fields: [{ field: 'cursor', message: 'is not one this list gave' }] });

async function isThere(store: Store, id: string): Promise<boolean> {
  const { rows } = await sql`select from case_file c where c.id = ${id}::uuid`.execute(store);
  return rows.length > 0;
}
