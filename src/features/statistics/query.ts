import { sql, type RawBuilder } from 'kysely';
import type { Alike } from '../../engines/disclosure/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { UNKNOWN } from '../../words/codes.ts';
import { fieldSources, NONE, NOT_ASKED, type FieldSource, type PlainField } from './fields.ts';
import type { StatisticUnit } from './schema.ts';

/** What a row of the base stands for, and so what a field's codes hang on. */
type Grain = 'record' | 'case';
type Sql = RawBuilder<unknown>;

export interface PlainCondition {
  readonly field: PlainField;
  readonly code: string;
}

export interface Question {
  readonly by: readonly PlainField[];
  readonly where: readonly PlainCondition[];
  readonly unit: StatisticUnit;
}

export interface CountedCell {
  /** Aligned with `by`. */
  readonly codes: readonly string[];
  readonly count: number;
}

const grainOf = (unit: StatisticUnit): Grain => (unit === 'cases' ? 'case' : 'record');
const keyOf = (grain: Grain): Sql => (grain === 'case' ? sql`c.id` : sql`r.id`);
const thingOf = (unit: StatisticUnit): Sql =>
  unit === 'cases' ? sql`c.id` : unit === 'records' ? sql`r.id` : sql`r.person_id`;
const countedOf = (unit: StatisticUnit): Sql => sql`count(distinct ${thingOf(unit)})`;

/** Counts by up to three plain fields, as the actor's rights let see. At most `limit` cells and one more. */
export async function countCells(
  store: Store,
  { by, where, unit }: Question,
  limit: number,
): Promise<readonly CountedCell[]> {
  const grain = grainOf(unit);
  const columns = by.map((field, at) => codeOf(field, grain, sql.ref(`f${at}.code`)));
  const { rows } = await sql<{
    codes: string[];
    count: number;
  }>`select array[${sql.join(columns)}] as codes, ${countedOf(unit)}::integer as count
    from ${base(unit)} ${joinsOf(by, grain)}
    where ${conditions(unit, where)} group by 1 limit ${limit + 1}`.execute(store);
  return rows;
}

export interface AlikeOptions {
  /** Only of cases opened up to this day. */
  readonly until?: string;
  /** With the sum of lasting random keys: the beginnings of ids that are never shown. */
  readonly keyed?: boolean;
  /** Only cases of this agency: none that others share with it. */
  readonly agencyId?: string | null | undefined;
  /** Only what was entered by this moment: `lastFullStep`. */
  readonly enteredBy?: string | undefined;
}

/** Things that stand in the same combinations of these fields, together with how many they are. */
export async function countAlike(
  store: Store,
  by: readonly PlainField[],
  unit: StatisticUnit,
  { until, keyed = false, agencyId = null, enteredBy }: AlikeOptions = {},
): Promise<Alike[]> {
  const grain = grainOf(unit);
  const columns = by.map((field, at) => codeOf(field, grain, sql.ref(`f${at}.code`)));
  const { rows } = await sql<{
    combinations: string[];
    count: number;
    key: number;
  }>`select combinations, count(*)::integer as count,
      ${keySum(sql`keyed`)} as key
    from (select thing, keyed, array_agg(distinct codes order by codes) as combinations
      from (select ${thingOf(unit)} as thing, ${keyed ? keyedBy[unit] : thingOf(unit)} as keyed, ${columns.length > 0 ? sql`concat_ws(chr(31), ${sql.join(columns)})` : sql`''`} as codes
        from ${base(unit)} ${keyed ? keyJoins(unit, enteredBy) : sql``} ${joinsOf(by, grain, enteredBy)} where ${conditions(unit, [])} and ${enteredIn(unit, enteredBy)}
          and ${agencyId === null ? sql`true` : sql`c.agency_id = ${agencyId}::uuid`}
          and ${until === undefined ? sql`true` : sql`c.opened_on <= ${until}::date`}) stands group by thing, keyed) things
    group by combinations`.execute(store);
  return rows.map(({ combinations, count, key }) => ({
    combinations: combinations.map((codes) => (columns.length === 0 ? [] : codes.split('\u001F'))),
    count,
    ...(keyed ? { key } : {}),
  }));
}

/** Of many things the sum of their lasting keys, below 2^32. */
export const keySum = (thing: Sql): Sql => sql`(sum(noise_key(${thing})) % 4294967296)::bigint`;

/** Persons with one record carry one key as person, as record and, alone in it, as case: their counts cannot be set against each other. */
const keyedBy: Readonly<Record<StatisticUnit, Sql>> = {
  victims: sql`r.person_id`,
  persons: sql`r.person_id`,
  records: sql`case when held.records = 1 then r.person_id else r.id end`,
  cases: sql`case when held.here = 1 and held.records = 1 then held.person_id else c.id end`,
};

/** How many records there are of the person of each record, or of the persons of each case. */
function keyJoins(unit: StatisticUnit, enteredBy: string | undefined): Sql {
  const held = sql`select o.id, o.case_id, o.person_id, count(*) over (partition by o.person_id) as records
    from person_record o where ${isBy(sql`o.created_at`, enteredBy)}`;
  if (unit === 'records') return sql`left join (${held}) held on held.id = r.id`;
  if (unit !== 'cases') return sql``;
  return sql`left join (select o.case_id, count(*) as here, max(o.records) as records, min(o.person_id::text)::uuid as person_id
    from (${held}) o group by o.case_id) held on held.case_id = c.id`;
}

const createdOf = (unit: StatisticUnit): Sql => (unit === 'cases' ? sql`c.created_at` : sql`r.created_at`);
const enteredIn = (unit: StatisticUnit, enteredBy: string | undefined): Sql => isBy(createdOf(unit), enteredBy);
/** Whether something was entered by a moment; anything was where none is given. */
const isBy = (entered: Sql, moment: string | undefined): Sql =>
  moment === undefined ? sql`true` : sql`${entered} <= ${moment}::timestamptz`;

/**
 * The moment at which the last whole step of entry was full, in the actor's reach: entries count so many and more at once, for
 * numbers that moved with every single one would tell by which of them moved what was entered.
 */
export async function lastFullStep(store: Store, unit: StatisticUnit, least: number): Promise<string> {
  const { rows } = await sql<{
    moment: string;
  }>`select coalesce(last_full_step(array(select ${createdOf(unit)} from ${base(unit)}
    where ${conditions(unit, [])} order by 1), ${least}), '-infinity')::text as moment`.execute(store);
  return rows[0]?.moment ?? '-infinity';
}

/**
 * Rows (thing, counted, codes) of the things of a unit: `thing` is the person, or the case where cases are counted; `counted` is
 * what the unit counts once.
 */
export function relationOfStands(
  by: readonly PlainField[],
  unit: StatisticUnit,
  { where, enteredBy }: { readonly where: Sql; readonly enteredBy: string | undefined },
  together: (columns: readonly Sql[]) => Sql,
): Sql {
  const grain = grainOf(unit);
  const columns = by.map((field, at) => codeOf(field, grain, sql.ref(`f${at}.code`)));
  return sql`select ${unit === 'cases' ? sql`c.id` : sql`r.person_id`} as thing, ${thingOf(unit)} as counted, ${together(columns)} as codes
    from ${base(unit)} ${joinsOf(by, grain, enteredBy)} where ${conditions(unit, [])} and ${enteredIn(unit, enteredBy)} and ${where}`;
}

/** The whole, and how many agencies it comes from. */
export async function countAll(
  store: Store,
  { where, unit }: Question,
  enteredBy?: string,
): Promise<{ total: number; agencies: number }> {
  const { rows } = await sql<{
    total: number;
    agencies: number;
  }>`select ${countedOf(unit)}::integer as total, count(distinct c.agency_id)::integer as agencies
    from ${base(unit)} where ${conditions(unit, where)} and ${enteredIn(unit, enteredBy)}`.execute(store);
  return rows[0] ?? { total: 0, agencies: 0 };
}

/** What gives the codes of fields that are no columns of the base, of what was entered by a moment. */
function joinsOf(by: readonly PlainField[], grain: Grain, enteredBy?: string): Sql {
  const joins = by.flatMap((field, at) => {
    const relation = relationOf(fieldSources[field], grain, enteredBy);
    return relation === null
      ? []
      : [sql`left join (${relation}) ${sql.ref(`f${at}`)} on ${sql.ref(`f${at}.key`)} = ${keyOf(grain)}`];
  });
  return joins.length > 0 ? sql.join(joins, sql` `) : sql``;
}

function base(unit: StatisticUnit): Sql {
  const cases = sql`case_file c join agency a on a.id = c.agency_id`;
  return unit === 'cases' ? cases : sql`person_record r join (${cases}) on c.id = r.case_id`;
}

function conditions(unit: StatisticUnit, where: readonly PlainCondition[]): Sql {
  const grain = grainOf(unit);
  const own = unit === 'victims' ? [sql`r.part = 'victim' and r.victim_status is distinct from 'NOT'`] : [];
  return sql.join([sql`true`, ...own, ...where.map((condition) => conditionOf(condition, grain))], sql` and `);
}

function conditionOf({ field, code }: PlainCondition, grain: Grain): Sql {
  const relation = relationOf(fieldSources[field], grain);
  if (relation === null) return sql`${codeOf(field, grain, sql`null`)} = ${code}`;
  if (code === NOT_ASKED)
    return sql`${keyOf(grain)} not in (select w.key from (${relation}) w where w.key is not null)`;
  return sql`${keyOf(grain)} in (select w.key from (${relation}) w where w.code = ${code})`;
}

/** The code of a field for one row of the base: its own expression, or what the joined relation gives. */
function codeOf(field: PlainField, grain: Grain, joined: Sql): Sql {
  const { origin } = fieldSources[field];
  const own =
    origin.of === 'case'
      ? grain === 'case'
        ? origin.onCase
        : origin.onRecord
      : origin.of === 'record' && grain === 'record'
        ? origin.one
        : joined;
  return sql`coalesce(${own}, ${sql.lit(NOT_ASKED)})`;
}

/** Rows (key, code) of a field whose codes are not columns of the base, of what was entered by a moment; null for a field that is. */
function relationOf({ origin, wider }: FieldSource, grain: Grain, enteredBy?: string): Sql | null {
  const records = isBy(sql`r.created_at`, enteredBy);
  const happened = isBy(sql`e.created_at`, enteredBy);
  const record = grain === 'case' ? sql`r.case_id` : sql`r.id`;
  const event = grain === 'case' ? sql`e.case_id` : sql`p.participant_id`;
  const events =
    grain === 'case'
      ? sql`event e`
      : sql`event e join event_participant p on p.event_id = e.id and p.participant_kind = 'person_record'
        and ${isBy(sql`p.created_at`, enteredBy)}`;
  switch (origin.of) {
    case 'case':
      return null;
    case 'record':
      return grain === 'record'
        ? null
        : sql`select distinct ${record} as key, ${origin.one} as code from person_record r where ${origin.one} is not null and ${records}`;
    case 'record-list':
      return sql`select ${record} as key, u.code from person_record r cross join lateral unnest(${origin.list}) u (code)
        where ${records}`;
    case 'record-set':
      return answered(
        sql`select ${record} as key, s.key as code, s.value as answer from person_record r cross join lateral jsonb_each_text(${origin.set}) s
          where ${records}`,
        wider,
      );
    case 'event':
      return sql`select distinct ${event} as key, ${origin.one} as code from ${events} where ${origin.where} and ${happened}`;
    case 'event-set':
      return answered(
        sql`select ${event} as key, s.key as code, s.value as answer from ${events} cross join lateral jsonb_each_text(${origin.set}) s
          where ${happened}`,
        wider,
      );
  }
}

/** Of a set of answers: what was answered yes, with the wider codes; else that it is unknown, or that none applies. */
function answered(given: Sql, wider: FieldSource['wider']): Sql {
  const yes = wider
    ? sql`select g.key, x.code from given g cross join lateral jsonb_array_elements_text(
        coalesce(${JSON.stringify(wider)}::jsonb -> g.code, jsonb_build_array(g.code))) x (code) where g.answer = 'yes'`
    : sql`select g.key, g.code from given g where g.answer = 'yes'`;
  return sql`with given as materialized (${given}) select distinct key, code from (${yes}) y
    union all select key, case when bool_or(answer = 'unknown') then ${UNKNOWN} else ${NONE} end from given group by key having not bool_or(answer = 'yes')`;
}
