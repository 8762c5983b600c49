import { sql, type RawBuilder } from 'kysely';
import type { PlainField } from './fields.ts';
import { NOT_ASKED } from './fields.ts';
import { relationOfStands } from './query.ts';
import type { StatisticUnit } from './schema.ts';

type Sql = RawBuilder<unknown>;

/** Whose cases a figure counts. */
export type Reach = { readonly of: 'all' } | { readonly of: 'agency'; readonly agencyId: string };

export interface StandsAsked {
  readonly unit: StatisticUnit;
  /** Only of cases opened up to this day. */
  readonly until: string;
  readonly reach: Reach;
  /** When it was counted: what was entered later was not in it. */
  readonly at?: string | undefined;
}

/**
 * A relation (thing, item): what each person has in these fields, a row for each thing of theirs that the unit counts; for
 * cases, what each case has. For somebody who reads every case: the reach is a condition here.
 */
export function standsOf(by: readonly PlainField[], asked: StandsAsked): Sql {
  return sql`select thing, string_agg(distinct codes, chr(30) order by codes) as item
    from (${relationOfStands(by, asked.unit, { where: counted(asked), enteredBy: asked.at }, (columns) => sql`concat_ws(chr(31), ${sql.join(columns)})`)}) s
    group by thing, counted`;
}

/** The same as records are released: one combination a thing, several codes of a field joined, what nobody asked empty. */
export function joinedStands(by: readonly PlainField[], asked: StandsAsked): Sql {
  const joined = by.map(
    (_, at) =>
      sql`coalesce(string_agg(distinct codes[${sql.lit(at + 1)}], ' ' order by codes[${sql.lit(at + 1)}]) filter (where codes[${sql.lit(at + 1)}] <> ${sql.lit(NOT_ASKED)}), '')`,
  );
  return sql`select thing, concat_ws(chr(31), ${sql.join(joined)}) as item
    from (${relationOfStands(by, asked.unit, { where: counted(asked), enteredBy: asked.at }, (columns) => sql`array[${sql.join(columns.map((column) => sql`(${column}) collate "C"`))}]`)}) s
    group by thing, counted`;
}

const counted = ({ until, reach }: StandsAsked): Sql => sql`c.opened_on <= ${until}::date and ${inReach(reach)}`;

/** Of an agency: its own cases alone. Those shared with it are counted where they are; who attacks may not know of the sharing. */
const inReach = (reach: Reach): Sql => (reach.of === 'all' ? sql`true` : sql`c.agency_id = ${reach.agencyId}::uuid`);

/** The combinations of an item. */
export const readItem = (item: string): string[][] => item.split('\u001E').map((codes) => codes.split('\u001F'));
