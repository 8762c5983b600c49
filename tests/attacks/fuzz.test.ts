import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions } from '../../src/registry.ts';
import { arbitraryOf } from '../harness/arbitrary.ts';
import { openHouse, type House, type Person } from '../harness/house.ts';
import { send } from '../harness/send.ts';

let house: House;
let people: Pick<Person, 'call'>[];
beforeAll(async () => {
  house = await openHouse();
  people = [
    await house.person('SHELTER', 'case-worker'),
    await house.person('SHELTER', 'administrator'),
    await house.person('UN', 'analyst'),
    house.operator(),
    house.stranger,
  ];
});
afterAll(() => house.close());

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
    test(action.spec.name, async () => {
      const valid = arbitraryOf(action.spec.input) as fc.Arbitrary<Record<string, unknown>>;
      const spoilt = fc
        .tuple(valid, fc.constantFrom(...Object.keys(action.spec.input.shape), 'unknownField'), junk)
        .map(([input, field, value]) => ({ ...input, [field]: value }));
      await fc.assert(
        fc.asyncProperty(fc.oneof(valid, spoilt), fc.integer({ min: 0, max: 4 }), async (input, who) => {
          const answer = await send(people[who] as Person, action, input);
          expect(answer.status, `${JSON.stringify(input)} ${answer.text}`).toBeLessThan(500);
        }),
        { numRuns: 15, seed: 11 },
      );
    });
  }
});
