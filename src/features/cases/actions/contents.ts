import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, Problem, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import {
  caseRecordActions,
  insertRecord,
  loadRecord,
  orderFaults,
  personPartActions,
  updateRecord,
  type Completing,
  type Values,
  written,
} from '../../people/index.ts';
import {
  eventFields,
  movementFields,
  noteFields,
  organisationFields,
  perpetratorFields,
  perpetratorIdentityFields,
  taskFields,
} from '../schema.ts';

const tables = {
  person_record: 'person_record',
  perpetrator: 'perpetrator',
  organisation: 'organisation',
  event: 'event',
} as const;

/** What a record points at must be in the same case and in sight. */
async function mustBeInCase(
  store: Store,
  caseId: string,
  field: string,
  kind: keyof typeof tables,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } =
    await sql`select id from ${sql.table(tables[kind])} where case_id = ${caseId} and id = any(${[...ids]}::uuid[])`.execute(
      store,
    );
  if (rows.length !== new Set(ids).size)
    throw new Problem('invalid-input', { fields: [{ field, message: `names a ${kind} that is not in this case` }] });
}

const perpetrators = caseRecordActions({
  name: 'perpetrators',
  table: 'perpetrator',
  label: 'a perpetrator or suspect',
  fields: perpetratorFields,
  dataClass: 'statistical',
  faults: (row) => orderFaults(row, [['ageMin', 'ageMax']]),
});
export const { add: addPerpetrator, change: changePerpetrator, remove: removePerpetrator } = perpetrators;

/** Who a perpetrator is: one of each, of class intelligence. If-Match 0 says that there is none yet. */
export const setPerpetratorIdentity = defineAction({
  name: 'perpetrators.identify',
  method: 'PUT',
  path: '/api/perpetrators/:id/identity',
  summary: 'Say who a perpetrator is, as far as known; If-Match "0" when nothing was said yet',
  input: perpetratorIdentityFields.extend({ id: z.uuid() }),
  output: written,
  permission: 'case.update',
  dataClass: 'intelligence',
  subject: async ({ input, store, forUpdate }) => {
    const perpetrator = await loadRecord(store, 'perpetrator', input.id, false);
    if (!perpetrator) return null;
    const known = await loadRecord(store, 'perpetrator_identity', input.id, forUpdate, 'perpetratorId');
    return known ?? { ...perpetrator, kind: 'perpetrator_identity', version: 0, row: {} };
  },
  versioned: true,
  purpose: 'case-work',
  audit: 'set who a perpetrator is',
  run: async ({ input: { id, ...values }, store, subject }) => {
    if (subject.version === 0)
      await insertRecord(store, 'perpetrator_identity', { ...values, perpetratorId: id, caseId: subject.caseId });
    else await updateRecord(store, 'perpetrator_identity', id, values, 'perpetratorId');
    return { id, caseId: subject.caseId, version: subject.version + 1 };
  },
});

const organisations = caseRecordActions({
  name: 'organisations',
  table: 'organisation',
  label: 'an organisation',
  fields: organisationFields,
  dataClass: 'administrative',
});
export const { add: addOrganisation, change: changeOrganisation, remove: removeOrganisation } = organisations;

type Participant = { readonly kind: 'person_record' | 'perpetrator' | 'organisation'; readonly id: string };

/** Participants live in a table of their own; the list that was said replaces the one before. */
async function placeParticipants(values: Values, { store, caseId, id, before }: Completing): Promise<void> {
  const participants = values['participants'] as readonly Participant[] | undefined;
  if (!participants) return;
  for (const kind of ['person_record', 'perpetrator', 'organisation'] as const) {
    await mustBeInCase(
      store,
      caseId,
      'participants',
      kind,
      participants.filter((one) => one.kind === kind).map((one) => one.id),
    );
  }
  const ids = participants.map((one) => one.id);
  if (before)
    await sql`delete from event_participant where event_id = ${id} and participant_id <> all(${ids}::uuid[])`.execute(
      store,
    );
  for (const one of new Map(participants.map((each) => [each.id, each])).values()) {
    await sql`insert into event_participant (event_id, case_id, participant_kind, participant_id) values (${id}, ${caseId}, ${one.kind}, ${one.id})
      on conflict (event_id, participant_id) do nothing`.execute(store);
  }
}

const events = caseRecordActions({
  name: 'events',
  table: 'event',
  label: 'an event',
  fields: eventFields,
  dataClass: 'statistical',
  faults: (row) => orderFaults(row, [['dateFrom', 'dateTo']]),
  complete: async ({ participants: _participants, ...stored }) => stored,
  after: placeParticipants,
});
export const { add: addEvent, change: changeEvent, remove: removeEvent } = events;

async function completeLeg(values: Values, { store, caseId, before }: Completing): Promise<Values> {
  const named = (field: string): string[] => (typeof values[field] === 'string' ? [values[field]] : []);
  await mustBeInCase(store, caseId, 'arrangedByPerpetrator', 'perpetrator', named('arrangedByPerpetrator'));
  await mustBeInCase(store, caseId, 'arrangedByOrganisation', 'organisation', named('arrangedByOrganisation'));
  if (before || values['position'] !== undefined) return values;
  const { rows } = await sql<{
    next: number;
  }>`select coalesce(max(position), 0) + 1 as next from movement_leg where record_id = ${values['recordId']}`.execute(
    store,
  );
  return { ...values, position: rows[0]?.next ?? 1 };
}

const movements = personPartActions({
  name: 'movements',
  table: 'movement_leg',
  label: 'a leg of a journey',
  fields: movementFields,
  dataClass: 'administrative',
  faults: (row) => orderFaults(row, [['departedOn', 'arrivedOn']]),
  complete: completeLeg,
});
export const { add: addMovement, change: changeMovement, remove: removeMovement } = movements;

const notes = caseRecordActions({
  name: 'notes',
  table: 'note',
  label: 'a note',
  fields: noteFields,
  dataClass: null,
  faults: (row) =>
    ((row['aboutKind'] ?? null) === null) === ((row['aboutId'] ?? null) === null)
      ? []
      : [{ field: 'aboutId', message: 'say both what kind it is about and which' }],
  complete: async (values, { store, caseId, before }) => {
    const about = { ...before, ...values };
    if (
      typeof about['aboutId'] === 'string' &&
      typeof about['aboutKind'] === 'string' &&
      (values['aboutId'] || values['aboutKind'])
    ) {
      await mustBeInCase(store, caseId, 'aboutId', about['aboutKind'] as keyof typeof tables, [about['aboutId']]);
    }
    return values;
  },
});
export const { add: addNote, change: changeNote, remove: removeNote } = notes;

/** A task is given to somebody in sight, and remembers when it was done. */
async function completeTask(values: Values, { store, now, before }: Completing): Promise<Values> {
  if (typeof values['assignedTo'] === 'string') {
    const { rows } =
      await sql`select id from app_user where id = ${values['assignedTo']} and status = 'active'`.execute(store);
    if (rows.length === 0)
      throw new Problem('invalid-input', {
        fields: [{ field: 'assignedTo', message: 'is nobody at work in your agency' }],
      });
  }
  if (values['state'] === undefined || values['state'] === before?.['state']) return values;
  return { ...values, doneAt: values['state'] === 'open' ? null : now.toISOString() };
}

const tasks = caseRecordActions({
  name: 'tasks',
  table: 'task',
  label: 'a task',
  fields: taskFields,
  dataClass: 'administrative',
  complete: completeTask,
});
export const { add: addTask, change: changeTask, remove: removeTask } = tasks;

export const contentActions: readonly Action[] = [
  addPerpetrator,
  changePerpetrator,
  removePerpetrator,
  setPerpetratorIdentity,
  addOrganisation,
  changeOrganisation,
  removeOrganisation,
  addEvent,
  changeEvent,
  removeEvent,
  addMovement,
  changeMovement,
  removeMovement,
  addNote,
  changeNote,
  removeNote,
  addTask,
  changeTask,
  removeTask,
];
