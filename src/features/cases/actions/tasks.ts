import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
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
    const tasks = await readMyTasks(store, actor.userId, input.limit);
    return { tasks, overdue: tasks.filter((task) => task.overdue).length };
  },
});

/** A person's open tasks, the most urgent first. */
export async function readMyTasks(store: Store, userId: string, limit: number): Promise<z.output<typeof taskRow>[]> {
  const { rows } = await sql<
    z.output<typeof taskRow>
  >`select t.* ${taskColumns} from task t where t.assigned_to = ${userId} and t.state = 'open'
      order by t.due_at nulls last, t.created_at, t.id limit ${limit}`.execute(store);
  return rows;
}

export const taskActions: readonly Action[] = [myTasks];
