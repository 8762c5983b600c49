import { sql } from 'kysely';
import type { CodedSet } from '../../words/codes.ts';
import type { Store } from '../../platform/store/index.ts';
import type { CaseRecords } from './rules.ts';
import type { AssessmentKept, Evidence } from './schema.ts';

type Row<T> = T & { readonly caseId: string };

interface EventRow {
  readonly type: string;
  readonly place: string | null;
  readonly dateFrom: string | null;
  readonly dateTo: string | null;
  readonly acts: CodedSet | null;
  readonly means: CodedSet | null;
  readonly forms: CodedSet | null;
}

interface PersonRow {
  readonly id: string;
  readonly part: string;
  readonly sex: string | null;
  readonly victimStatus: string | null;
  readonly citizenships: string[] | null;
  readonly exploitationMin: number | null;
  readonly exploitationMax: number | null;
  readonly identificationMin: number | null;
  readonly identificationMax: number | null;
}

/** What law asks of the records of some cases, as far as the reader reads them; a table a query, whatever the number. */
export async function recordsOf(store: Store, caseIds: readonly string[]): Promise<Map<string, CaseRecords>> {
  const ids = sql`${[...caseIds]}::uuid[]`;
  const events = await sql<
    Row<EventRow>
  >`select case_id, type, place, date_from::text as date_from, date_to::text as date_to, acts, means, forms
    from event where case_id = any (${ids}) order by date_from nulls last, id`.execute(store);
  const persons = await sql<Row<PersonRow>>`select case_id, id, part, sex, victim_status, citizenships,
      age_exploitation_min as exploitation_min, age_exploitation_max as exploitation_max,
      age_identification_min as identification_min, age_identification_max as identification_max
    from person_record where case_id = any (${ids}) order by id`.execute(store);
  const movements = await sql<Row<CaseRecords['movements'][number]>>`select case_id, record_id, from_place, to_place
    from movement_leg where case_id = any (${ids}) order by record_id, position`.execute(store);
  const perpetrators = await sql<{ caseId: string; number: number }>`select case_id, count(*)::integer as number
    from perpetrator where case_id = any (${ids}) group by case_id`.execute(store);
  const of = <T extends { caseId: string }>(rows: readonly T[]): Map<string, T[]> =>
    Map.groupBy(rows, ({ caseId }) => caseId);
  const [eventsOf, personsOf, movementsOf] = [of(events.rows), of(persons.rows), of(movements.rows)];
  const counts = new Map(perpetrators.rows.map(({ caseId, number }) => [caseId, number]));
  return new Map(
    caseIds.map((id) => [
      id,
      {
        events: eventsOf.get(id) ?? [],
        persons: (personsOf.get(id) ?? []).map((person) => ({
          ...person,
          ages: [
            { min: person.exploitationMin, max: person.exploitationMax },
            { min: person.identificationMin, max: person.identificationMax },
          ],
        })),
        movements: movementsOf.get(id) ?? [],
        perpetrators: counts.get(id) ?? 0,
      },
    ]),
  );
}

const assessmentColumns = sql`a.id, a.case_id, a.about_kind, a.about_id, a.number, a.packs, a.facts, a.evidence, a.result, a.pack_versions,
  a.remark, a.created_at, a.created_by, (select name from app_user u where u.id = a.created_by) as created_by_name`;

/** Assessments of a case, the latest of each subject first. */
export async function assessmentsOf(store: Store, caseId: string): Promise<AssessmentKept[]> {
  const { rows } = await sql<AssessmentKept>`select ${assessmentColumns} from law_assessment a
    where a.case_id = ${caseId} order by a.about_id, a.number desc`.execute(store);
  return rows;
}

/** One assessment of a case as the reader may see it. */
export async function findAssessment(store: Store, caseId: string, id: string): Promise<AssessmentKept | null> {
  const { rows } = await sql<AssessmentKept>`select ${assessmentColumns} from law_assessment a
    where a.case_id = ${caseId} and a.id = ${id}`.execute(store);
  return rows[0] ?? null;
}

/** The facts of the latest assessment of each subject of some cases. */
export async function latestAssessments(store: Store, caseIds: readonly string[]): Promise<AssessmentKept[]> {
  const { rows } = await sql<AssessmentKept>`select distinct on (a.about_id) ${assessmentColumns} from law_assessment a
    where a.case_id = any (${[...caseIds]}::uuid[]) order by a.about_id, a.number desc`.execute(store);
  return rows;
}

/** Perpetrators of a case, by id. */
export async function perpetratorsOf(store: Store, caseId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select id from perpetrator where case_id = ${caseId} order by created_at, id`.execute(store);
  return rows.map(({ id }) => id);
}

/** Whether the reader sees the case. */
export async function seesCase(store: Store, caseId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from case_file where id = ${caseId} and erased_at is null`.execute(store);
  return rows.length > 0;
}

const evidenceTables = {
  event: 'event',
  person_record: 'person_record',
  movement: 'movement_leg',
  note: 'note',
  attachment: 'attachment',
  screening: 'screening',
} as const;

/** Positions of the evidence that names a record which is not of this case, as far as the reader reads it. */
export async function strayEvidence(store: Store, caseId: string, evidence: readonly Evidence[]): Promise<number[]> {
  const stray: number[] = [];
  for (const [kind, table] of Object.entries(evidenceTables)) {
    const named = evidence.flatMap((one, at) => (one.kind === kind && one.id ? [{ id: one.id, at }] : []));
    if (named.length === 0) continue;
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
      where case_id = ${caseId} and id = any (${named.map(({ id }) => id)}::uuid[])`.execute(store);
    const found = new Set(rows.map(({ id }) => id));
    stray.push(...named.filter(({ id }) => !found.has(id)).map(({ at }) => at));
  }
  const unnamed = evidence.flatMap(({ kind, id }, at) => (id && !(kind in evidenceTables) ? [at] : []));
  return [...stray, ...unnamed].toSorted((a, b) => a - b);
}

/** Whether the case holds this person or suspect, or is itself meant. */
export async function holdsSubject(
  store: Store,
  caseId: string,
  kind: AssessmentKept['aboutKind'],
  id: string,
): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select law_about_in_case(${caseId}, ${kind}, ${id}) as held`.execute(
    store,
  );
  return rows[0]?.held ?? false;
}

/** The number the next assessment of a subject has. */
export async function nextNumber(store: Store, aboutId: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`select law_next_number(${aboutId}) as next`.execute(store);
  return rows[0]?.next ?? 1;
}

/** A page of the cases in reach, by id. */
export async function casesAfter(store: Store, after: string | null, limit: number): Promise<string[]> {
  const from = after ?? '00000000-0000-0000-0000-000000000000';
  const { rows } = await sql<{
    id: string;
  }>`select id from case_file where id > ${from}::uuid and erased_at is null order by id limit ${limit}`.execute(store);
  return rows.map(({ id }) => id);
}

export interface ReviewRow {
  readonly id: string;
  readonly pack: string;
  readonly beforeVersion: number;
  readonly afterVersion: number;
  readonly total: number;
  readonly examined: number;
  readonly differing: number;
  readonly failed: boolean;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly cancelledAt: string | null;
}

const reviewColumns = sql`r.id, r.pack, r.before_version, r.after_version, r.total, r.examined, r.differing, r.created_at,
  r.finished_at, r.cancelled_at, exists (select 1 from job j where j.id = r.id and j.state = 'failed') as failed`;

/** An evaluation anew that the reader asked for. */
export async function findReview(store: Store, id: string): Promise<ReviewRow | null> {
  const { rows } = await sql<ReviewRow>`select ${reviewColumns} from law_review r where r.id = ${id}`.execute(store);
  return rows[0] ?? null;
}

/** Evaluations anew that the reader asked for, the latest first. */
export async function reviewsOf(store: Store): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`select ${reviewColumns} from law_review r
    order by r.created_at desc, r.id desc limit 50`.execute(store);
  return rows;
}

export interface DifferenceRow {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly aboutKind: AssessmentKept['aboutKind'];
  readonly aboutId: string;
  readonly assessed: boolean;
  readonly changes: Record<string, unknown>[];
}

/** The cases that differ, by number, as far as the reader still reads them. */
export async function differencesOf(store: Store, reviewId: string): Promise<DifferenceRow[]> {
  const { rows } =
    await sql<DifferenceRow>`select d.case_id, c.number as case_number, d.about_kind, d.about_id, d.assessed, d.changes
    from law_difference d join case_file c on c.id = d.case_id where d.review_id = ${reviewId} order by c.number, d.about_id limit 5000`.execute(
      store,
    );
  return rows;
}
