import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, type Action } from '../../../platform/action/index.ts';
import { taskColumns } from '../lists.ts';
import { taskRow } from '../schema.ts';

export const myTasks = defineAction({
  name: 'tasks.mine',
  method: 'GET',
  path: '/api/tasks',
  summary: 'My open tasks, the most urgent first',
  input: z.object({ limit: z.number().int().min(1).max(200).default(100) }),
  output: z.object({ tasks: z.array(taskRow), overdue: z.number().int() }),
  permission: 'case.read',
  dataClass: 'administrative',
  subject: collection('tasks'),
  purpose: 'case-work',
  audit: 'listed own tasks',
  auditHits: (output) => [...new Set(output.tasks.map((task) => task.caseId))],
  run: async ({ store, actor, input }) => {
    const { rows } = await sql<
      z.output<typeof taskRow>
    >`select t.* ${taskColumns} from task t where t.assigned_to = ${actor.userId} and t.state = 'open'
      order by t.due_at nulls last, t.created_at, t.id limit ${input.limit}`.execute(store);
    return { tasks: rows, overdue: rows.filter((task) => task.overdue).length };
  },
});

export const taskActions: readonly Action[] = [myTasks];
