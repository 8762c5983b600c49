import { sql } from 'kysely';
import { z } from 'zod';
import { closeReasons } from '../../../words/case-work.ts';
import { defineAction, orNotFound, Problem, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { reason } from '../../people/index.ts';
import { periodOf } from '../retention-store.ts';
import { hasChild, retainUntil, type PersonAge } from '../rules.ts';
import { caseHeader, caseId } from '../schema.ts';
import { findCase } from '../store.ts';
import { ownCaseSubject, type CaseSubject } from '../subject.ts';

export const assignCase = defineAction({
  name: 'cases.assign',
  method: 'POST',
  path: '/api/cases/:caseId/assign',
  summary: 'Give a case to a person of the same agency and unit, or to nobody; may move it to another unit',
  input: z.object({ caseId, userId: z.uuid().nullable(), unitId: z.uuid().nullable().optional() }),
  output: caseHeader,
  permission: 'case.assign',
  dataClass: 'administrative',
  subject: ownCaseSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'handed a case over',
  auditDetail: ({ userId, unitId }) => ({ assignedTo: userId, ...(unitId === undefined ? {} : { unitId }) }),
  run: async ({ store, subject, input }) => {
    const unitId = input.unitId === undefined ? subject.row.unitId : input.unitId;
    await checkAssignee(store, subject.row.agencyId, input.userId, unitId);
    await store
      .updateTable('caseFile')
      .set({ assignedTo: input.userId, unitId })
      .where('id', '=', subject.id)
      .execute();
    return orNotFound(await findCase(store, subject.id, false));
  },
});

/** The person works in the agency, in the case's unit or one above it, or in the whole agency; the unit is the agency's. */
async function checkAssignee(
  store: Store,
  agencyId: string,
  userId: string | null,
  unitId: string | null,
): Promise<void> {
  const { rows } = await sql<{ unitFits: boolean; personFits: boolean }>`with recursive above as (
      select id, parent_id from unit where id = ${unitId}::uuid and agency_id = ${agencyId}
      union select u.id, u.parent_id from unit u join above a on u.id = a.parent_id)
    select ${unitId}::uuid is null or exists (select 1 from above) as unit_fits,
      ${userId}::uuid is null or exists (select 1 from membership m join app_user u on u.id = m.user_id and u.status = 'active'
        where m.user_id = ${userId}::uuid and m.agency_id = ${agencyId} and m.active
          and (m.unit_id is null or ${unitId}::uuid is null or m.unit_id in (select id from above))) as person_fits`.execute(
    store,
  );
  const fields = [
    ...(rows[0]?.unitFits ? [] : [{ field: 'unitId', message: 'is no unit of the agency that holds the case' }]),
    ...(rows[0]?.personFits ? [] : [{ field: 'userId', message: 'is nobody at work in this agency and unit' }]),
  ];
  if (fields.length > 0) throw new Problem('invalid-input', { fields });
}

const agesOf = async (store: Store, id: string): Promise<PersonAge[]> => {
  const { rows } =
    await sql<PersonAge>`select i.birth_to, r.age_identification_min as age_min, r.age_identification_max as age_max
    from person_record r left join person_identity i on i.record_id = r.id where r.case_id = ${id} limit 2000`.execute(
      store,
    );
  return rows;
};

/** The retention clock of a case that is closed on this day. A case with a child is kept by the child's rule. */
export async function retention(
  store: Store,
  subject: CaseSubject,
  closedOn: string,
  chosen: string | null,
): Promise<{ retentionClass: string; retainUntil: string }> {
  const people = await agesOf(store, subject.id);
  const known = chosen ?? subject.row.retentionClass;
  const retentionClass = chosen === null && known === 'case' && hasChild(people) ? 'child' : known;
  const period = await periodOf(store, subject.row.agencyId, retentionClass);
  return { retentionClass, retainUntil: retainUntil(period, closedOn, subject.row.openedOn, people) };
}

export const closeCase = defineAction({
  name: 'cases.close',
  method: 'POST',
  path: '/api/cases/:caseId/close',
  summary: 'Close a case, with the reason; its retention clock starts',
  input: z.object({
    caseId,
    reason: z.enum(closeReasons),
    remark: z.string().trim().max(2000).nullable().optional(),
    referred: z.boolean().default(false).describe('Closed because another body goes on'),
    closedOn: z.iso.date().optional(),
  }),
  output: caseHeader,
  permission: 'case.close',
  dataClass: 'administrative',
  subject: ownCaseSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'closed a case',
  auditDetail: (input) => ({ reason: input.reason }),
  run: async ({ store, subject, input, now }) => {
    if (subject.row.status.startsWith('closed'))
      throw new Problem('not-allowed-now', { reason: 'This case is closed already.' });
    const today = now.toISOString().slice(0, 10);
    const closedOn = input.closedOn ?? today;
    if ((subject.row.openedOn !== null && closedOn < subject.row.openedOn) || closedOn > today) {
      throw new Problem('invalid-input', {
        fields: [{ field: 'closedOn', message: 'lies before the opening or after today' }],
      });
    }
    await store
      .updateTable('caseFile')
      .set({
        status: input.referred ? 'closed-referred' : 'closed',
        closedOn,
        closeReason: input.reason,
        closeRemark: input.remark ?? null,
        reopenReason: null,
        ...(await retention(store, subject, closedOn, null)),
      })
      .where('id', '=', subject.id)
      .execute();
    return orNotFound(await findCase(store, subject.id, false));
  },
});

export const reopenCase = defineAction({
  name: 'cases.reopen',
  method: 'POST',
  path: '/api/cases/:caseId/reopen',
  summary: 'Reopen a closed case on second thoughts, with the reason; the old closure stays in the history',
  input: z.object({ caseId, reason, status: z.enum(['open', 'follow-up']).default('open') }),
  output: caseHeader,
  permission: 'case.close',
  dataClass: 'administrative',
  subject: ownCaseSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'reopened a case',
  run: async ({ store, subject, input }) => {
    if (!subject.row.status.startsWith('closed'))
      throw new Problem('not-allowed-now', { reason: 'This case is not closed.' });
    await store
      .updateTable('caseFile')
      .set({
        status: input.status,
        closedOn: null,
        closeReason: null,
        closeRemark: null,
        retainUntil: null,
        reopenReason: input.reason,
      })
      .where('id', '=', subject.id)
      .execute();
    return orNotFound(await findCase(store, subject.id, false));
  },
});

export const courseActions: readonly Action[] = [assignCase, closeCase, reopenCase];
