import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/platform/access/actor.ts';
import { actorOfMembership } from '../../src/platform/auth/actor.ts';
import { asActor, asOwner } from '../../src/platform/store/index.ts';
import { holdingsOf, openEstate, type Estate } from '../access/estate.ts';
import { openHouse, type House, type Person } from '../harness/house.ts';

let house: House;
let own: Estate;
let other: Estate;
let worker: Actor;
let strangers: Actor[];
let tables: string[];
beforeAll(async () => {
  house = await openHouse();
  [own, other] = [await openEstate(house, 'SHELTER'), await openEstate(house, 'POLRI')];
  const actorOf = async (person: Person): Promise<Actor> =>
    (await asOwner(house.database, (store) => actorOfMembership(store, person.userId, person.membershipId))) as Actor;
  worker = await actorOf(own.owner);
  strangers = [worker];
  for (const role of ['investigator', 'administrator', 'auditor', 'records-officer', 'node-administrator', 'trainer'])
    strangers.push(await actorOf(await house.person('SHELTER', role)));
  tables = (
    await sql<{ name: string }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p', 'v', 'm', 'f') order by relname`.execute(house.database.owner)
  ).rows.map((row) => row.name);
});
afterAll(() => house.close());

/** What a statement answers as an actor: its rows as text, or the state it is refused with. */
async function ask(actor: Actor | null, statement: RawBuilder<unknown>): Promise<string> {
  try {
    return await asActor(house.database, actor, async (store) => JSON.stringify((await statement.execute(store)).rows));
  } catch (error) {
    return `refused ${String((error as { code?: string }).code)}`;
  }
}
const DENIED = 'refused 42501';
/** What every actor knows: which agencies and units there are, and the roles shipped with the product. */
const known = new Set(['agency', 'unit']);

test('every table has row-level security, and nobody but its owner goes around it', async () => {
  const { rows } = await sql<{
    name: string;
  }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace
    and (relkind = 'r' and not relrowsecurity or relkind in ('p', 'v', 'm', 'f')
      and has_table_privilege('palermo_app', oid, 'select, insert, update, delete')) order by 1`.execute(
    house.database.owner,
  );
  // The list of migrations is of the house itself; the application has no right to it at all.
  expect(rows.map((row) => row.name).filter((name) => name !== 'migration')).toEqual([]);
  expect(
    await ask(
      worker,
      sql`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles where rolname = current_user`,
    ),
  ).toBe('[{"rolsuper":false,"rolbypassrls":false,"rolcreaterole":false,"rolcreatedb":false,"rolcanlogin":false}]');
});

test('without an actor no table gives a row', async () => {
  for (const table of tables)
    expect(['[]', DENIED], table).toContain(await ask(null, sql`select 1 from ${sql.table(table)} limit 1`));
});

test('no table gives an actor a row of another agency', async () => {
  const theirs = [
    ...Object.entries(other.ids)
      .filter(([name]) => !['agencyId', 'unitId'].includes(name))
      .map(([, id]) => id),
    other.mark,
  ];
  for (const actor of strangers) {
    for (const table of tables.filter((name) => !known.has(name))) {
      const found = await ask(actor, sql`select to_jsonb(t)::text as row from ${sql.table(table)} t`);
      for (const word of theirs) expect(found.includes(word), `${actor.roleCode} reads ${table}`).toBe(false);
    }
  }
  expect(await ask(worker, sql`select full_text from person_name`)).toContain(own.mark);
});

test('no actor changes or removes a row of another agency, and adds none to its cases', async () => {
  const before = await holdingsOf(house, other);
  const ids = Object.values(other.ids);
  for (const actor of strangers) {
    // The node administrator keeps the list of agencies; nothing an agency holds.
    for (const table of tables.filter((name) => name !== 'agency' || actor.roleCode !== 'node-administrator')) {
      const ofTheirs = sql`to_jsonb(${sql.table(table)})::text ~ ${ids.join('|')}`;
      await ask(actor, sql`delete from ${sql.table(table)} where ${ofTheirs}`);
      const { rows: columns } = await sql<{ name: string }>`select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table}`.execute(house.database.owner);
      for (const { name } of columns.slice(0, 40))
        await ask(actor, sql`update ${sql.table(table)} set ${sql.ref(name)} = ${sql.ref(name)} where ${ofTheirs}`);
      if (!columns.some(({ name }) => name === 'case_id')) continue;
      // A row of one's own, copied into a case of theirs.
      const copy = sql`insert into ${sql.table(table)} select (jsonb_populate_record(null::${sql.table(table)},
        to_jsonb(t) || jsonb_build_object('case_id', ${other.ids['caseId']}::text, 'id', gen_random_uuid()))).* from ${sql.table(table)} t limit 1`;
      await ask(actor, copy);
    }
  }
  expect(await holdingsOf(house, other)).toBe(before);
});

describe('the application cannot', () => {
  const forbidden: readonly (readonly [string, () => RawBuilder<unknown>])[] = [
    ['turn triggers off', () => sql`set session_replication_role = replica`],
    ['turn the rules off', () => sql`alter table case_file disable row level security`],
    ['empty a table', () => sql`truncate note`],
    ['drop a table', () => sql`drop table note`],
    ['make a table', () => sql`create table loot (x text)`],
    ['make a function', () => sql`create function loot() returns int language sql as 'select 1'`],
    ['read passwords', () => sql`select 1 from credential`],
    ['read sessions', () => sql`select 1 from session`],
    ['read passkeys', () => sql`select 1 from passkey`],
    ['read challenges', () => sql`select 1 from auth_challenge`],
    ['read one-time links', () => sql`select 1 from invitation`],
    ['read wrong attempts', () => sql`select 1 from failed_attempt`],
    [
      'write the trail',
      () =>
        sql`insert into audit_event (lane, seq, at, action, outcome, payload, hash) values (gen_random_uuid(), 1, now(), 'x', 'done', '{}', ''::bytea)`,
    ],
    ['change the trail', () => sql`update audit_event set payload = '{}'`],
    ['shorten the trail', () => sql`delete from audit_event`],
    ['turn the trail back', () => sql`update audit_lane set seq = 0`],
    [
      'forge a seal',
      () => sql`insert into audit_seal (lane, seq, at, hash, mac) values (gen_random_uuid(), 1, now(), ''::bytea, '')`,
    ],
    ['change the history', () => sql`update history set row = '{}'`],
    ['remove the history', () => sql`delete from history`],
    ['change the installation', () => sql`update setting set value = 'true'`],
    ['become the owner for good', () => sql`create role loot superuser`],
    ['read a file of the server', () => sql`select pg_read_file('/etc/hostname')`],
    ['run a program on the server', () => sql`copy note to program 'cat'`],
  ];
  test.each(forbidden)('%s', async (_name, statement) => {
    for (const actor of strangers) expect(await ask(actor, statement())).toBe(DENIED);
  });
});

test('nobody signs the trail for another person, or into the lane of another agency', async () => {
  const event = (fields: object): string =>
    JSON.stringify({
      at: new Date().toISOString(),
      actor: worker.userId,
      agency: worker.agencyId,
      action: 'x',
      outcome: 'done',
      ...fields,
    });
  const append = (lane: string, fields: object) =>
    ask(worker, sql`select audit_append(${lane}::uuid, ${event(fields)})`);
  expect(await append(worker.agencyId, { actor: other.owner.userId })).toBe(DENIED);
  expect(await append(String(other.ids['agencyId']), {})).toBe(DENIED);
  expect(await append(String(other.ids['agencyId']), { agency: other.ids['agencyId'] })).toBe(DENIED);
});

test('no function that runs with the rights of the owner tells or does anything for another agency’s ids', async () => {
  const { rows: functions } = await sql<{ name: string; types: string[] }>`select p.proname as name,
      array(select t::regtype::text from unnest(p.proargtypes) t) as types
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype
      and has_function_privilege('palermo_app', p.oid, 'execute') order by 1`.execute(house.database.owner);
  expect(functions.length).toBeGreaterThan(8);
  const before = await holdingsOf(house, other);
  const texts: Readonly<Record<string, readonly string[]>> = {
    kept_apart: ['person_contact', 'note', 'attachment', 'case_link', 'case_grant'],
    case_standing: [other.caseNumber],
  };
  // The code of an agency is known to all, and no id.
  const attacked = Object.entries(other.ids).filter(([kind]) => kind !== 'agency');
  for (const { name, types } of functions) {
    // What these take is no id: a number that is known, with a line on the trail; and the trail itself.
    if (name === 'open_emergency' || name === 'audit_append') continue;
    const at = types.flatMap((type, index) => (type.startsWith('uuid') ? [index] : []));
    for (const word of texts[name] ?? ['x']) {
      for (const actor of strangers.slice(0, 2)) {
        const answer = (id: string, beside: string | null, said = word): Promise<string> =>
          ask(
            actor,
            call(
              name,
              types.map((type, index) => argument(type, beside !== null && index === at[0] ? beside : id, said)),
            ),
          );
        for (const beside of at.length > 1 ? [null, own.ids['caseId'], other.ids['caseId']] : [null]) {
          const nothing = await answer(randomUUID(), beside ?? null, word === other.caseNumber ? 'NO-SUCH' : word);
          for (const [kind, id] of attacked.slice(0, at.length > 0 ? 99 : 1)) {
            // Whether an agency has an administrator is known to all: without one, the node appoints the first.
            if (name === 'agency_is_administered' && kind === 'agencyId') continue;
            expect(await answer(id, beside ?? null), `${name} ${actor.roleCode} ${kind} ${word}`).toBe(nothing);
          }
        }
      }
    }
  }
  expect(await holdingsOf(house, other)).toBe(before);
});

const call = (name: string, given: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql`select to_jsonb(f) as answer from ${sql.ref(name)}(${sql.join([...given])}) f`;

function argument(type: string, id: string, word: string): RawBuilder<unknown> {
  const values: Readonly<Record<string, RawBuilder<unknown>>> = {
    uuid: sql`${id}::uuid`,
    'uuid[]': sql`array[${id}]::uuid[]`,
    text: sql`${word}::text`,
    boolean: sql`false`,
    integer: sql`10`,
    jsonb: sql`${JSON.stringify({ other_case_id: id })}::jsonb`,
    'timestamp with time zone': sql`now()`,
  };
  return values[type] ?? sql`null`;
}
