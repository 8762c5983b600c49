import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Problem } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { caseNumber } from '../cases/index.ts';
import { insertRows, recordTables, type RecordTable, type Row } from './bulk.ts';
import type { AgeRange, EventDraft, RecordDraft } from './draft.ts';
import type { Batch, Counts, Obstacle, Target } from './target.ts';

type Rows = Record<RecordTable, Row[]>;

/** Where lists of persons go: cases of the agency, with persons, what is known of them, and events. */
export const recordsTarget: Target<RecordDraft> = {
  kind: 'records',
  applyBatch,
  obstacles,
  undoBatch: async (store, importId, limit) => {
    const { rows } = await sql<{ removed: number }>`select import_undo(${importId}, ${limit}) as removed`.execute(
      store,
    );
    const removed = rows[0]?.removed ?? 0;
    if (removed === 0) await sql`delete from import_row where import_id = ${importId}`.execute(store);
    return removed;
  },
};

async function applyBatch(store: Store, batch: Batch<RecordDraft>): Promise<Counts> {
  const all = batch.rows.flatMap(({ row, drafts }) => drafts.map((draft) => ({ row, draft })));
  const fresh = await onlyNew(store, batch, all);
  const caseIds = await findCases(
    store,
    batch,
    fresh.map(({ draft }) => draft),
  );
  const agencyCode = await agencyCodeOf(store, batch.agencyId);
  const tables = Object.fromEntries(Object.keys(recordTables).map((name) => [name, []])) as unknown as Rows;
  for (const { row, draft } of fresh) addRecord(tables, { batch, agencyCode, row }, caseIds, draft);
  for (const name of Object.keys(recordTables) as RecordTable[]) await insertRows(store, name, tables[name]);
  return {
    cases: tables.case_file.length,
    persons: tables.person_record.length,
    events: tables.event.length,
    unchanged: all.length - fresh.length,
  };
}

/** Leaves out rows that an earlier import of the agency brought, by their key. */
async function onlyNew<T extends { row: number; draft: RecordDraft }>(
  store: Store,
  batch: Batch<RecordDraft>,
  all: readonly T[],
): Promise<readonly T[]> {
  const keyed = all.filter(({ draft }) => draft.sourceKey !== null);
  if (keyed.length === 0) return all;
  const { rows } = await sql<{ sourceKey: string }>`insert into import_row (agency_id, source_key, import_id, row)
    select ${batch.agencyId}::uuid, k.key, ${batch.importId}::uuid, k.row
      from unnest(${keyed.map(({ draft }) => draft.sourceKey)}::text[], ${keyed.map(({ row }) => row)}::integer[]) as k (key, row)
    on conflict do nothing returning source_key`.execute(store);
  const added = new Set(rows.map(({ sourceKey }) => sourceKey));
  return all.filter(({ draft }) => draft.sourceKey === null || added.delete(draft.sourceKey));
}

/** The agency's cases that rows of this batch belong to, by the agency's own reference. */
async function findCases(
  store: Store,
  batch: Batch<RecordDraft>,
  drafts: readonly RecordDraft[],
): Promise<Map<string, string>> {
  const references = [
    ...new Set(drafts.flatMap(({ caseReference }) => (caseReference === null ? [] : [caseReference]))),
  ];
  if (references.length === 0) return new Map();
  const { rows } = await sql<{
    reference: string;
    id: string;
  }>`select distinct on (reference) reference, id from case_file
    where agency_id = ${batch.agencyId} and reference = any (${references}::text[]) order by reference, created_at, id`.execute(
    store,
  );
  return new Map(rows.map(({ reference, id }) => [reference, id]));
}

async function agencyCodeOf(store: Store, agencyId: string): Promise<string> {
  const { rows } = await sql<{ code: string }>`select code from agency where id = ${agencyId}`.execute(store);
  if (!rows[0]) throw new Problem('not-found');
  return rows[0].code;
}

interface Origin {
  readonly batch: Batch<RecordDraft>;
  readonly agencyCode: string;
  /** The row of the file. */
  readonly row: number;
}

function addRecord(tables: Rows, origin: Origin, caseIds: Map<string, string>, draft: RecordDraft): void {
  const known = draft.caseReference === null ? undefined : caseIds.get(draft.caseReference);
  const caseId = known ?? randomUUID();
  if (known === undefined) {
    tables.case_file.push(caseRow(origin, caseId, draft));
    if (draft.caseReference !== null) caseIds.set(draft.caseReference, caseId);
  }
  const personId = randomUUID();
  const recordId = randomUUID();
  const own = { case_id: caseId, import_id: origin.batch.importId };
  tables.person.push({ id: personId });
  tables.person_record.push({ ...own, id: recordId, person_id: personId, ...personRow(draft) });
  if (draft.birth) {
    const { from, to, precision, place } = draft.birth;
    tables.person_identity.push({
      record_id: recordId,
      case_id: caseId,
      birth_from: from,
      birth_to: to,
      birth_precision: precision,
      birth_place: place,
    });
  }
  const part = { record_id: recordId, case_id: caseId };
  for (const { kind, fullText } of draft.names ?? [])
    tables.person_name.push({ id: randomUUID(), ...part, kind, full_text: fullText });
  for (const { kind, number, country } of draft.documents ?? [])
    tables.person_document.push({ id: randomUUID(), ...part, kind, number, issuing_country: country });
  for (const contact of draft.contacts ?? []) tables.person_contact.push({ id: randomUUID(), ...part, ...contact });
  for (const event of draft.events ?? []) {
    const eventId = randomUUID();
    tables.event.push({ ...own, id: eventId, ...eventRow(event) });
    tables.event_participant.push({
      event_id: eventId,
      case_id: caseId,
      participant_kind: 'person_record',
      participant_id: recordId,
    });
  }
  for (const { dataClass, body } of draft.notes ?? []) {
    tables.note.push({
      ...own,
      id: randomUUID(),
      about_kind: 'person_record',
      about_id: recordId,
      data_class: dataClass,
      body,
    });
  }
}

/** Cases of a list without references of its own are told apart by file and row. */
const rowReference = ({ batch, row }: Origin): string => `${batch.fileName.slice(0, 85)} · ${row}`;

function caseRow(origin: Origin, id: string, draft: RecordDraft): Row {
  const { batch, agencyCode } = origin;
  const closed = draft.case.closedAs !== undefined;
  return {
    id,
    number: caseNumber(agencyCode, draft.case.registrationYear ?? batch.now.getUTCFullYear(), randomUUID()),
    agency_id: batch.agencyId,
    unit_id: batch.actor.agencyId === batch.agencyId ? batch.actor.unitId : null,
    reference: draft.caseReference ?? rowReference(origin),
    tip: draft.case.tip,
    som: draft.case.som,
    status: closed ? 'closed' : 'open',
    // A day the source does not tell stays unknown: the day of the import is not the day of the case.
    opened_on: draft.case.openedOn ?? null,
    closed_on: null,
    close_reason: draft.case.closedAs ?? null,
    registration_year: draft.case.registrationYear ?? null,
    import_id: batch.importId,
  };
}

function personRow({ person, sourceKey }: RecordDraft): Row {
  return {
    part: person.part,
    source: person.source,
    source_key: sourceKey,
    victim_status: person.victimStatus,
    status_decided_by: person.statusDecidedBy,
    status_decided_on: person.statusDecidedOn,
    sex: person.sex,
    gender: person.gender,
    ...ageColumns('identification', person.ageIdentification),
    ...ageColumns('entry', person.ageEntry),
    ...ageColumns('exploitation', person.ageExploitation),
    citizenships: person.citizenships,
    residence_country: person.residenceCountry,
    education: person.education,
    migration_status: person.migrationStatus,
    recruiter_relations: person.recruiterRelations,
    exploitation_duration: person.exploitationDuration,
    registration_year: person.registrationYear,
  };
}

const ageColumns = (name: string, age: AgeRange | null | undefined): Row =>
  age ? { [`age_${name}_min`]: age.min, [`age_${name}_max`]: age.max, [`age_${name}_basis`]: 'source' } : {};

function eventRow(event: EventDraft): Row {
  return {
    type: event.type,
    place: event.place,
    date_from: event.dateFrom,
    date_to: event.dateTo,
    date_precision: event.datePrecision,
    forms: event.forms,
    acts: event.acts,
    means: event.means,
    controls: event.controls,
    sectors: event.sectors,
    recruitment_methods: event.recruitmentMethods,
    means_groups: event.meansGroups,
  };
}

/** Cases and records somebody changed, shared, joined, linked or added to since the import brought them. */
async function obstacles(store: Store, importId: string, limit: number): Promise<readonly Obstacle[]> {
  const mine = sql`(select id from case_file where import_id = ${importId})`;
  const versioned = (table: string, kind: string) =>
    sql`select ${kind}::text as kind, id, 'changed' as reason from ${sql.table(table)} where import_id = ${importId} and version > 1`;
  const added = (table: string) =>
    sql`select ${table}::text, t.id, 'added-to' from ${sql.table(table)} t where t.case_id in ${mine} and t.import_id is distinct from ${importId}`;
  const attached = (table: string, reason: string) =>
    sql`select 'case'::text, t.case_id, ${reason}::text from ${sql.table(table)} t where t.case_id in ${mine}`;
  const parts = (table: string) =>
    sql`select 'person_record'::text, r.id, 'changed' from ${sql.table(table)} t join person_record r on r.id = t.record_id where r.import_id = ${importId} and (t.version > 1 or t.created_at > r.created_at)`;
  const { rows } = await sql<Obstacle>`select distinct kind, id, reason from (
      ${versioned('case_file', 'case')} union all ${versioned('person_record', 'person_record')} union all ${versioned('event', 'event')}
      union all ${parts('person_identity')} union all ${parts('person_name')} union all ${parts('person_document')} union all ${parts('person_contact')}
      union all ${added('person_record')} union all ${added('event')} union all ${added('note')} union all ${added('perpetrator')} union all ${added('organisation')} union all ${added('movement_leg')}
      union all ${attached('case_grant', 'shared')} union all ${attached('task', 'added-to')} union all ${attached('attachment', 'attachment')} union all ${attached('case_link', 'linked')}
      union all select 'case', t.other_case_id, 'linked' from case_link t where t.other_case_id in ${mine}
      union all select 'person_record', l.record_id, 'joined' from person_link l join person_record r on r.id = l.record_id where r.import_id = ${importId}
    ) found order by kind, id limit ${limit}`.execute(store);
  return rows;
}
