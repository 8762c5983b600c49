import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWrite, type Action } from '../../src/platform/action/index.ts';
import { actions } from '../../src/registry.ts';
import { shippedRoles, type ShippedRole } from '../../src/words/access.ts';
import { holdingsOf, openEstate, type Estate } from '../access/estate.ts';
import { idFields, inputOf, nowhere } from '../access/inputs.ts';
import { openHouse, type Answer, type House, type Person } from '../harness/house.ts';
import { send } from '../harness/send.ts';

let house: House;
let own: Estate;
let other: Estate;
let absent: Estate['ids'];
/** What the other agency holds, as the last attack left it. */
let held: string;
const people = new Map<string, Person>();
const roles = ['case-worker', 'investigator', 'administrator', 'auditor', 'node-administrator', 'analyst'];
beforeAll(async () => {
  house = await openHouse();
  [own, other] = [await openEstate(house, 'SHELTER'), await openEstate(house, 'POLRI')];
  absent = nowhere(other.ids);
  held = await holdingsOf(house, other);
  for (const role of roles)
    people.set(role, await house.person('SHELTER', role, { unitId: String(own.ids['unitId']) }));
});
afterAll(() => house.close());

/** Fields that may name what another agency holds, and why nothing is lost by it. */
const mayBeForeign: Readonly<Record<string, string>> = {
  'cases.share toAgency': 'a share is for another agency',
  'cases.share toUser': 'a share may be for one person elsewhere',
  'units.list agencyId': 'units are known to all who work here, as agencies are',
  'audit.list caseId': 'the trail holds the own attempts at an id, whatever it is of',
  'audit.export caseId': 'the trail holds the own attempts at an id, whatever it is of',
  'linkage.propose agencyIds': 'an agreement is proposed to other agencies',
  'exports.create filter': 'a filter that meets nothing makes a file with nothing in it',
};
const kinds = [
  'caseId',
  'recordId',
  'personId',
  'userId',
  'unitId',
  'roleId',
  'agencyId',
  'membershipId',
  'organisations',
  'perpetrators',
  'sessionId',
  'exportId',
] as const;
const aimed = actions.flatMap((action) =>
  idFields(action).map(({ field, put }, at) => ({ name: `${action.spec.name} ${field} ${at}`, action, field, put })),
);

/** The first of the roles with the right, to data of that class too. */
function whoMay({ spec }: Action): Person {
  const may = (role: ShippedRole): boolean =>
    role.permissions.includes(spec.permission as ShippedRole['permissions'][number]) &&
    (typeof spec.dataClass !== 'string' || role.writes.includes(spec.dataClass));
  const code = roles.find((each) => shippedRoles.some((role) => role.code === each && may(role)));
  return people.get(code ?? 'case-worker') as Person;
}

/** What stands beside the id for the rule about the id to be reached. */
function around(action: Action, field: string): Record<string, unknown> {
  const { toUser, recordIds, otherCaseId, ...rest } = inputOf(action, own.ids);
  if (field === 'aboutId') return { ...rest, aboutKind: 'person_record' };
  const alternatives = field.startsWith('to') || field.startsWith('other') || field === 'recordIds';
  return alternatives ? rest : JSON.parse(JSON.stringify({ ...rest, toUser, recordIds, otherCaseId }));
}

/** Ids that were asked for come back in what is wrong with them; all else must be the same. */
const without = (answer: Answer, id: string): string => `${answer.status} ${answer.text.replaceAll(id, 'ID')}`;

test('there are ids in bodies and queries to attack', () => expect(aimed.length).toBeGreaterThan(20));

test.each(aimed)(
  '$name: an id of another agency does nothing there and reads like an id of nothing',
  async ({ action, field, put }) => {
    const most = Math.floor((action.spec.limits?.perMinute ?? 100) / 4);
    const allowed = mayBeForeign[`${action.spec.name} ${field}`] !== undefined;
    for (const kind of kinds.slice(0, most)) {
      const [id, nothing] = [String(other.ids[kind]), String(absent[kind])];
      const attack = (given: string): Promise<Answer> =>
        send(whoMay(action), action, { ...around(action, field), [field]: put(given) });
      const theirs = await attack(id);
      if (action.spec.name !== 'units.list') expect(theirs.text.replaceAll(id, ''), kind).not.toContain(other.mark);
      expect([403, 429], `${kind} ${theirs.text}`).not.toContain(theirs.status);
      if (allowed) continue;
      if (isWrite(action) && !action.spec.asks)
        expect(theirs.status, `${kind} ${theirs.text}`).toBeGreaterThanOrEqual(400);
      // Which agencies there are is known to all.
      if (kind !== 'agencyId') expect(without(theirs, id), kind).toBe(without(await attack(nothing), nothing));
    }
    const now = await holdingsOf(house, other);
    if (!allowed) expect(now).toBe(held);
    held = now;
  },
);
