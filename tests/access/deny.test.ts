import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathParameters, type Action } from '../../src/platform/action/index.ts';
import { actions } from '../../src/registry.ts';
import { shippedRoles, type DataClass, type Permission, type ShippedRole } from '../../src/words/access.ts';
import { openHouse, type Answer, type House, type Person } from '../harness/house.ts';
import { send } from '../harness/send.ts';
import { holdingsOf, openEstate, type Estate } from './estate.ts';
import { faultOf, inputOf, nowhere } from './inputs.ts';

let house: House;
let own: Estate;
let other: Estate;
let absent: Estate['ids'];
/** What the other agency holds, from before the first attempt to after the last. */
let untouched: string;
const people = new Map<string, Person>();

beforeAll(async () => {
  house = await openHouse();
  [own, other] = [await openEstate(house, 'SHELTER'), await openEstate(house, 'POLRI')];
  absent = nowhere(own.ids);
  untouched = await holdingsOf(house, other);
  for (const { code } of shippedRoles)
    people.set(code, await house.person('SHELTER', code, { unitId: String(own.ids['unitId']) }));
  // The provider reaches only what is given to it.
  const given = [own.ids['caseId'], own.ids['otherCaseId'], own.ids['spareCaseId']];
  await sql`update case_file set assigned_to = ${personOf('service-provider').userId} where id = any(${given}::uuid[])`.execute(
    house.database.owner,
  );
});
afterAll(() => house.close());

const personOf = (code: string): Person => people.get(code) as Person;
const never = 9999;

/** What a role lacks for this action before anything is loaded. */
function lacks(role: ShippedRole, { spec }: Action, input: Record<string, unknown>): boolean {
  if (spec.permission === 'anyone' || spec.permission === 'signed-in') return false;
  if (!role.permissions.includes(spec.permission as Permission)) return true;
  const dataClass = typeof spec.dataClass === 'function' ? spec.dataClass(input) : spec.dataClass;
  return (
    dataClass !== undefined && !(spec.method === 'GET' ? role.reads : role.writes).includes(dataClass as DataClass)
  );
}

/** Whether a path leads to something one agency holds and another does not. */
const aims = ({ spec }: Action): boolean => pathParameters(spec.path).length > 0;

/** Would end the session of whoever sends it, or change how their account is entered: tried in the attack tests. */
const endsSession = new Set([
  'session.sign-out',
  'session.lock',
  'account.sessions.revoke-others',
  'session.membership',
  'account.totp.remove',
]);

/** Own things that only one person has, or acts that cannot be taken back: nobody of the agency reaches them. */
const personal = new Set([
  'account.sessions.revoke',
  'account.passkeys.remove',
  'emergency.review',
  'exports.open',
  'exports.download',
  'exports.remove',
  'users.sessions.revoke',
  'circle.add',
  'circle.remove',
  'jobs.open',
  'imports.cancel',
  'devices.unlock',
  'devices.wipe',
  'devices.take',
  'views.remove',
  'devices.put-back',
  'law.reviewed',
  'law.review-cancel',
]);

/** After whom nobody finds the person where it was: the first role with the right stands for all. */
const movesItsSubject = new Set(['people.split']);

/**
 * The rules of a role are the same code and the same SQL on either database: every role tries them on the embedded one, and
 * on a server the first role that is concerned, so that each statement runs there too.
 */
const onServer = process.env['DATABASE_URL'] !== undefined;
const everyRole = onServer ? 'the first role' : 'every role';
const rolesThat = (hold: (role: ShippedRole) => boolean): readonly ShippedRole[] =>
  shippedRoles.filter(hold).slice(0, onServer ? 1 : undefined);

const sameBytes = (answers: readonly Answer[]): void =>
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);

describe.each(actions.map((action) => ({ name: action.spec.name, action })))('$name', ({ action }) => {
  const { spec } = action;

  test('takes the sample that stands for it here', () => {
    expect(faultOf(action, inputOf(action, own.ids))).toBeNull();
  });

  test.skipIf(spec.permission === 'anyone')('is closed to who is not signed in', async () => {
    const answer = await send(house.stranger, action, inputOf(action, own.ids));
    expect(answer.status).toBe(401);
  });

  test(`is refused to ${everyRole} without the right, whatever it aims at, and the refusal is on the trail`, async () => {
    const refused = new Map<string, number>();
    for (const role of rolesThat((each) => lacks(each, action, inputOf(action, own.ids)))) {
      const person = personOf(role.code);
      const answers = [];
      for (const ids of aims(action) ? [own.ids, other.ids, absent] : [own.ids])
        answers.push(await send(person, action, inputOf(action, ids)));
      expect(new Set(answers.map((answer) => answer.status)), role.code).toEqual(new Set([403]));
      sameBytes(answers);
      refused.set(person.userId, answers.length);
    }
    const { rows } = await sql<{
      actor: string;
      refusals: number;
    }>`select actor, count(*)::int as refusals from audit_event
      where action = ${spec.name} and outcome = 'refused' and actor = any(${[...refused.keys()]}::uuid[])
      group by actor`.execute(house.database.owner);
    expect(new Map(rows.map(({ actor, refusals }) => [actor, refusals]))).toEqual(refused);
  });

  test.runIf(aims(action))('answers for what another agency holds as for what does not exist', async () => {
    for (const role of rolesThat((each) => !lacks(each, action, inputOf(action, own.ids)))) {
      if (spec.name === 'agencies.change' && role.permissions.includes('node.manage')) continue;
      const person = personOf(role.code);
      const [theirs, nothing] = [
        await send(person, action, inputOf(action, other.ids)),
        await send(person, action, inputOf(action, absent)),
      ];
      expect(theirs.status, `${role.code} ${theirs.text}`).toBe(404);
      sameBytes([theirs, nothing]);
    }
    expect(await holdingsOf(house, other)).toBe(untouched);
  });

  test.skipIf(endsSession.has(spec.name) || personal.has(spec.name))(
    `lets in ${everyRole} with the right whose scope reaches it`,
    async () => {
      for (const role of rolesThat((each) => !lacks(each, action, inputOf(action, own.ids)) && reaches(each, action))) {
        // A version that never was: the subject is found, and stays as it is.
        const answer = await send(personOf(role.code), action, inputOf(action, own.ids), never);
        const closed = [401, 403, 404].includes(answer.status) && answer.body['code'] !== 're-authentication-needed';
        expect(closed && !expected(action, answer), `${role.code} ${answer.status} ${answer.text}`).toBe(false);
        expect(answer.status).toBeLessThan(500);
        if (movesItsSubject.has(spec.name)) break;
      }
    },
  );
});

/** What a right needs beside itself: lists of persons are for who writes records, logs of a person for who sees one. */
function reaches(role: ShippedRole, { spec }: Action): boolean {
  if (spec.name.startsWith('imports.') && !['imports.list', 'imports.layouts', 'imports.fields'].includes(spec.name))
    return role.writes.includes('administrative') && role.writes.includes('statistical');
  return spec.name !== 'people.access-log' || role.reads.length > 0;
}

/** Reads of one thing by a name that the samples make up. */
const knownToNobody = new Set([
  'devices.take-out',
  'access.why',
  'emergency.open',
  'series.conflicts',
  'series.coverage',
  'series.changes',
]);

/** A secret nobody has, a series nobody brought in and a number nobody knows answer as they should. */
function expected({ spec }: Action, answer: Answer): boolean {
  const secretNeeded =
    answer.body['code'] === 'sign-in-failed' || (spec.permission === 'anyone' && answer.status === 404);
  return secretNeeded || (knownToNobody.has(spec.name) && answer.status === 404);
}
