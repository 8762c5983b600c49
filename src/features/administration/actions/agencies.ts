import { sql } from 'kysely';
import { z } from 'zod';
import { closedTo } from '../rules.ts';
import { collection, defineAction, orNotFound, Problem, type Subject } from '../../../platform/action/index.ts';
import { may } from '../../../platform/access/actor.ts';
import { agency, agencyChange, agencyInput, agencyList, type Agency } from '../schema.ts';
import { findAgency, listAgencies } from '../store/houses.ts';
import { looksAfter, refuse } from '../who.ts';

export const listAgenciesAction = defineAction({
  name: 'agencies.list',
  method: 'GET',
  path: '/api/agencies',
  summary: 'The agencies of this installation',
  input: z.object({}),
  output: agencyList,
  permission: 'signed-in',
  subject: collection('agencies'),
  purpose: 'reference',
  audit: 'listed agencies',
  command: 'agencies list',
  run: async ({ store }) => ({ agencies: await listAgencies(store) }),
});

export const createAgency = defineAction({
  name: 'agencies.create',
  method: 'POST',
  path: '/api/agencies',
  summary: 'Add an agency; its first administrator is invited next',
  input: agencyInput,
  output: agency,
  permission: 'node.manage',
  subject: collection('agencies'),
  purpose: 'administration',
  audit: 'added an agency',
  auditHits: (output) => [output.id],
  command: 'agencies add',
  run: async ({ store, input, newId }) => {
    const id = newId();
    await sql`insert into agency (id, code, name, kind, country) values (${id}, ${input.code}, ${input.name}, ${input.kind}, ${input.country})`.execute(
      store,
    );
    return orNotFound(await findAgency(store, id));
  },
});

export const changeAgency = defineAction({
  name: 'agencies.change',
  method: 'PATCH',
  path: '/api/agencies/:agencyId',
  summary: 'Rename an agency; what it is, and whether it takes part, is changed by whoever runs the installation',
  input: agencyChange,
  output: agency,
  permission: 'agency.manage',
  subject: async ({ input, actor, store, forUpdate }): Promise<(Subject & { row: Agency }) | null> => {
    if (!looksAfter(actor, input.agencyId) && !may(actor, 'node.manage')) return null;
    const row = await findAgency(store, input.agencyId, forUpdate);
    return (
      row && {
        kind: 'agency',
        id: row.id,
        version: row.version,
        updatedAt: row.updatedAt,
        updatedBy: row.updatedBy,
        row,
      }
    );
  },
  versioned: true,
  purpose: 'administration',
  audit: 'changed an agency',
  auditDetail: ({ kind, active }) => ({ ...(kind ? { kind } : {}), ...(active === undefined ? {} : { active }) }),
  // As the owner: whether the people of another agency would keep what its new kind closes is not for the actor to see.
  runs: 'owner',
  run: async ({ store, actor, input, subject }) => {
    const { name = subject.row.name, kind = subject.row.kind, active = subject.row.active } = input;
    if ((kind !== subject.row.kind || active !== subject.row.active) && !may(actor, 'node.manage'))
      throw new Problem('not-permitted', { permission: 'node.manage' });
    if (!active && actor.agencyId === input.agencyId) refuse('Your own agency cannot be taken out by you.');
    const { rows } = await sql<
      Parameters<typeof closedTo>[1] & { code: string }
    >`select distinct r.code, r.reads from membership m join role r on r.id = m.role_id
      where m.agency_id = ${input.agencyId} and m.active`.execute(store);
    const open = rows.filter((role) => closedTo(kind, role).length > 0);
    if (open.length > 0)
      refuse(
        `People of this agency have roles that an agency of that kind does not give: ${open.map(({ code }) => code).join(', ')}.`,
      );
    await sql`update agency set name = ${name}, kind = ${kind}, active = ${active} where id = ${input.agencyId}`.execute(
      store,
    );
    return orNotFound(await findAgency(store, input.agencyId));
  },
});
