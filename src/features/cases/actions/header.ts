import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, orNotFound, Problem, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { caseNumber } from '../rules.ts';
import { caseChange, caseHeader, caseId, caseListInput, caseListOutput } from '../schema.ts';
import { findCase, listCases } from '../store.ts';
import { caseSubject, refuseErased } from '../subject.ts';

export const listCasesAction = defineAction({
  name: 'cases.list',
  method: 'GET',
  path: '/api/cases',
  summary: 'Cases within reach, last changed first',
  input: caseListInput,
  output: caseListOutput,
  permission: 'case.read',
  subject: collection('cases'),
  purpose: 'case-work',
  audit: 'listed cases',
  auditHits: (output) => output.cases.map((found) => found.id),
  command: 'cases list',
  run: ({ store, actor, input }) => listCases(store, actor, input),
});

export const openCase = defineAction({
  name: 'cases.open',
  method: 'GET',
  path: '/api/cases/:caseId',
  summary: 'One case: its header',
  input: z.object({ caseId }),
  output: caseHeader,
  permission: 'case.read',
  subject: caseSubject,
  purpose: 'case-work',
  audit: 'opened a case',
  command: 'cases open',
  run: async ({ subject }) => subject.row,
});

export const createCase = defineAction({
  name: 'cases.create',
  method: 'POST',
  path: '/api/cases',
  summary: 'Open a new case of the own agency; needs no name, no document, nothing but the will to help',
  input: caseChange,
  output: caseHeader,
  permission: 'case.create',
  dataClass: 'administrative',
  subject: collection('cases'),
  purpose: 'case-work',
  audit: 'created a case',
  auditHits: (output) => [output.id],
  run: async ({ store, actor, input, now, newId }) => {
    const { rows } = await sql<{ code: string }>`select code from agency where id = ${actor.agencyId}`.execute(store);
    const agency = rows[0];
    if (!agency)
      throw new Problem('not-allowed-now', {
        reason: 'The local operator belongs to no agency. Act as a user of one, with --as.',
      });
    await checkUnit(store, input.unitId, actor.agencyId);
    const id = newId();
    await store
      .insertInto('caseFile')
      .values({
        ...input,
        id,
        number: caseNumber(agency.code, now.getUTCFullYear(), newId()),
        agencyId: actor.agencyId,
        unitId: input.unitId === undefined ? actor.unitId : input.unitId,
        assignedTo: actor.userId,
        openedOn: input.openedOn ?? now.toISOString().slice(0, 10),
      })
      .execute();
    return orNotFound(await findCase(store, id, false));
  },
});

export const updateCase = defineAction({
  name: 'cases.update',
  method: 'PATCH',
  path: '/api/cases/:caseId',
  summary: 'Change a case’s own facts',
  input: caseChange.extend({ caseId }),
  output: caseHeader,
  permission: 'case.update',
  dataClass: 'administrative',
  subject: caseSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'changed a case',
  run: async ({ store, subject, input: { caseId: id, ...change } }) => {
    refuseErased(subject.row);
    await checkUnit(store, change.unitId, subject.row.agencyId);
    if (Object.keys(change).length > 0) await store.updateTable('caseFile').set(change).where('id', '=', id).execute();
    return orNotFound(await findCase(store, id, false));
  },
});

/** A case stands in a unit of its own agency. */
async function checkUnit(store: Store, unitId: string | null | undefined, agencyId: string): Promise<void> {
  if (!unitId) return;
  const { rows } = await sql`select id from unit where id = ${unitId} and agency_id = ${agencyId} and active`.execute(
    store,
  );
  if (rows.length === 0)
    throw new Problem('invalid-input', {
      fields: [{ field: 'unitId', message: 'is no unit of the agency that holds the case' }],
    });
}

export const headerActions: readonly Action[] = [listCasesAction, openCase, createCase, updateCase];
