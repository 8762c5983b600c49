import { sql } from 'kysely';
import { z } from 'zod';
import { loadPlaces } from '../../../words/gazetteer.ts';
import { defineAction, Problem, type Action } from '../../../platform/action/index.ts';
import { caseRecordActions, personPartActions, type Completing } from '../record-actions.ts';
import { insertRecord, loadRecord, updateRecord, type Values } from '../record-store.ts';
import { orderFaults, personRecordFaults, scriptOf } from '../rules.ts';
import { contactFields, documentFields, identityFields, nameFields, personRecordFields, written } from '../schema.ts';

// Codes of places are checked while a request is read, which cannot wait for the areas of the world.
await loadPlaces();

/** A new record begins a person of its own; whether it is one already known is for a person to find. */
async function beginPerson(values: Values, { store, actor, newId, before }: Completing): Promise<Values> {
  if (before) return values;
  const personId = newId();
  await insertRecord(store, 'person', { id: personId });
  const { rows } = await sql<{ name: string }>`select name from agency where id = ${actor.agencyId}`.execute(store);
  return { ...values, personId, source: values['source'] ?? rows[0]?.name ?? 'Local operator' };
}

export const {
  add: addPersonRecord,
  change: changePersonRecord,
  remove: removePersonRecord,
} = caseRecordActions({
  name: 'person-records',
  table: 'person_record',
  label: 'a record of a person',
  fields: personRecordFields,
  dataClass: 'statistical',
  faults: personRecordFaults,
  complete: beginPerson,
});

export const {
  add: addName,
  change: changeName,
  remove: removeName,
} = personPartActions({
  name: 'names',
  table: 'person_name',
  label: 'a name of a person',
  fields: nameFields,
  dataClass: 'identity',
  complete: async (values) =>
    typeof values['fullText'] === 'string' ? { ...values, script: scriptOf(values['fullText']) } : values,
});

export const {
  add: addDocument,
  change: changeDocument,
  remove: removeDocument,
} = personPartActions({
  name: 'documents',
  table: 'person_document',
  label: 'a document of a person',
  fields: documentFields,
  dataClass: 'identity',
  faults: (row) => orderFaults(row, [['issuedOn', 'expiresOn']]),
});

export const {
  add: addContact,
  change: changeContact,
  remove: removeContact,
} = personPartActions({
  name: 'contacts',
  table: 'person_contact',
  label: 'a contact of a person',
  fields: contactFields,
  dataClass: 'contact',
});

/** The birth date and place: one of each record. If-Match 0 says that there is none yet. */
export const setIdentity = defineAction({
  name: 'identities.set',
  method: 'PUT',
  path: '/api/person-records/:recordId/identity',
  summary: 'Say when and where a person was born, as far as known; If-Match "0" when nothing was said yet',
  input: identityFields.extend({ recordId: z.uuid() }),
  output: written,
  permission: 'case.update',
  dataClass: 'identity',
  subject: async ({ input, store, forUpdate }) => {
    const record = await loadRecord(store, 'person_record', input.recordId, false);
    if (!record) return null;
    const known = await loadRecord(store, 'person_identity', input.recordId, forUpdate, 'recordId');
    return known ?? { ...record, kind: 'person_identity', version: 0, row: {} };
  },
  versioned: true,
  purpose: 'case-work',
  audit: 'set birth date and place of a person',
  run: async ({ input: { recordId, ...values }, store, subject }) => {
    const fields = orderFaults({ ...subject.row, ...values }, [['birthFrom', 'birthTo']]);
    if (fields.length > 0) throw new Problem('invalid-input', { fields });
    if (subject.version === 0)
      await insertRecord(store, 'person_identity', { ...values, recordId, caseId: subject.caseId });
    else await updateRecord(store, 'person_identity', recordId, values, 'recordId');
    return { id: recordId, caseId: subject.caseId, version: subject.version + 1 };
  },
});

export const recordActions: readonly Action[] = [
  addPersonRecord,
  changePersonRecord,
  removePersonRecord,
  addName,
  changeName,
  removeName,
  addDocument,
  changeDocument,
  removeDocument,
  addContact,
  changeContact,
  removeContact,
  setIdentity,
];
