import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions } from '../../src/registry.ts';
import { arbitraryOf } from '../harness/arbitrary.ts';
import { openEstate, type Estate } from '../access/estate.ts';
import { aimed } from '../access/inputs.ts';
import { openHouse, type House, type Person } from '../harness/house.ts';
import { send } from '../harness/send.ts';

let house: House;
let estate: Estate;
beforeAll(async () => {
  house = await openHouse();
  estate = await openEstate(house, 'SHELTER');
});
afterAll(() => house.close());

/** New people for each action: one of the others may have ended their session. */
const newPeople = async (): Promise<readonly Pick<Person, 'call'>[]> => [
  await house.person('SHELTER', 'case-worker'),
  await house.person('SHELTER', 'administrator'),
  await house.person('UN', 'analyst'),
  house.operator(),
  house.stranger,
];

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    "'; drop table case_file; --",
    '../../etc/passwd',
    '9'.repeat(400),
    -1,
    1e308,
    [[[[]]]],
    '2026-02-30',
    '٣',
  ),
);

describe('whatever is sent to an action, it answers with a result or a problem and never breaks', () => {
  for (const action of actions) {
    test(`${action.spec.name}`, async () => {
      const people = await newPeople();
      const valid = arbitraryOf(action.spec.input) as fc.Arbitrary<Record<string, unknown>>;
      const spoilt = fc
        .tuple(valid, fc.constantFrom(...Object.keys(action.spec.input.shape), 'unknownField'), junk)
        .map(([input, field, value]) => ({ ...input, [field]: value }));
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(valid, spoilt),
          fc.constantFrom(...people),
          fc.boolean(),
          fc.integer({ min: 1, max: 3 }),
          async (said, who, meant, version) => {
            // Half of them at something that is there, so that the rules behind the look-up are reached.
            const input = meant ? { ...said, ...aimed(action, estate.ids) } : said;
            const answer = await send(who, action, input, version);
            expect(answer.status, `${JSON.stringify(input)} ${answer.text}`).toBeLessThan(500);
          },
        ),
        { numRuns: 30, seed: 11 },
      );
    });
  }
});
