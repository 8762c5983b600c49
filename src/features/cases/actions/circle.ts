import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, Problem, type Action } from '../../../platform/action/index.ts';
import { caseId } from '../schema.ts';
import { seenCaseSubject } from '../subject.ts';

const member = z.object({ caseId, userId: z.uuid() });

/** Only who is in the circle says who else is: the database holds the same rule. */
export const joinCircle = defineAction({
  name: 'circle.add',
  method: 'PUT',
  path: '/api/cases/:caseId/circle/:userId',
  summary: 'Let one more person read where the sheltered persons of a case are; only from within the circle',
  input: member,
  output: member,
  permission: 'case.update',
  dataClass: 'contact',
  subject: seenCaseSubject,
  purpose: 'case-work',
  audit: 'added a person to the circle of a case',
  auditDetail: ({ userId }) => ({ user: userId }),
  run: async ({ store, input }) => {
    await sql`insert into case_circle (case_id, user_id) values (${input.caseId}, ${input.userId}) on conflict do nothing`.execute(
      store,
    );
    return input;
  },
});

export const leaveCircle = defineAction({
  name: 'circle.remove',
  method: 'DELETE',
  path: '/api/cases/:caseId/circle/:userId',
  summary: 'Take a person out of the circle of a case; only from within the circle',
  input: member,
  output: member,
  permission: 'case.update',
  dataClass: 'contact',
  subject: seenCaseSubject,
  purpose: 'case-work',
  audit: 'took a person out of the circle of a case',
  auditDetail: ({ userId }) => ({ user: userId }),
  run: async ({ store, input }) => {
    const result =
      await sql`delete from case_circle where case_id = ${input.caseId} and user_id = ${input.userId}`.execute(store);
    if (!result.numAffectedRows) throw new Problem('not-permitted');
    return input;
  },
});

export const circleActions: readonly Action[] = [joinCircle, leaveCircle];
