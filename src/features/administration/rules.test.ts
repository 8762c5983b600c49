import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dataClasses,
  permissionNames,
  scopes,
  shippedRoles,
  type RoleGrant,
  type ShippedRole,
} from '../../words/access.ts';
import { accountFault, givingFault, isWithin, movesInCircle, roleFault, twoPersonFault, type Giver } from './rules.ts';

const shipped = (code: string): ShippedRole => {
  const role = shippedRoles.find((candidate) => candidate.code === code);
  if (!role) throw new Error(code);
  return role;
};
const giver = (code: string): Giver => ({ ...shipped(code), userId: 'me', agencyId: 'ours' });
const colleague = { userId: 'you', agencyId: 'ours', agencyKind: 'shelter', administered: true } as const;
const ofProduct = (code: string) => ({ ...shipped(code), agencyId: null });

const anyRole: fc.Arbitrary<RoleGrant> = fc.record({
  permissions: fc.subarray(permissionNames),
  reads: fc.subarray([...dataClasses]),
  writes: fc.subarray([...dataClasses]),
  scope: fc.constantFrom(...scopes),
});

test('an administrator, who reads no case, hands out the shipped roles of case work', () => {
  expect(givingFault(giver('administrator'), ofProduct('case-worker'), colleague)).toBeNull();
  expect(givingFault(giver('administrator'), ofProduct('administrator'), colleague)).toBeNull();
  expect(givingFault(giver('case-worker'), ofProduct('node-administrator'), colleague)).not.toBeNull();
});

test('nobody gives a role to themselves, in another agency, or over the whole installation', () => {
  const own = { ...colleague, userId: 'me' };
  const theirs = { ...colleague, agencyId: 'theirs' };
  for (const role of shippedRoles) {
    expect(givingFault(giver('administrator'), { ...role, agencyId: null }, own)).not.toBeNull();
    expect(givingFault(giver('administrator'), { ...role, agencyId: null }, theirs)).not.toBeNull();
  }
  expect(givingFault(giver('administrator'), ofProduct('node-administrator'), colleague)).toContain(
    'whole installation',
  );
  expect(givingFault(giver('node-administrator'), ofProduct('node-administrator'), colleague)).toBeNull();
});

test('a node administrator appoints the first administrator of a new agency and nobody after', () => {
  const fresh = { ...colleague, agencyId: 'new', administered: false };
  expect(givingFault(giver('node-administrator'), ofProduct('administrator'), fresh)).toBeNull();
  expect(givingFault(giver('node-administrator'), ofProduct('case-worker'), fresh)).not.toBeNull();
  expect(
    givingFault(giver('node-administrator'), ofProduct('administrator'), { ...fresh, administered: true }),
  ).not.toBeNull();
});

test('police get no role that reads counselling notes, shelters none that reads intelligence', () => {
  expect(
    givingFault(giver('administrator'), ofProduct('case-worker'), { ...colleague, agencyKind: 'police' }),
  ).toContain('health');
  expect(givingFault(giver('administrator'), ofProduct('investigator'), colleague)).toContain('intelligence');
  expect(
    givingFault(giver('administrator'), ofProduct('frontline-officer'), {
      ...colleague,
      agencyKind: 'statistics-office',
    }),
  ).toContain('identity');
});

test('whatever role an agency words, it never holds more than one shipped role or its maker', () => {
  const administrator = giver('administrator');
  fc.assert(
    fc.property(anyRole, (role) => {
      if (roleFault(administrator, role) !== null) return;
      expect([administrator, ...shippedRoles].some((base) => isWithin(role, base))).toBe(true);
      expect(role.reads.includes('health') && role.reads.includes('intelligence')).toBe(false);
      expect(role.permissions).not.toContain('node.manage');
      expect(role.scope === 'all' && role.permissions.some((verb) => verb.startsWith('case.'))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('any part of a shipped role can be worded as a role of one’s own, but not its reach widened', () => {
  const worker = shipped('case-worker');
  expect(roleFault(giver('administrator'), { ...worker, permissions: ['case.read'], scope: 'unit' })).toBeNull();
  expect(roleFault(giver('administrator'), { ...worker, scope: 'all' })).toContain('every agency');
  expect(roleFault(giver('administrator'), { ...worker, reads: dataClasses })).not.toBeNull();
});

test('an account that works for another agency too, or is stronger, is out of an administrator’s hands', () => {
  const hat = { ...shipped('case-worker'), agencyId: 'ours' };
  expect(accountFault(giver('administrator'), { userId: 'you', hats: [hat] })).toBeNull();
  expect(accountFault(giver('administrator'), { userId: 'me', hats: [hat] })).not.toBeNull();
  expect(
    accountFault(giver('administrator'), { userId: 'you', hats: [hat, { ...hat, agencyId: 'theirs' }] }),
  ).toContain('another agency');
  expect(
    accountFault(giver('administrator'), {
      userId: 'you',
      hats: [{ ...shipped('node-administrator'), agencyId: 'ours' }],
    }),
  ).toContain('could not give');
});

test('one administrator does not give a new password and take the second factor away', () => {
  const now = new Date('2026-03-31T00:00:00Z');
  expect(twoPersonFault(giver('administrator'), { by: 'me', at: '2026-03-30T00:00:00Z' }, now)).not.toBeNull();
  expect(twoPersonFault(giver('administrator'), { by: 'another', at: '2026-03-30T00:00:00Z' }, now)).toBeNull();
  expect(twoPersonFault(giver('administrator'), { by: 'me', at: '2026-02-01T00:00:00Z' }, now)).toBeNull();
});

test('a unit cannot be moved below itself', () => {
  const parents = new Map([
    ['aceh', 'task-force'],
    ['banda-aceh', 'aceh'],
    ['task-force', null],
  ]);
  expect(movesInCircle('task-force', 'banda-aceh', parents)).toBe(true);
  expect(movesInCircle('banda-aceh', 'task-force', parents)).toBe(false);
  expect(movesInCircle('aceh', null, parents)).toBe(false);
});
