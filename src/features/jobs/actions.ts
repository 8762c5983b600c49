import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, type Action } from '../../platform/action/index.ts';

const jobView = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  stage: z.string().nullable(),
  done: z.number().nullable(),
  total: z.number().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});

/** What the table of jobs lets the actor see: the own work, and that of the agency or the node for those in charge. */
export const openJob = defineAction({
  name: 'jobs.open',
  method: 'GET',
  path: '/api/jobs/:jobId',
  summary: 'How far work in the background has come',
  input: z.object({ jobId: z.uuid() }),
  output: jobView,
  permission: 'signed-in',
  subject: async ({ store, input }) => {
    const { rows } = await sql<z.output<typeof jobView>>`select id, kind, state, progress->>'stage' as stage,
        (progress->>'done')::float8 as done, (progress->>'total')::float8 as total,
        case when problem is not null then jsonb_build_object('code', problem->>'code', 'message', problem->>'message') end as problem,
        created_at, finished_at
      from job where id = ${input.jobId}`.execute(store);
    return rows[0] ? { kind: 'job', id: rows[0].id, row: rows[0] } : null;
  },
  purpose: 'administration',
  audit: 'looked at work in the background',
  limits: { perMinute: 600 },
  command: 'jobs open',
  run: async ({ subject }) => subject.row,
});

export const jobActions: readonly Action[] = [openJob];
