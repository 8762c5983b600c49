import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { Problem } from '../../platform/action/index.ts';
import type { CaseSort } from '../../words/case-list.ts';
import type { CaseHeader } from './schema.ts';

/** An order of the list of cases: what it goes by, how that is written in a cursor, and which way. */
interface Order {
  readonly by: RawBuilder<unknown>;
  readonly type: RawBuilder<unknown>;
  readonly down: boolean;
  readonly value: (found: CaseHeader) => string;
  readonly readable: z.ZodType<string>;
}

/** Days not said come after all others. */
const NO_DAY = '0001-01-01';

const keys: Readonly<Record<'updated' | 'opened' | 'number', Omit<Order, 'down'>>> = {
  updated: {
    by: sql`f.updated_at`,
    type: sql`timestamptz`,
    value: (found) => found.updatedAt,
    readable: z.iso.datetime(),
  },
  opened: {
    by: sql`coalesce(f.opened_on, date '0001-01-01')`,
    type: sql`date`,
    value: (found) => found.openedOn ?? NO_DAY,
    readable: z.iso.date(),
  },
  number: {
    by: sql`f.number collate "C"`,
    type: sql`text`,
    value: (found) => found.number,
    readable: z.string().regex(/^[^_]{1,60}$/),
  },
};

export function orderOf(sort: CaseSort): Order {
  const [key, direction] = sort.split('-') as ['updated' | 'opened' | 'number', 'down' | 'up'];
  return { ...keys[key], down: direction === 'down' };
}

/** After which case a page goes on. A cursor is ours alone to make, so any other is an error and not an empty page. */
export function afterPlace(order: Order, cursor: string | undefined): RawBuilder<unknown> | null {
  if (cursor === undefined) return null;
  const [value = '', id = '', ...rest] = cursor.split('_');
  const known = order.readable.safeParse(value).success && z.uuid().safeParse(id).success && rest.length === 0;
  if (!known)
    throw new Problem('invalid-input', { fields: [{ field: 'cursor', message: 'is not one this list gave' }] });
  return sql`(${order.by}, f.id) ${order.down ? sql`<` : sql`>`} (${value}::${order.type}, ${id}::uuid)`;
}
