import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, notFound, Problem, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { insertRecord, updateRecord } from '../record-store.ts';
import { reason } from '../schema.ts';
import { personSubject, type PersonSubject } from './page.ts';

type Found = PersonSubject['records'];
const moved = z.object({ personId: z.uuid(), moved: z.array(z.uuid()) });

async function seenRecords(store: Store, condition: ReturnType<typeof sql>): Promise<Found> {
  const { rows } = await sql<
    Found[number]
  >`select id, case_id, person_id from person_record where ${condition} order by id limit 101`.execute(store);
  return rows;
}

/** Says that records are of one person, or of another after all. The records stay as they are; only the belonging changes. */
async function move(
  context: { store: Store; newId: () => string },
  records: Found,
  toPerson: string,
  kind: 'join' | 'split',
  why: string,
  compared: Found,
): Promise<string[]> {
  const seenCases = [...new Set([...records, ...compared].map((record) => record.caseId))];
  for (const record of records) {
    await updateRecord(context.store, 'person_record', record.id, { personId: toPerson });
    await insertRecord(context.store, 'person_link', {
      id: context.newId(),
      recordId: record.id,
      caseId: record.caseId,
      fromPerson: record.personId,
      toPerson,
      kind,
      reason: why,
      seenCases,
    });
  }
  return records.map((record) => record.id);
}

export const joinPerson = defineAction({
  name: 'people.join',
  method: 'POST',
  path: '/api/people/:personId/join',
  summary: 'Say that records, or all records seen of another person, are of this person; can be split again',
  input: z.object({
    personId: z.uuid(),
    recordIds: z.array(z.uuid()).min(1).max(50).optional(),
    otherPersonId: z.uuid().optional(),
    reason,
  }),
  output: moved,
  permission: 'person.join',
  dataClass: 'statistical',
  subject: personSubject,
  purpose: 'case-work',
  audit: 'joined records of a person',
  auditHits: (output) => output.moved,
  run: async ({ store, newId, subject, input: { recordIds, otherPersonId, reason: why } }) => {
    if ((recordIds === undefined) === (otherPersonId === undefined)) {
      throw new Problem('invalid-input', {
        fields: [{ field: 'recordIds', message: 'name either records or another person' }],
      });
    }
    const records = await seenRecords(
      store,
      recordIds ? sql`id = any(${recordIds}::uuid[])` : sql`person_id = ${otherPersonId}`,
    );
    if (records.length === 0 || (recordIds && records.length !== new Set(recordIds).size)) throw notFound();
    const others = records.filter((record) => record.personId !== subject.id);
    if (others.length === 0)
      throw new Problem('not-allowed-now', { reason: 'These records are of this person already.' });
    return {
      personId: subject.id,
      moved: await move({ store, newId }, others, subject.id, 'join', why, subject.records),
    };
  },
});

/** Whether all these records are of cases of the actor's own agency. */
async function areOwn(store: Store, records: Found): Promise<boolean> {
  const { rows } = await sql`select 1 from case_file where id = any(${records.map(({ caseId }) => caseId)}::uuid[])
    and agency_id is distinct from actor_agency() limit 1`.execute(store);
  return rows.length === 0;
}

export const splitPerson = defineAction({
  name: 'people.split',
  method: 'POST',
  path: '/api/people/:personId/split',
  summary:
    'Say that records are of another person after all: they begin a person of their own; own records leave unseen ones so too',
  input: z.object({ personId: z.uuid(), recordIds: z.array(z.uuid()).min(1).max(50), reason }),
  output: moved,
  permission: 'person.join',
  dataClass: 'statistical',
  subject: personSubject,
  purpose: 'case-work',
  audit: 'split records from a person',
  auditHits: (output) => output.moved,
  run: async ({ store, newId, subject, input: { recordIds, reason: why } }) => {
    const chosen = subject.records.filter((record) => recordIds.includes(record.id));
    if (chosen.length !== new Set(recordIds).size) throw notFound();
    // An agency always takes its own records out, whoever's unseen records stay behind: whether there are any is not told.
    if (chosen.length === subject.records.length && !(await areOwn(store, chosen)))
      throw new Problem('not-allowed-now', { reason: 'At least one record must stay with this person.' });
    const personId = newId();
    await insertRecord(store, 'person', { id: personId });
    return { personId, moved: await move({ store, newId }, chosen, personId, 'split', why, subject.records) };
  },
});

export const joinActions: readonly Action[] = [joinPerson, splitPerson];
