import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, orNotFound, type Action } from '../../../platform/action/index.ts';
import { may } from '../../../platform/access/actor.ts';
import type { Store } from '../../../platform/store/index.ts';
import { accessLog } from '../../people/index.ts';
import { listGrants } from '../grants.ts';
import { explainAccess, type Standing } from '../rules/standing.ts';
import { accessAnswer, caseAccess, caseId } from '../schema.ts';
import { caseSubject, type CaseSubject } from '../subject.ts';

export const explainCaseAccess = defineAction({
  name: 'access.why',
  method: 'GET',
  path: '/api/access/why',
  summary: 'Why I can, or can no longer, see a case I know of; for any other number the answer of an unknown one',
  input: z.object({ caseNumber: z.string().trim().min(3).max(100) }),
  output: accessAnswer,
  permission: 'signed-in',
  subject: collection('access'),
  purpose: 'own-account',
  audit: 'asked why a case is in sight',
  auditHits: (output) => [output.caseId],
  limits: { perMinute: 60 },
  run: async ({ store, actor, input, now }) => {
    const { rows } = await sql<{
      standing: Standing | null;
    }>`select case_standing(${input.caseNumber}) as standing`.execute(store);
    return explainAccess(input.caseNumber, orNotFound(rows[0]?.standing), actor, now.toISOString());
  },
});

/** People of the asker's agency who see the case by their own role; other agencies' people are their own matter. */
async function peopleWithAccess(store: Store, { row }: CaseSubject): Promise<z.output<typeof caseAccess>['people']> {
  const { rows } = await sql<z.output<typeof caseAccess>['people'][number]>`with recursive above as (
      select id, parent_id from unit where id = ${row.unitId}::uuid union select u.id, u.parent_id from unit u join above a on u.id = a.parent_id)
    select distinct on (u.id, r.id) u.id as user_id, u.name, r.name as role_name, r.reads,
      case when r.scope = 'all' then 'all-cases' when r.scope = 'agency' then 'agency'
        when r.scope = 'unit' and m.unit_id in (select id from above) then 'unit'
        when u.id = ${row.assignedTo}::uuid then 'assigned' else 'created' end as because
    from membership m join app_user u on u.id = m.user_id and u.status = 'active' join role r on r.id = m.role_id
    where m.agency_id = ${row.agencyId} and m.agency_id = actor_agency() and m.active and 'case.read' = any (r.permissions)
      and r.reads && array['administrative', 'statistical']
      and (r.scope in ('all', 'agency') or r.scope = 'unit' and m.unit_id in (select id from above)
        or r.scope in ('unit', 'own') and (u.id = ${row.assignedTo}::uuid or u.id = (select created_by from case_file where id = ${row.id})))
    order by u.id, r.id limit 500`.execute(store);
  return rows;
}

export const caseAccessAction = defineAction({
  name: 'cases.access',
  method: 'GET',
  path: '/api/cases/:caseId/access',
  summary: 'Who can see a case now and why, and who looked',
  input: z.object({
    caseId,
    before: z.iso.datetime().optional().describe('Lines of the log before this instant'),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  output: caseAccess,
  permission: 'case.read',
  subject: caseSubject,
  purpose: 'oversight',
  audit: 'asked who sees a case',
  run: async ({ store, actor, subject, input, now }) => {
    const { rows: circle } = await sql<{
      userId: string;
      name: string | null;
    }>`select m.user_id, (select name from app_user u where u.id = m.user_id) as name
      from case_circle m where m.case_id = ${subject.id} order by m.created_at limit 200`.execute(store);
    const before = input.before ? new Date(input.before) : now;
    return {
      people: await peopleWithAccess(store, subject),
      grants: await listGrants(store, subject.id),
      circle,
      looked: may(actor, 'access-log.read') ? await accessLog(store, [subject.id], [], before, input.limit) : null,
    };
  },
});

export const accessActions: readonly Action[] = [explainCaseAccess, caseAccessAction];
