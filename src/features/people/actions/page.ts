import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, type Action, type Subject } from '../../../platform/action/index.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import { accessLine, personPage } from '../schema.ts';
import { accessLog, classesOfCase, personRecords } from '../store.ts';

const MOST_RECORDS = 100;

export interface PersonSubject extends Subject {
  readonly id: string;
  readonly records: readonly { readonly id: string; readonly caseId: string; readonly personId: string }[];
}

/** A person is there for the actor if one of its records is; the others stay unseen, and so does their number. */
export async function personSubject({
  input,
  store,
}: LoadContext<{ personId: string }, Actor>): Promise<PersonSubject | null> {
  const { rows } = await sql<
    PersonSubject['records'][number]
  >`select id, case_id, person_id from person_record where person_id = ${input.personId}
    order by created_at, id limit ${MOST_RECORDS}`.execute(store);
  return rows.length > 0 ? { kind: 'person', id: input.personId, records: rows } : null;
}

export const openPerson = defineAction({
  name: 'people.open',
  method: 'GET',
  path: '/api/people/:personId',
  summary: 'One person: what each source said, side by side, and how the records came together',
  input: z.object({ personId: z.uuid() }),
  output: personPage,
  permission: 'case.read',
  subject: personSubject,
  purpose: 'case-work',
  audit: 'opened a person',
  auditHits: (output) => [...new Set(output.records.flatMap((record) => [record.id, record.caseId]))],
  run: async ({ store, subject }) => {
    const records = await personRecords(store, sql`r.person_id = ${subject.id}`, MOST_RECORDS);
    const { rows: cases } = await sql<{
      id: string;
      number: string;
      agencyName: string;
    }>`select c.id, c.number, a.name as agency_name
      from case_file c join agency a on a.id = c.agency_id where c.id = any(${[...new Set(records.map((record) => record.caseId))]}::uuid[])`.execute(
      store,
    );
    const known = new Map<string, { caseNumber: string; agencyName: string; reads: string[] }>();
    for (const found of cases) {
      known.set(found.id, {
        caseNumber: found.number,
        agencyName: found.agencyName,
        reads: (await classesOfCase(store, found.id)).reads,
      });
    }
    const { rows: links } = await sql<
      z.input<typeof personPage>['links'][number]
    >`select l.*, coalesce((select name from app_user u where u.id = l.created_by),
          (select a.name from linkage_decision d join agency a on a.id = d.agency_id
            where d.pair_id = l.linkage_pair and d.user_id = l.created_by limit 1)) as created_by_name
      from person_link l where l.record_id = any(${records.map((record) => record.id)}::uuid[])
        or l.from_person = ${subject.id} or l.to_person = ${subject.id}
      order by l.created_at, l.id limit 200`.execute(store);
    return {
      id: subject.id,
      records: records.map((record) => ({
        ...record,
        ...(known.get(record.caseId) ?? { caseNumber: '', agencyName: '', reads: [] }),
      })),
      links,
    };
  },
});

export const personAccessLog = defineAction({
  name: 'people.access-log',
  method: 'GET',
  path: '/api/people/:personId/access-log',
  summary: 'Who opened, changed, found or exported what is kept of a person: the log a person may ask for',
  input: z.object({
    personId: z.uuid(),
    before: z.iso
      .datetime()
      .optional()
      .describe('Only what happened before this instant: the last one of the page before'),
    limit: z.number().int().min(1).max(500).default(200),
  }),
  output: z.object({ lines: z.array(accessLine), next: z.string().nullable() }),
  permission: 'access-log.read',
  subject: personSubject,
  purpose: 'oversight',
  audit: 'produced a person’s own access log',
  run: async ({ store, subject, input, now }) => {
    const before = input.before ? new Date(input.before) : now;
    const cases = [...new Set(subject.records.map((record) => record.caseId))];
    const found = await accessLog(
      store,
      cases,
      subject.records.map((record) => record.id),
      before,
      input.limit,
    );
    return { lines: found, next: found.length === input.limit ? (found.at(-1)?.at ?? null) : null };
  },
});

/** Persons whose records stood under this reference before, as far as the actor sees them; none of a person that stands. */
async function movedSubject(
  context: LoadContext<{ personId: string }, Actor>,
): Promise<(Subject & { readonly personIds: readonly string[] }) | null> {
  const { personId } = context.input;
  const { rows } = await sql<{ personId: string }>`select distinct r.person_id from person_link l
    join person_record r on r.id = l.record_id where l.from_person = ${personId} and r.person_id <> ${personId}
    order by r.person_id limit 20`.execute(context.store);
  const found = rows.length > 0 || (await personSubject(context)) !== null;
  return found ? { kind: 'person', id: personId, personIds: rows.map((row) => row.personId) } : null;
}

export const movedPerson = defineAction({
  name: 'people.moved',
  method: 'GET',
  path: '/api/people/:personId/moved',
  summary: 'Where the records are now that a reference of a person once stood for',
  input: z.object({ personId: z.uuid() }),
  output: z.object({ personIds: z.array(z.uuid()) }),
  permission: 'case.read',
  subject: movedSubject,
  purpose: 'case-work',
  audit: 'asked where the records of a person went',
  auditHits: ({ personIds }) => personIds,
  run: async ({ subject }) => ({ personIds: [...subject.personIds] }),
});

export const pageActions: readonly Action[] = [openPerson, personAccessLog, movedPerson];
