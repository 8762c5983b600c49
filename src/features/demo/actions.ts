import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, definePublicAction, type Action } from '../../platform/action/index.ts';
import { DEMO_PASSWORD, demoFillInput, demoFillOutput, demoShowOutput, type demoPerson } from './schema.ts';
import { refuseIfInUse, refuseIfQueued } from './store.ts';

export const fillDemoAction = defineAction({
  name: 'demo.fill',
  method: 'POST',
  path: '/api/demo',
  summary: 'Fill an empty installation with an invented caseload, in the background',
  input: demoFillInput,
  output: demoFillOutput,
  permission: 'node.manage',
  subject: collection('demo'),
  purpose: 'administration',
  audit: 'asked for the demonstration caseload',
  auditDetail: (input) => ({ cases: input.cases ?? null }),
  // Whether there are cases at all, of any agency, is more than an administrator may see.
  runs: 'owner',
  command: 'demo fill',
  run: async ({ store, services, actor, input, now, newId }) => {
    await refuseIfQueued(store);
    await refuseIfInUse(store);
    const jobId = newId();
    await services.jobs.enqueue(store, actor, 'demo.fill', jobId, { ...input, today: now.toISOString().slice(0, 10) });
    return { jobId };
  },
});

export const showDemo = definePublicAction({
  name: 'demo.show',
  method: 'GET',
  path: '/api/demo',
  summary: 'Whether the data here are invented and, if so, who can sign in with which password',
  input: z.object({}),
  output: demoShowOutput,
  permission: 'anyone',
  subject: collection('demo'),
  purpose: 'reference',
  audit: 'read who can sign in to the demonstration',
  // Before sign-in there is no actor; nothing is read unless the installation is a demonstration.
  runs: 'owner',
  command: 'demo show',
  run: async ({ store }) => {
    const { rows } = await sql<
      z.output<typeof demoPerson>
    >`select u.email, u.name, u.language, a.name as agency, r.code as role
      from membership m join app_user u on u.id = m.user_id join agency a on a.id = m.agency_id join role r on r.id = m.role_id
      where (select value = 'true'::jsonb from setting where key = 'demo')
        and u.email like '%.demo.example.org' and u.status = 'active' and m.active
      order by a.country, a.name, r.code, u.email`.execute(store);
    const demo = rows.length > 0;
    return { demo, password: demo ? DEMO_PASSWORD : null, people: rows };
  },
});

export const demoActions: readonly Action[] = [fillDemoAction, showDemo];
