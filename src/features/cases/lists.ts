import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { Store } from '../../platform/store/index.ts';
import { personRecords } from '../people/index.ts';
import type { CaseList, caseLists } from './schema.ts';

type Rows<L extends CaseList> = z.output<(typeof caseLists)[L]>[];

/** A page of a list: after the record with this creation time and id. */
export interface ListPage {
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

/** One list of a case, oldest record first; what the actor may not read is not in it. */
export function readList<L extends CaseList>(store: Store, list: L, caseId: string, page: ListPage): Promise<Rows<L>> {
  return readers[list](store, caseId, page) as Promise<Rows<L>>;
}

type Reader = (store: Store, caseId: string, page: ListPage) => Promise<unknown[]>;

const within = (caseId: string, { after }: ListPage): RawBuilder<unknown> =>
  after
    ? sql`t.case_id = ${caseId} and (t.created_at, t.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql`t.case_id = ${caseId}`;

/** Reads a table with columns taken from beside it. */
const table =
  (name: string, beside: RawBuilder<unknown> = sql``): Reader =>
  async (store, caseId, page) => {
    const { rows } = await sql`select t.* ${beside} from ${sql.table(name)} t where ${within(caseId, page)}
      order by t.created_at, t.id limit ${page.limit}`.execute(store);
    return rows;
  };

export const taskColumns = sql`, (select name from app_user u where u.id = t.assigned_to) as assigned_to_name,
  (select number from case_file c where c.id = t.case_id) as case_number, t.state = 'open' and t.due_at < now() as overdue`;

const readers: Readonly<Record<CaseList, Reader>> = {
  people: (store, caseId, { limit, after }) =>
    personRecords(
      store,
      after
        ? sql`r.case_id = ${caseId} and (r.created_at, r.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql`r.case_id = ${caseId}`,
      limit,
    ),
  perpetrators: table(
    'perpetrator',
    sql`, (select jsonb_build_object('fullText', i.full_text, 'aliases', i.aliases, 'documents', i.documents, 'handles', i.handles, 'remark', i.remark, 'version', i.version)
      from perpetrator_identity i where i.perpetrator_id = t.id) as identity`,
  ),
  organisations: table('organisation'),
  events: table(
    'event',
    sql`, (select coalesce(jsonb_agg(jsonb_build_object('kind', p.participant_kind, 'id', p.participant_id) order by p.participant_kind, p.participant_id), '[]')
      from event_participant p where p.event_id = t.id) as participants`,
  ),
  movements: table('movement_leg'),
  notes: table('note', sql`, (select name from app_user u where u.id = t.created_by) as created_by_name`),
  tasks: table('task', taskColumns),
  attachments: table('attachment'),
  links: readLinks,
};

/** Links from either side; the other side is always the case that was not asked about. */
async function readLinks(store: Store, caseId: string, { limit, after }: ListPage): Promise<unknown[]> {
  const page = after ? sql`(t.created_at, t.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`;
  const side = (
    mine: string,
    other: string,
  ) => sql`(select t.id, ${caseId}::uuid as case_id, t.kind, t.reason, t.version, t.created_at, t.created_by, t.updated_at, t.updated_by,
      c.id as other_case_id, c.number as other_case_number, c.status as other_case_status, a.name as other_agency_name
    from case_link t join case_file c on c.id = t.${sql.ref(other)} join agency a on a.id = c.agency_id
    where t.${sql.ref(mine)} = ${caseId} and ${page})`;
  const { rows } =
    await sql`select * from (${side('case_id', 'other_case_id')} union all ${side('other_case_id', 'case_id')}) l order by created_at, id limit ${limit}`.execute(
      store,
    );
  return rows;
}
