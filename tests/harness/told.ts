import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { House, TestAgency } from './house.ts';
import { asOwner } from '../../src/platform/store/index.ts';

/** A victim as statistics see one, each in a case of its own unless told otherwise. */
export interface Told {
  readonly agency?: TestAgency;
  readonly caseId?: string;
  readonly personId?: string;
  readonly year?: number;
  readonly part?: string;
  readonly status?: string;
  readonly sex?: string;
  readonly ages?: readonly [number | null, number | null];
  readonly citizenships?: readonly string[];
  readonly place?: string;
  readonly forms?: Readonly<Record<string, string>>;
}

/** Makes all that was told so far entered two months ago: people who may open no records read whole months only. */
export const enterEarlier = (house: House): Promise<unknown> =>
  asOwner(house.database, (store) =>
    sql`update person_record set created_at = now() - interval '62 days'`.execute(store),
  );

/** Puts records in as the owner of the tables, thousands at a time. */
export async function tell(house: House, told: readonly Told[]): Promise<void> {
  const someone = '00000000-0000-4000-8000-000000000001';
  for (let at = 0; at < told.length; at += 4000) {
    const rows = told.slice(at, at + 4000).map((one) => ({
      case_id: one.caseId ?? randomUUID(),
      person_id: one.personId ?? randomUUID(),
      record_id: randomUUID(),
      event_id: one.place === undefined && one.forms === undefined ? null : randomUUID(),
      agency_id: house.agencyId(one.agency ?? 'SHELTER'),
      year: one.year ?? null,
      part: one.part ?? 'victim',
      status: one.status ?? null,
      sex: one.sex ?? null,
      age_min: one.ages?.[0] ?? null,
      age_max: one.ages?.[1] ?? null,
      citizenships: one.citizenships ?? null,
      place: one.place ?? null,
      forms: one.forms ?? null,
    }));
    const given = sql`(select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (case_id uuid, person_id uuid, record_id uuid,
      event_id uuid, agency_id uuid, year integer, part text, status text, sex text, age_min integer, age_max integer, citizenships text[],
      place text, forms jsonb)) t`;
    await asOwner(house.database, async (store) => {
      await sql`insert into case_file (id, number, agency_id, opened_on, registration_year, created_by)
        select distinct on (t.case_id) t.case_id, t.case_id::text, agency_id, date '2024-01-01', year, ${someone}::uuid from ${given} on conflict do nothing`.execute(
        store,
      );
      await sql`insert into person (id, created_by) select distinct person_id, ${someone}::uuid from ${given} on conflict do nothing`.execute(
        store,
      );
      await sql`insert into person_record (id, case_id, person_id, part, source, victim_status, sex, age_identification_min,
          age_identification_max, citizenships, registration_year, created_by)
        select record_id, case_id, person_id, part, 'test', status, sex, age_min, age_max, citizenships, year, ${someone}::uuid from ${given}`.execute(
        store,
      );
      await sql`insert into event (id, case_id, type, place, forms, created_by)
        select event_id, case_id, 'EXPLOITATION', place, forms, ${someone}::uuid from ${given} where event_id is not null`.execute(
        store,
      );
      await sql`insert into event_participant (event_id, case_id, participant_kind, participant_id, created_by)
        select event_id, case_id, 'person_record', record_id, ${someone}::uuid from ${given} where event_id is not null`.execute(
        store,
      );
    });
  }
  await asOwner(house.database, (store) => sql`analyze`.execute(store));
}
