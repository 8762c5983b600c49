import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyAudit } from '../../src/platform/audit/index.ts';
import type { Action } from '../../src/platform/action/index.ts';
import { actions } from '../../src/registry.ts';
import { shippedRoles } from '../../src/words/access.ts';
import { openEstate, type Estate } from '../access/estate.ts';
import { inputOf } from '../access/inputs.ts';
import { openHouse, type Answer, type House, type Person } from '../harness/house.ts';
import { send } from '../harness/send.ts';
import { emailOf, givePassword, visitor } from '../harness/visitor.ts';

let house: House;
let estate: Estate;
const people = new Map<string, Person>();
const printed: string[] = [];
const bodies: string[] = [];
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, 'write').mockImplementation(((text: string | Uint8Array, ...rest: never[]) => {
      printed.push(String(text));
      return write(text, ...rest);
    }) as typeof stream.write);
  }
  house = await openHouse();
  estate = await openEstate(house, 'SHELTER');
  for (const { code } of shippedRoles)
    people.set(code, await house.person('SHELTER', code, { unitId: String(estate.ids['unitId']), name: estate.mark }));
});
afterAll(() => house.close());

const lines = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from audit_event`.execute(house.database.owner)).rows[0]?.n ?? 0;

/** Who has the right, first; a trainer has next to none. */
function whoMay({ spec }: Action): Person {
  const role = shippedRoles.find((each) => (each.permissions as readonly string[]).includes(spec.permission));
  return people.get(role?.code === 'frontline-officer' ? 'case-worker' : (role?.code ?? 'case-worker')) as Person;
}

/** How many lines an answer must have left: what was done and what was refused, and nothing for what never came to be decided. */
const linesOf = ({ status }: Answer): number => (status < 300 || status === 403 || status === 404 ? 1 : 0);

/** Work in the background writes lines of its own, when it is done. */
const inBackground = new Set([
  'exports.create',
  'imports.create',
  'imports.map',
  'imports.apply',
  'imports.undo',
  'demo.fill',
  'linkage.run',
  'releases.build',
]);
/** Leaves a line whatever comes of it: each wrong try counts. */
const tries = new Set([
  'session.second-factor',
  'session.reauthenticate',
  'account.password',
  'session.passkey',
  'session.second-factor.passkey',
  'account.totp.confirm',
  'session.sign-in',
  'session.oidc',
  'account.passkeys.add',
]);

test.each(actions.filter(({ spec }) => !inBackground.has(spec.name)))(
  '$spec.name leaves one line, done or refused',
  async (action) => {
    const allowed = whoMay(action);
    for (const person of [allowed, people.get('trainer') as Person]) {
      for (const version of [9999, 1]) {
        const before = await lines();
        const answer = await send(person, action, inputOf(action, estate.ids), version);
        bodies.push(answer.status >= 400 ? answer.text : '');
        const left = (await lines()) - before;
        if (tries.has(action.spec.name) && answer.status !== 200) expect([0, 1]).toContain(left);
        else expect(left, `${answer.status} ${answer.text}`).toBe(linesOf(answer));
        if (answer.status === 401 || action.spec.name === 'session.sign-out') break;
      }
    }
  },
);

test('what is kept of the acts, printed and said in errors holds nothing of a person', async () => {
  const worker = await house.person('SHELTER', 'case-worker', { name: estate.mark });
  await givePassword(house, worker);
  const browser = visitor(house);
  const wrong = `${estate.mark} is the password`;
  bodies.push((await browser.call('POST', '/api/session', { email: emailOf(worker), password: wrong })).text);
  bodies.push(
    (await browser.call('POST', '/api/session', { email: `${estate.mark}@example.org`, password: wrong })).text,
  );
  const at = `/api/cases/${String((await worker.call('POST', '/api/cases', { summary: estate.mark })).body['id'])}`;
  const spoilt = [
    await worker.call('PATCH', at, { summary: 5, reference: estate.mark }, { ifMatch: 1 }),
    await worker.call('POST', `${at}/person-records`, { part: estate.mark, sex: estate.mark }),
    await worker.call('POST', `${at}/events`, { type: 'TRANSIT', place: estate.mark }),
    await worker.call('POST', `${at}/organisations`, { type: estate.mark }),
    await worker.call('GET', `/api/access/why?caseNumber=${estate.mark}`),
    await worker.call('GET', `/api/statistics?where=${estate.mark}`),
    await worker.call('GET', `/api/cases?cursor=${estate.mark}`),
    await worker.call('POST', '/api/break-glass', {
      caseNumber: estate.mark,
      reason: `${estate.mark} is in danger now`,
    }),
    await worker.call('POST', `${at}/attachments?dataClass=administrative`, undefined, {
      file: { name: `${estate.mark}.exe`, content: 'MZ\u0000' },
    }),
    await worker.call('POST', `/api/imports?mapping=${estate.mark}`, undefined, {
      file: { name: `${estate.mark}.csv`, content: `"${estate.mark}\n` },
    }),
    await worker.call('POST', '/api/imports', undefined, {
      file: { name: `${estate.mark}.xlsx`, content: `PK${estate.mark}` },
    }),
  ];
  const { rows: jobs } = await sql<{
    text: string;
  }>`select coalesce(problem::text, '') || progress::text as text from job`.execute(house.database.owner);
  const { rows: trail } = await sql<{ text: string }>`select to_jsonb(e)::text as text from audit_event e`.execute(
    house.database.owner,
  );
  for (const [place, texts] of Object.entries({
    trail: trail.map((row) => row.text),
    jobs: jobs.map((row) => row.text),
    output: printed,
    errors: [...bodies, ...spoilt.filter((answer) => answer.status >= 400).map((answer) => answer.text)],
  })) {
    const telling = texts.filter((text) => text.includes(estate.mark) && !/"conflict"/.test(text));
    expect(telling, place).toEqual([]);
  }
  for (const { text } of trail) expect(text).not.toMatch(/@example\.org|password|\+62/);
});

test('after all of it the chain is whole', async () => {
  const { services } = house.installation;
  expect(await verifyAudit(services.database.owner, services.keys, services.config.keyFolder)).toMatchObject({
    intact: true,
  });
});
