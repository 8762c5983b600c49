import { sql } from 'kysely';
import {
  collection,
  defineAction,
  notFound,
  orNotFound,
  Problem,
  type Subject,
} from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { movesInCircle } from '../rules.ts';
import { unit, unitChange, unitInput, unitList, unitListInput, type Unit } from '../schema.ts';
import { findUnit, listUnits } from '../store/houses.ts';
import { agencyOf, checkUnit, looksAfter, refuse } from '../who.ts';

export const listUnitsAction = defineAction({
  name: 'units.list',
  method: 'GET',
  path: '/api/units',
  summary: 'The units of an agency, each with the one above it',
  input: unitListInput,
  output: unitList,
  permission: 'signed-in',
  subject: collection('units'),
  purpose: 'reference',
  audit: 'listed units',
  command: 'units list',
  run: async ({ store, actor, input }) => ({ units: await listUnits(store, agencyOf(actor, input.agencyId)) }),
});

export const createUnit = defineAction({
  name: 'units.create',
  method: 'POST',
  path: '/api/units',
  summary: 'Add a unit, below another or at the top of its agency',
  input: unitInput,
  output: unit,
  permission: 'agency.manage',
  subject: collection('units'),
  purpose: 'administration',
  audit: 'added a unit',
  auditHits: (output) => [output.id],
  command: 'units add',
  run: async ({ store, actor, input, newId }) => {
    const agencyId = agencyOf(actor, input.agencyId);
    if (!looksAfter(actor, agencyId)) throw notFound();
    await checkUnit(store, agencyId, input.parentId);
    await refuseTwin(store, { ...input, agencyId, id: null });
    const id = newId();
    await sql`insert into unit (id, agency_id, parent_id, name, place_code) values (${id}, ${agencyId}, ${input.parentId}, ${input.name}, ${input.placeCode})`.execute(
      store,
    );
    return orNotFound(await findUnit(store, id));
  },
});

export const changeUnit = defineAction({
  name: 'units.change',
  method: 'PATCH',
  path: '/api/units/:unitId',
  summary: 'Rename a unit, move it with all below it, or take it out of use',
  input: unitChange,
  output: unit,
  permission: 'agency.manage',
  subject: async ({ input, actor, store, forUpdate }): Promise<(Subject & { row: Unit }) | null> => {
    const row = await findUnit(store, input.unitId);
    if (!row || !looksAfter(actor, row.agencyId)) return null;
    const held = await findUnit(store, input.unitId, forUpdate);
    return (
      held && {
        kind: 'unit',
        id: held.id,
        version: held.version,
        updatedAt: held.updatedAt,
        updatedBy: held.updatedBy,
        row: held,
      }
    );
  },
  versioned: true,
  purpose: 'administration',
  audit: 'changed a unit',
  run: async ({ store, input, subject: { row } }) => {
    const { name = row.name, placeCode = row.placeCode, active = row.active } = input;
    const parentId = input.parentId === undefined ? row.parentId : input.parentId;
    if (parentId !== row.parentId) {
      // Two moves at once could close a circle that neither sees.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`units ${row.agencyId}`}, 0))`.execute(store);
      await checkUnit(store, row.agencyId, parentId);
      const parents = new Map((await listUnits(store, row.agencyId)).map((each) => [each.id, each.parentId]));
      if (movesInCircle(row.id, parentId, parents)) refuse('A unit cannot be moved below itself.');
    }
    if (!active && row.active) await refuseInUse();
    if (active && (name !== row.name || parentId !== row.parentId || !row.active))
      await refuseTwin(store, { name, parentId, agencyId: row.agencyId, id: row.id });
    await sql`update unit set name = ${name}, place_code = ${placeCode}, active = ${active}, parent_id = ${parentId} where id = ${row.id}`.execute(
      store,
    );
    return orNotFound(await findUnit(store, row.id));

    async function refuseInUse(): Promise<void> {
      const { rows } =
        await sql`select 1 from membership where unit_id = ${row.id} and active union all select 1 from unit where parent_id = ${row.id} and active limit 1`.execute(
          store,
        );
      if (rows.length > 0) refuse('People or units still belong to this unit. Move them first.');
    }
  },
});

/** Two units of one name in one place could not be told apart in any list. */
async function refuseTwin(
  store: Store,
  { name, parentId, agencyId, id }: Pick<Unit, 'name' | 'parentId' | 'agencyId'> & { readonly id: string | null },
): Promise<void> {
  const { rows } =
    await sql`select 1 from unit where agency_id = ${agencyId} and active and lower(name) = lower(${name})
    and parent_id is not distinct from ${parentId}::uuid and id is distinct from ${id}::uuid`.execute(store);
  if (rows.length > 0) throw new Problem('already-exists');
}
