import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import { MASKED, UNKNOWN } from '../../words/codes.ts';
import { REPATRIATED } from '../outcomes/index.ts';
import { countryOfPlace, keySum } from '../statistics/index.ts';
import { formGroups, stages } from './rules.ts';
import type { CellKey, CellRecords, OfficialTable } from './schema.ts';
import { TOTAL } from './schema.ts';

type Sql = RawBuilder<unknown>;

/** Whose records are counted, of which years, and as they stood when. */
export interface Counting {
  readonly country: string;
  readonly from: number;
  readonly to: number;
  /** The last day of entry that counts. */
  readonly cutOff: string;
  readonly confirmedOnly: boolean;
  /** Of one agency alone, for who reads them all. */
  readonly agencyId?: string;
  /** When it was signed, or the last whole step of entry was full: what was entered later, be it on the same day, is not in it. */
  readonly at?: string;
}

export interface VictimCell {
  readonly year: number;
  readonly sex: string;
  readonly age: string;
  readonly form: string;
  readonly citizenship: string;
  readonly origin: string;
  readonly count: number;
  /** The sum of the lasting keys of those counted, which picks the noise of the count. */
  readonly key: number;
}

export interface SuspectCell {
  readonly table: OfficialTable;
  readonly year: number;
  readonly sex: string;
  readonly age: string;
  readonly citizenship: string;
  readonly count: number;
  readonly key: number;
}

export interface PlainCell {
  readonly year: number;
  readonly category: string;
  readonly count: number;
  readonly key: number;
}

const known = (column: Sql): Sql =>
  sql`${column} is not null and ${column} not in (${UNKNOWN}, ${MASKED}, 'SX_UNKNOWN')`;
/** The one value that all records agree on; none or several make it unknown. */
const agreed = (column: Sql): Sql =>
  sql`case when count(distinct ${column}) filter (where ${known(column)}) = 1 then min(${column}) filter (where ${known(column)}) else ${UNKNOWN} end`;
const ageOf = (low: Sql, high: Sql): Sql => sql`case when ${high} < 18 then 'CHILD' when ${low} >= 18 then 'ADULT' end`;
const sexOf = (column: Sql): Sql => sql`case ${column} when 'SX_OTHER' then 'OTHER' else ${column} end`;

const ofCountry = ({ country, cutOff, agencyId, at }: Counting, created: Sql): Sql =>
  sql`c.agency_id in (select id from agency where country = ${country}) ${agencyId === undefined ? sql`` : sql`and c.agency_id = ${agencyId}::uuid`}
    ${at === undefined ? sql`` : sql`and ${created} <= ${at}::timestamptz`} and c.tip <> 'no' and ${created} < ${cutOff}::date + 1`;

/**
 * Victims by the year they were detected: that of a detection event, else of registration, else of the opening of the case. A
 * person counts once a year however many records tell of them, and stands under one value of each field.
 */
const victims = (counting: Counting): Sql => sql`detected as materialized (
    select * from (select r.id as record_id, r.person_id, r.case_id, ${sexOf(sql`r.sex`)} as sex,
        ${ageOf(sql`r.age_identification_min`, sql`r.age_identification_max`)} as age, r.citizenships,
        coalesce(d.year, r.registration_year, c.registration_year, extract(year from c.opened_on)::integer) as year
      from person_record r join case_file c on c.id = r.case_id
      left join (select p.participant_id as id, min(extract(year from e.date_from))::integer as year
        from event e join event_participant p on p.event_id = e.id and p.participant_kind = 'person_record'
        where e.type = 'DETECTION' and e.date_from is not null group by 1) d on d.id = r.id
      where r.part = 'victim' and r.victim_status is distinct from 'NOT'
        and (${counting.confirmedOnly}::boolean is false or r.victim_status = 'ACTUAL') and ${ofCountry(counting, sql`r.created_at`)}) x
    where x.year between ${counting.from} and ${counting.to}),
  citizen as (select d.year, d.person_id, case when bool_or(u.code = ${counting.country}) then ${counting.country}
      when count(distinct u.code) = 1 then min(u.code) else 'SEVERAL' end as code
    from detected d cross join lateral unnest(d.citizenships) u (code) where u.code not in (${UNKNOWN}, ${MASKED}) group by 1, 2),
  told as materialized (select d.year, d.person_id, e.type, e.forms, ${countryOfPlace} as country from detected d
    join event_participant p on p.participant_id = d.record_id and p.participant_kind = 'person_record' join event e on e.id = p.event_id),
  form as (select g.year, g.person_id, case when count(distinct g.code) = 1 then min(g.code) else 'MIXED' end as code
    from (select t.year, t.person_id, ${JSON.stringify(formGroups)}::jsonb ->> s.key as code
      from told t cross join lateral jsonb_each_text(t.forms) s where s.value = 'yes') g where g.code is not null group by 1, 2),
  origin as (select t.year, t.person_id, case when bool_and(t.country = z.code) then 'DOMESTIC' else 'CROSS_BORDER' end as code
    from told t join citizen z on z.year = t.year and z.person_id = t.person_id and z.code <> 'SEVERAL'
    where t.type = 'EXPLOITATION' and ${known(sql`t.country`)} group by 1, 2),
  victim as (select d.year, d.person_id, d.sex, d.age, coalesce(f.code, ${UNKNOWN}) as form, coalesce(z.code, ${UNKNOWN}) as citizenship,
      coalesce(o.code, ${UNKNOWN}) as origin
    from (select year, person_id, ${agreed(sql`sex`)} as sex, ${agreed(sql`age`)} as age from detected group by 1, 2) d
    left join form f on f.year = d.year and f.person_id = d.person_id
    left join citizen z on z.year = d.year and z.person_id = d.person_id
    left join origin o on o.year = d.year and o.person_id = d.person_id)`;

/**
 * Suspects by the year of each step of criminal justice; who was found to be the same in several cases counts once a year and
 * step, and stands under one value of each field. `step` keeps the cases that tell of them.
 */
const suspects = (
  counting: Counting,
): Sql => sql`step as materialized (select distinct t.table_code, extract(year from s.happened_from)::integer as year,
      coalesce(m.suspect_id, p.id) as person_id, s.case_id, ${sexOf(sql`nullif(p.sex, 'SX_UNKNOWN')`)} as sex,
      ${ageOf(sql`p.age_min`, sql`p.age_max`)} as age,
      case when cardinality(p.citizenships) = 1 then p.citizenships[1] when ${counting.country} = any (p.citizenships) then ${counting.country}
        when cardinality(p.citizenships) > 1 then 'SEVERAL' end as citizenship
    from outcome s join perpetrator p on p.id = s.subject_id join case_file c on c.id = s.case_id
    left join suspect_member m on m.perpetrator_id = p.id
    join (values ${sql.join(stages.map(({ table, kind }) => sql`(${table}, ${kind})`))}) t (table_code, kind) on t.kind = s.kind
    where s.subject_kind = 'perpetrator' and ${ofCountry(counting, sql`s.created_at`)}
      and extract(year from s.happened_from) between ${counting.from} and ${counting.to}),
  suspect as (select table_code, year, person_id, ${agreed(sql`sex`)} as sex, ${agreed(sql`age`)} as age,
      case when bool_or(citizenship = ${counting.country}) then ${counting.country}
        when count(distinct citizenship) filter (where ${known(sql`citizenship`)}) > 1 then 'SEVERAL'
        else coalesce(min(citizenship) filter (where ${known(sql`citizenship`)}), ${UNKNOWN}) end as citizenship
    from step group by 1, 2, 3)`;

/** Victims brought home to the country, by the year of the return and the country they came from. */
const returned = (
  counting: Counting,
): Sql => sql`returned as (select distinct extract(year from s.happened_from)::integer as year, r.person_id,
      s.case_id, coalesce(s.from_country, ${UNKNOWN}) as category
    from outcome s join person_record r on r.id = s.subject_id join case_file c on c.id = s.case_id
    where s.subject_kind = 'person_record' and s.kind = ${REPATRIATED} and s.to_country = ${counting.country} and r.part = 'victim'
      and r.victim_status is distinct from 'NOT' and ${ofCountry(counting, sql`s.created_at`)}
      and extract(year from s.happened_from) between ${counting.from} and ${counting.to})`;

/** Relations (thing, item) of how each victim, suspect or case stands in the tables that count them, for the ledger of releases. */
export const standsIn = {
  victims: (counting: Counting): Sql =>
    stands(victims(counting), sql`victim`, sql`person_id`, sql`year, sex, age, form, citizenship, origin`),
  suspects: (counting: Counting): Sql =>
    stands(
      suspects(counting),
      sql`suspect where table_code in ('G2', 'G3', 'G4')`,
      sql`person_id`,
      sql`table_code, year, sex, age`,
    ),
  convicted: (counting: Counting): Sql =>
    stands(suspects(counting), sql`suspect where table_code = 'G4'`, sql`person_id`, sql`year, citizenship`),
  returned: (counting: Counting): Sql => stands(returned(counting), sql`returned`, sql`person_id`, sql`year, category`),
  inquiries: (counting: Counting): Sql =>
    stands(suspects(counting), sql`step where table_code = 'G12'`, sql`case_id`, sql`year`),
} as const;

const stands = (made: Sql, from: Sql, thing: Sql, codes: Sql): Sql => sql`with ${made}
  select thing, string_agg(codes, chr(30) order by codes) as item
  from (select distinct ${thing} as thing, concat_ws(chr(31), ${codes}) as codes from ${from}) d group by thing`;

export interface Counts {
  readonly victims: readonly VictimCell[];
  readonly suspects: readonly SuspectCell[];
  readonly returned: readonly PlainCell[];
  /** Cases in which an inquiry was opened. */
  readonly investigations: readonly PlainCell[];
  /** Suspects with a status and no dated step. */
  readonly undated: Pick<PlainCell, 'count' | 'key'>;
}

/**
 * The moment at which the last whole step of entry before the cut-off was full: so many victims, suspects and steps, or more,
 * count at once, for figures of two days would else tell what was entered between.
 */
export async function stepBefore(store: Store, counting: Counting, least: number): Promise<string> {
  const entered = (rows: Sql): Sql =>
    sql`select x.created_at from ${rows} join case_file c on c.id = x.case_id where ${ofCountry(counting, sql`x.created_at`)}`;
  const kinds = [sql`person_record x`, sql`perpetrator x`, sql`outcome x`].map(entered);
  const { rows } = await sql<{
    moment: string;
  }>`select coalesce(last_full_step(array(${sql.join(kinds, sql` union all `)} order by 1), ${least}), '-infinity')::text as moment`.execute(
    store,
  );
  return rows[0]?.moment ?? '-infinity';
}

/** All counts behind the official tables, in the reader's reach. Persons, suspects and cases are counted apart. */
export async function countOfficial(store: Store, counting: Counting): Promise<Counts> {
  const victimRows =
    await sql<VictimCell>`with ${victims(counting)} select year, sex, age, form, citizenship, origin, count(*)::integer as count,
      ${keySum(sql`person_id`)} as key from victim group by 1, 2, 3, 4, 5, 6`.execute(store);
  const suspectRows =
    await sql<SuspectCell>`with ${suspects(counting)} select table_code as "table", year, sex, age, citizenship,
    count(*)::integer as count, ${keySum(sql`person_id`)} as key from suspect where table_code <> 'G12' group by 1, 2, 3, 4, 5`.execute(
      store,
    );
  const returnRows =
    await sql<PlainCell>`with ${returned(counting)} select year, category, count(*)::integer as count, ${keySum(sql`person_id`)} as key
    from (select distinct year, category, person_id from returned) d group by 1, 2`.execute(store);
  const caseRows =
    await sql<PlainCell>`with ${suspects(counting)} select year, ${TOTAL}::text as category, count(*)::integer as count, ${keySum(sql`case_id`)} as key
    from (select distinct year, case_id from step where table_code = 'G12') d group by 1`.execute(store);
  const undated = await sql<
    Counts['undated']
  >`select count(*)::integer as count, coalesce(${keySum(sql`p.id`)}, 0) as key from perpetrator p join case_file c on c.id = p.case_id
    where p.justice_status is not null and p.justice_status <> ${UNKNOWN} and ${ofCountry(counting, sql`p.created_at`)}
      and not exists (select 1 from outcome s where s.subject_id = p.id)`.execute(store);
  return {
    victims: victimRows.rows,
    suspects: suspectRows.rows,
    returned: returnRows.rows,
    investigations: caseRows.rows,
    undated: undated.rows[0] ?? { count: 0, key: 0 },
  };
}

const is = (column: string, value: string): Sql => (value === TOTAL ? sql`true` : sql`${sql.ref(column)} = ${value}`);

/** The column a table's category stands in. */
const categoryOf: Readonly<Partial<Record<OfficialTable, string>>> = {
  G5: 'citizenship',
  G8: 'form',
  G9: 'citizenship',
  G10: 'category',
  G11: 'origin',
};

const MOST_SHOWN = 200;

/** The persons (or cases) behind one cell, each with the cases that tell of them; only those in the reader's reach. */
export async function recordsBehind(
  store: Store,
  counting: Counting,
  key: CellKey,
): Promise<Omit<CellRecords, 'unit'>> {
  const { table, year, sex, age, category } = key;
  const ofCell = sql`x.year = ${year} and ${categoryOf[table] ? is(`x.${categoryOf[table]}`, category) : sql`true`}`;
  const ofPerson = sql`${ofCell} and ${is('x.sex', sex)} and ${is('x.age', age)}`;
  const source =
    table === 'G10'
      ? sql`${returned(counting)}, found as (select x.person_id as id, x.case_id from returned x where ${ofCell})`
      : ['G7', 'G8', 'G9', 'G11'].includes(table)
        ? sql`${victims(counting)}, found as (select x.person_id as id, d.case_id from victim x
            join detected d on d.year = x.year and d.person_id = x.person_id where ${ofPerson})`
        : sql`${suspects(counting)}, found as (select ${table === 'G12' ? sql`t.case_id` : sql`x.person_id`} as id, t.case_id from suspect x
            join step t on t.table_code = x.table_code and t.year = x.year and t.person_id = x.person_id where x.table_code = ${table === 'G5' ? 'G4' : table} and ${ofPerson})`;
  const isVictim = ['G7', 'G8', 'G9', 'G10', 'G11'].includes(table);
  const { rows } = await sql<CellRecords['rows'][number] & { total: number }>`with ${source}
    select ${isVictim ? sql`f.id` : sql`null::uuid`} as person_id, count(*) over ()::integer as total,
      jsonb_agg(distinct jsonb_build_object('caseId', c.id, 'caseNumber', c.number, 'agencyName', a.name)) as records
    from found f join case_file c on c.id = f.case_id join agency a on a.id = c.agency_id
    group by f.id order by min(c.number), f.id limit ${MOST_SHOWN}`.execute(store);
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ personId, records }) => ({ personId, records })) };
}
