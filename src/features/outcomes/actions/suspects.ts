import { sql } from 'kysely';
import type { z } from 'zod';
import { defineAction, Problem, type Action } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { loadRecord } from '../../people/index.ts';
import { joinSuspectInput, sameSuspects, splitSuspectInput, suspectAsked, type SameSuspect } from '../schema.ts';

/** What the suspect is called, and the other suspects said to be this one, as far as the reader reads them. */
async function sameAs(store: Store, id: string): Promise<z.output<typeof sameSuspects>> {
  const own = await sql<{
    name: string | null;
  }>`select coalesce(full_text, aliases[1], handles[1], documents[1]) as name
    from perpetrator_identity where perpetrator_id = ${id}`.execute(store);
  const { rows } =
    await sql<SameSuspect>`select o.perpetrator_id as id, o.case_id, c.number as case_number, a.name as agency_name, i.full_text as name,
      (select d.reason from suspect_decision d where d.kind = 'join' and ${id} in (d.perpetrator_id, d.other_id)
        and o.perpetrator_id in (d.perpetrator_id, d.other_id) order by d.created_at desc limit 1) as reason
    from suspect_member m join suspect_member o on o.suspect_id = m.suspect_id and o.perpetrator_id <> m.perpetrator_id
      join case_file c on c.id = o.case_id join agency a on a.id = c.agency_id
      left join perpetrator_identity i on i.perpetrator_id = o.perpetrator_id
    where m.perpetrator_id = ${id} order by c.number, o.perpetrator_id limit 100`.execute(store);
  return { name: own.rows[0]?.name ?? null, suspects: rows };
}

const joining = {
  permission: 'person.join',
  dataClass: 'intelligence',
  subject: ({ input, store }: { input: { id: string }; store: Store }) =>
    loadRecord(store, 'perpetrator', input.id, false),
  purpose: 'case-work',
} as const;

export const listSameSuspects = defineAction({
  ...joining,
  permission: 'case.read',
  name: 'perpetrators.same',
  method: 'GET',
  path: '/api/perpetrators/:id/same',
  summary: 'In which other cases this suspect was found to be the same person',
  input: suspectAsked,
  output: sameSuspects,
  audit: 'read where else a suspect is',
  auditHits: ({ suspects }) => suspects.map(({ id }) => id),
  run: async ({ store, input }) => sameAs(store, input.id),
});

export const joinSuspects = defineAction({
  ...joining,
  name: 'perpetrators.join',
  method: 'POST',
  path: '/api/perpetrators/:id/same',
  summary: 'Say that a suspect is that of another case: figures count them once; can be taken back',
  input: joinSuspectInput,
  output: sameSuspects,
  audit: 'said that suspects are one person',
  auditHits: ({ suspects }) => suspects.map(({ id }) => id),
  run: async ({ store, input: { id, otherId, reason } }) => {
    if (id === otherId || (await loadRecord(store, 'perpetrator', otherId, false)) === null)
      throw new Problem('invalid-input', {
        fields: [{ field: 'otherId', message: 'names no other suspect within reach' }],
      });
    await sql`select suspect_join(${id}, ${otherId}, ${reason})`.execute(store);
    return sameAs(store, id);
  },
});

export const splitSuspect = defineAction({
  ...joining,
  name: 'perpetrators.split',
  method: 'POST',
  path: '/api/perpetrators/:id/apart',
  summary: 'Say that a suspect is nobody of another case after all',
  input: splitSuspectInput,
  output: sameSuspects,
  audit: 'said that a suspect stands alone',
  run: async ({ store, input: { id, reason } }) => {
    const { rows } = await sql<{ split: boolean }>`select suspect_split(${id}, ${reason}) as split`.execute(store);
    if (rows[0]?.split !== true) throw new Problem('not-allowed-now', { reason: 'This suspect stands alone already.' });
    return sameAs(store, id);
  },
});

export const suspectActions: readonly Action[] = [listSameSuspects, joinSuspects, splitSuspect];
