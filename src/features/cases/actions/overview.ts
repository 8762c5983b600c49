import { z } from 'zod';
import { sql } from 'kysely';
import { dataClasses } from '../../../words/access.ts';
import { defineAction, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { classesOfCase } from '../../people/index.ts';
import { readList } from '../lists.ts';
import { caseId, caseListNames, caseLists, caseOverview, type CaseList } from '../schema.ts';
import { listGrants } from '../grants.ts';
import { afterCursor } from '../store.ts';
import { caseSubject } from '../subject.ts';

const MOST_PER_LIST = 100;

/** Nobody holds a list longer than a page; whether there is more is told, not how much. */
async function firstPage<L extends CaseList>(
  store: Store,
  list: L,
  id: string,
  more: CaseList[],
): Promise<Awaited<ReturnType<typeof readList<L>>>> {
  const rows = await readList(store, list, id, { limit: MOST_PER_LIST + 1, after: null });
  if (rows.length > MOST_PER_LIST) more.push(list);
  return rows.slice(0, MOST_PER_LIST);
}

export const caseOverviewAction = defineAction({
  name: 'cases.overview',
  method: 'GET',
  path: '/api/cases/:caseId/overview',
  summary: 'The whole page of a case: header, people, events and all it holds, within the reader’s classes',
  input: z.object({ caseId }),
  output: caseOverview,
  permission: 'case.read',
  subject: caseSubject,
  purpose: 'case-work',
  audit: 'opened the page of a case',
  run: async ({ store, subject }) => {
    const { reads, writes } = await classesOfCase(store, subject.id);
    const { rows } = await sql<{ inCircle: boolean }>`select in_circle(${subject.id}) as in_circle`.execute(store);
    const more: CaseList[] = [];
    return {
      case: subject.row,
      reads,
      writes,
      withheld: dataClasses.filter((known) => !reads.includes(known)),
      inCircle: rows[0]?.inCircle ?? false,
      people: await firstPage(store, 'people', subject.id, more),
      perpetrators: await firstPage(store, 'perpetrators', subject.id, more),
      organisations: await firstPage(store, 'organisations', subject.id, more),
      events: await firstPage(store, 'events', subject.id, more),
      movements: await firstPage(store, 'movements', subject.id, more),
      notes: await firstPage(store, 'notes', subject.id, more),
      tasks: await firstPage(store, 'tasks', subject.id, more),
      attachments: await firstPage(store, 'attachments', subject.id, more),
      links: await firstPage(store, 'links', subject.id, more),
      grants: await listGrants(store, subject.id),
      more,
    };
  },
});

export const caseContents = defineAction({
  name: 'cases.contents',
  method: 'GET',
  path: '/api/cases/:caseId/contents',
  summary: 'One list of a case, page by page, oldest first',
  input: z.object({
    caseId,
    list: z.enum(caseListNames),
    limit: z.number().int().min(1).max(200).default(100),
    cursor: z.string().max(100).optional(),
  }),
  output: z.object({
    list: z.enum(caseListNames),
    people: z.array(caseLists.people).optional(),
    perpetrators: z.array(caseLists.perpetrators).optional(),
    organisations: z.array(caseLists.organisations).optional(),
    events: z.array(caseLists.events).optional(),
    movements: z.array(caseLists.movements).optional(),
    notes: z.array(caseLists.notes).optional(),
    tasks: z.array(caseLists.tasks).optional(),
    attachments: z.array(caseLists.attachments).optional(),
    links: z.array(caseLists.links).optional(),
    nextCursor: z.string().nullable(),
  }),
  permission: 'case.read',
  subject: caseSubject,
  purpose: 'case-work',
  audit: 'read a list of a case',
  auditDetail: ({ list }) => ({ list }),
  run: async ({ store, subject, input }) => {
    const rows = await readList(store, input.list, subject.id, {
      limit: input.limit + 1,
      after: afterCursor(input.cursor),
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      list: input.list,
      [input.list]: page,
      nextCursor: rows.length > input.limit && last ? `${last.createdAt}_${last.id}` : null,
    };
  },
});

export const overviewActions: readonly Action[] = [caseOverviewAction, caseContents];
