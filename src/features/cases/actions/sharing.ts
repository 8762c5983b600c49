import { z } from 'zod';
import { sql } from 'kysely';
import { defineAction, orNotFound, Problem, type Action } from '../../../platform/action/index.ts';
import { deleteRecord, insertRecord, loadRecord, written } from '../../people/index.ts';
import { findGrant, listGrants } from '../grants.ts';
import { caseId, grantRow, linkInput, shareInput } from '../schema.ts';
import { caseSubject, ownCaseSubject, refuseErased, seenCaseSubject } from '../subject.ts';

const YEAR = 366 * 24 * 60 * 60 * 1000;

export const listShares = defineAction({
  name: 'cases.shares',
  method: 'GET',
  path: '/api/cases/:caseId/shares',
  summary: 'To whom a case was given, for what, until when; ended shares too',
  input: z.object({ caseId }),
  output: z.object({ grants: z.array(grantRow) }),
  permission: 'case.read',
  subject: caseSubject,
  purpose: 'case-work',
  audit: 'listed the shares of a case',
  run: async ({ store, subject }) => ({ grants: await listGrants(store, subject.id) }),
});

export const shareCase = defineAction({
  name: 'cases.share',
  method: 'POST',
  path: '/api/cases/:caseId/shares',
  summary: 'Let another agency or person read a case, some classes of it, for a purpose and a time',
  input: shareInput,
  output: grantRow,
  permission: 'case.share',
  dataClass: 'administrative',
  subject: async (context) => ownCaseSubject({ ...context, forUpdate: false }),
  purpose: 'case-work',
  audit: 'shared a case',
  auditDetail: ({ toAgency, toUser, classes, purpose }) => ({
    toAgency: toAgency ?? null,
    toUser: toUser ?? null,
    classes: classes.join(' '),
    purpose,
  }),
  run: async ({ store, actor, input, now, newId }) => {
    const fields = shareFaults(input, actor, now);
    if (fields.length > 0) throw new Problem('invalid-input', { fields });
    const receiver = input.toAgency
      ? await sql`select id from agency where id = ${input.toAgency} and active and id <> ${actor.agencyId}`.execute(
          store,
        )
      : null;
    if (receiver?.rows.length === 0)
      throw new Problem('invalid-input', {
        fields: [{ field: 'toAgency', message: 'is no other agency at work here' }],
      });
    const id = newId();
    // Whoever is given a case must know which one it is: its own facts go along with every share.
    await insertRecord(store, 'case_grant', {
      id,
      caseId: input.caseId,
      kind: 'share',
      toAgency: input.toAgency ?? null,
      toUser: input.toUser ?? null,
      classes: [...new Set([...input.classes, 'administrative'])],
      writeClasses: input.canWrite ? [...new Set(input.classes)] : [],
      purpose: input.purpose,
      reason: input.reason,
      expiresAt: input.expiresAt,
    });
    return orNotFound(await findGrant(store, id));
  },
});

function shareFaults(
  input: z.output<typeof shareInput>,
  actor: { reads: readonly string[]; writes: readonly string[]; userId: string },
  now: Date,
): { field: string; message: string }[] {
  const until = Date.parse(input.expiresAt) - now.getTime();
  const notRead = input.classes.filter((known) => !actor.reads.includes(known));
  const notWritten = input.canWrite ? input.classes.filter((known) => !actor.writes.includes(known)) : [];
  return [
    ...((input.toAgency === undefined) === (input.toUser === undefined)
      ? [{ field: 'toAgency', message: 'name either an agency or a person' }]
      : []),
    ...(until <= 0 || until > YEAR ? [{ field: 'expiresAt', message: 'must lie ahead, within a year' }] : []),
    ...(notRead.length > 0 ? [{ field: 'classes', message: `you do not read ${notRead.join(', ')} yourself` }] : []),
    ...(notWritten.length > 0
      ? [{ field: 'canWrite', message: `you do not write ${notWritten.join(', ')} yourself` }]
      : []),
    ...(input.toUser === actor.userId ? [{ field: 'toUser', message: 'is yourself' }] : []),
  ];
}

export const revokeShare = defineAction({
  name: 'shares.revoke',
  method: 'POST',
  path: '/api/shares/:id/revoke',
  summary: 'Take a share back, or end an emergency opening; it ends at once',
  input: z.object({ id: z.uuid() }),
  output: grantRow,
  permission: 'case.share',
  dataClass: 'administrative',
  subject: ({ input, store, forUpdate }) => loadRecord(store, 'case_grant', input.id, forUpdate),
  versioned: true,
  purpose: 'case-work',
  audit: 'took a share back',
  run: async ({ store, subject }) => {
    if (subject.row['revokedAt'])
      throw new Problem('not-allowed-now', { reason: 'This share was taken back already.' });
    const result = await sql`update case_grant set revoked_at = now() where id = ${subject.id}`.execute(store);
    if (!result.numAffectedRows) throw new Problem('not-permitted');
    return orNotFound(await findGrant(store, subject.id));
  },
});

export const linkCases = defineAction({
  name: 'cases.link',
  method: 'POST',
  path: '/api/cases/:caseId/links',
  summary: 'Link a case with another one in sight, with the reason',
  input: linkInput,
  output: written,
  permission: 'case.update',
  dataClass: 'administrative',
  subject: seenCaseSubject,
  purpose: 'case-work',
  audit: 'linked a case with another',
  auditHits: (output) => [output.id],
  run: async ({ store, subject, input, newId }) => {
    refuseErased(subject.row);
    if ((input.otherCaseId === undefined) === (input.otherCaseNumber === undefined)) {
      throw new Problem('invalid-input', {
        fields: [{ field: 'otherCaseId', message: 'name the other case by id or by number' }],
      });
    }
    const { rows } = await sql<{ id: string }>`select id from case_file where erased_at is null and
      ${input.otherCaseId ? sql`id = ${input.otherCaseId}` : sql`number = ${input.otherCaseNumber}`}`.execute(store);
    const other = orNotFound(rows[0]);
    if (other.id === subject.id)
      throw new Problem('invalid-input', { fields: [{ field: 'otherCaseId', message: 'is this case itself' }] });
    const id = newId();
    await insertRecord(store, 'case_link', {
      id,
      caseId: subject.id,
      otherCaseId: other.id,
      kind: input.kind,
      reason: input.reason,
    });
    return { id, caseId: subject.id, version: 1 };
  },
});

export const unlinkCases = defineAction({
  name: 'links.remove',
  method: 'DELETE',
  path: '/api/links/:id',
  summary: 'Remove the link between two cases; it stays in the history',
  input: z.object({ id: z.uuid() }),
  output: written,
  permission: 'case.update',
  dataClass: 'administrative',
  subject: ({ input, store, forUpdate }) => loadRecord(store, 'case_link', input.id, forUpdate),
  versioned: true,
  purpose: 'case-work',
  audit: 'removed a link between cases',
  run: async ({ store, subject }) => {
    await deleteRecord(store, 'case_link', subject.id);
    return { id: subject.id, caseId: subject.caseId, version: subject.version };
  },
});

export const sharingActions: readonly Action[] = [listShares, shareCase, revokeShare, linkCases, unlinkCases];
