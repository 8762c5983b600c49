import { sql } from 'kysely';
import { z } from 'zod';
import { viewAudiences } from '../../../words/case-list.ts';
import { collection, defineAction, Problem, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { caseView, savedView } from '../schema.ts';

type SavedView = z.output<typeof savedView>;

async function readViews(store: Store, condition = sql`true`): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`select v.id, v.name, v.audience, v.owner_id = actor_user() as own, v.view,
      coalesce((select name from app_user u where u.id = v.owner_id), '') as owner_name
    from saved_view v where ${condition} order by lower(v.name), v.id limit 200`.execute(store);
  return rows;
}

export const listViews = defineAction({
  name: 'views.list',
  method: 'GET',
  path: '/api/case-views',
  summary: 'Views of the list of cases: the own ones and those shared in the unit or agency',
  input: z.object({}),
  output: z.object({ views: z.array(savedView) }),
  permission: 'case.read',
  subject: collection('saved-views'),
  purpose: 'case-work',
  audit: 'listed saved views',
  run: async ({ store }) => ({ views: await readViews(store) }),
});

export const saveView = defineAction({
  name: 'views.save',
  method: 'POST',
  path: '/api/case-views',
  summary: 'Keep a view of the list of cases: filters, columns and order, never a name',
  input: z.object({ name: z.string().trim().min(1).max(60), audience: z.enum(viewAudiences), view: caseView }),
  output: savedView,
  permission: 'case.read',
  subject: collection('saved-views'),
  purpose: 'case-work',
  audit: 'saved a view of the list of cases',
  auditDetail: ({ audience }) => ({ audience }),
  run: async ({ store, actor, input, newId }) => {
    if (actor.agencyId === null || (input.audience === 'unit' && actor.unitId === null))
      throw new Problem('invalid-input', {
        fields: [{ field: 'audience', message: 'you belong to none to share it in' }],
      });
    const id = newId();
    await sql`insert into saved_view (id, agency_id, unit_id, audience, name, view)
      values (${id}, ${actor.agencyId}, ${input.audience === 'unit' ? actor.unitId : null}, ${input.audience}, ${input.name}, ${JSON.stringify(input.view)}::jsonb)`.execute(
      store,
    );
    const [saved] = await readViews(store, sql`v.id = ${id}`);
    if (!saved) throw new Problem('not-permitted');
    return saved;
  },
});

export const removeView = defineAction({
  name: 'views.remove',
  method: 'DELETE',
  path: '/api/case-views/:viewId',
  summary: 'Remove a view of one’s own',
  input: z.object({ viewId: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  permission: 'case.read',
  subject: async ({ store, input, actor }) => {
    const { rows } = await sql<{
      id: string;
    }>`select id from saved_view where id = ${input.viewId} and owner_id = ${actor.userId}`.execute(store);
    return rows[0] ? { kind: 'saved_view', id: rows[0].id } : null;
  },
  purpose: 'case-work',
  audit: 'removed a view of the list of cases',
  run: async ({ store, input }) => {
    await sql`delete from saved_view where id = ${input.viewId}`.execute(store);
    return { id: input.viewId };
  },
});

export const viewActions: readonly Action[] = [listViews, saveView, removeView];
