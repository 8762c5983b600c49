import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { buildWebWhenStale } from '../scripts/web-build.ts';
import { readNames } from '../src/features/demo/names.ts';
import type { RunView } from '../src/features/linkage/schema.ts';
import { personLists } from '../src/features/linkage/store.ts';
import { operatorActor } from '../src/platform/auth/actor.ts';
import { serveWeb } from '../src/platform/http/web.ts';
import { asActor } from '../src/platform/store/index.ts';
import { launchBrowser } from '../tests/browser/chromium.ts';
import { openHouse, type House, type Person, type TestAgency } from '../tests/harness/house.ts';
import { applied, drafted } from '../tests/harness/imports.ts';
import { agencyLists, type AgencyList } from './agency-lists.ts';
import { webFolder } from './client.ts';

// Four agencies bring in lists of invented persons with known truth, agree, and count once: what is found, how fast people can decide
// in the browser, and how far every count is from the truth before and after. `node bench/count-once.ts [people a list] [decisions in
// the browser]`.

const agencies = ['SHELTER', 'POLRI', 'PDRM', 'FIA'] as const satisfies readonly TestAgency[];
const roles = { SHELTER: 'case-worker', POLRI: 'investigator', PDRM: 'investigator', FIA: 'investigator' } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Lists brought in by the agencies they are of, and the person each reference is of in truth. */
export async function bringIn(
  house: House,
  people: number,
): Promise<{ reviewers: readonly Person[]; truth: ReadonlyMap<string, number>; lists: readonly AgencyList[] }> {
  const lists = agencyLists(await readNames(), { agencies: agencies.length, people, seed: 'count once' });
  const reviewers: Person[] = [];
  const truth = new Map<string, number>();
  for (const [at, agency] of agencies.entries()) {
    const began = performance.now();
    const reviewer = await house.person(agency, roles[agency]);
    reviewers.push(reviewer);
    const chief = await house.person(agency, 'administrator');
    await expectOk(
      chief.call('PUT', '/api/linkage/rule', { reviewers: 1, automaticFrom: null, onImport: false }, { ifMatch: 0 }),
    );
    await applied(reviewer, await drafted(reviewer, `list ${at + 1}.csv`, lists[at]?.csv ?? ''));
    for (const { key, person } of lists[at]?.truth ?? []) truth.set(key, person);
    say(`list ${at + 1} of ${agency} brought in: ${lists[at]?.truth.length} records in ${seconds(began)}`);
  }
  return { reviewers, truth, lists };
}

/** An agreement of all four, held by each. */
export async function agreeAll(house: House): Promise<string> {
  const [first, ...others] = await Promise.all(agencies.map((agency) => house.person(agency, 'administrator')));
  const proposed = await expectOk(
    (first as Person).call<{ id: string }>('POST', '/api/linkage/agreements', {
      agencyIds: agencies.slice(1).map((agency) => house.agencyId(agency)),
      fields: ['name', 'birthDate', 'sex', 'citizenship', 'document', 'phone'],
      shownFields: ['name', 'birthDate', 'sex', 'citizenship', 'document'],
      purpose: 'To count every victim once, whoever met her first',
      reviewers: 1,
      validUntil: '2099-12-31',
    }),
  );
  for (const other of others) await expectOk(other.call('POST', `/api/linkage/agreements/${proposed.id}/agree`));
  return proposed.id;
}

/** A comparison, waited for. */
export async function compare(person: Person, agreementId: string): Promise<RunView> {
  const asked = await expectOk(person.call<RunView>('POST', '/api/linkage/runs', { agreementId }));
  for (;;) {
    const run = await expectOk(person.call<RunView>('GET', `/api/linkage/runs/${asked.id}`));
    if (run.finishedAt !== null || run.state === 'failed') return run;
    await sleep(250);
  }
}

async function expectOk<T>(
  answer: ReturnType<Person['call']> | Promise<{ status: number; body: T; text: string }>,
): Promise<T> {
  const { status, body, text } = (await answer) as { status: number; body: T; text: string };
  if (status !== 200) throw new Error(`${status} ${text.slice(0, 300)}`);
  return body;
}

/** Whether the records of each pair are of one person in truth; read past all rights. */
export async function trulySame(house: House, truth: ReadonlyMap<string, number>): Promise<Map<string, boolean>> {
  const { rows } = await sql<{
    id: string;
    one: string;
    other: string;
  }>`select p.id, a.reference as one, b.reference as other
    from linkage_pair p join case_file a on a.id = p.left_case join case_file b on b.id = p.right_case`.execute(
    house.database.owner,
  );
  return new Map(rows.map(({ id, one, other }) => [id, truth.get(one) === truth.get(other)]));
}

/** Persons by combination of lists, as they are counted now and as they are in truth. */
export async function compareCounts(
  house: House,
  agreementId: string,
  lists: readonly AgencyList[],
): Promise<readonly { on: string; counted: number; truth: number }[]> {
  const found = await asActor(house.database, { ...operatorActor(), agencyId: house.agencyId('SHELTER') }, (store) =>
    personLists(store, { agreementId, agencyIds: [] }),
  );
  const order = agencies.map((agency) => found.lists.indexOf(house.agencyId(agency)));
  const wordOf = (holds: (at: number) => boolean): string => order.map((_, at) => (holds(at) ? '1' : '0')).join('');
  const counted = new Map(
    found.counts.map(([mask, persons]) => [wordOf((at) => ((mask >> (order[at] ?? 0)) & 1) === 1), persons]),
  );
  const held = lists.map((list) => new Set(list.truth.map(({ person }) => person)));
  const truth = new Map<string, number>();
  for (const person of new Set(held.flatMap((one) => [...one]))) {
    const word = wordOf((at) => held[at]?.has(person) ?? false);
    truth.set(word, (truth.get(word) ?? 0) + 1);
  }
  return [...new Set([...truth.keys(), ...counted.keys()])]
    .toSorted()
    .map((on) => ({ on, counted: counted.get(on) ?? 0, truth: truth.get(on) ?? 0 }));
}

interface Inbox {
  readonly rows: readonly { readonly id: string; readonly version: number }[];
}

/** Decides all that waits for a reviewer by the truth, as fast as the interface for programs takes it. */
export async function decideAll(
  reviewer: Person,
  same: ReadonlyMap<string, boolean>,
): Promise<{ same: number; different: number }> {
  const count = { same: 0, different: 0 };
  for (;;) {
    const { rows } = await expectOk(reviewer.call<Inbox>('GET', '/api/linkage/pairs?limit=100&order=likely'));
    let moved = 0;
    for (const { id, version } of rows) {
      const verdict = same.get(id) ? 'same' : 'different';
      const answer = await reviewer.call('POST', `/api/linkage/pairs/${id}/decide`, { verdict }, { ifMatch: version });
      if (answer.status === 429) {
        await sleep(1000);
        continue;
      }
      // Another decision joined or changed it meanwhile.
      if (answer.status === 409 || answer.status === 412) continue;
      if (answer.status !== 200) throw new Error(answer.text);
      count[verdict] += 1;
      moved += 1;
    }
    if (rows.length === 0 || moved === 0) return count;
  }
}

/** Decides pairs in the browser by keyboard alone, with the answers of the truth: how long a hundred decisions take the interface. */
export async function decideInBrowser(
  page: Page,
  url: string,
  same: ReadonlyMap<string, boolean>,
  most: number,
): Promise<number> {
  await page.goto(`${url}/linkage?order=worth`);
  await page.getByRole('link', { name: 'Begin deciding' }).click();
  const began = performance.now();
  let decided = 0;
  while (decided < most) {
    await page.getByText('What speaks for and against').waitFor();
    const id = new URL(page.url()).searchParams.get('pair');
    if (id === null) break;
    await page.locator(`[data-pair="${id}"]`).waitFor();
    await page.keyboard.press(same.get(id) ? '1' : '2');
    await page.waitForURL((address) => address.searchParams.get('pair') !== id);
    decided += 1;
  }
  return (decided / (performance.now() - began)) * 3_600_000;
}

if (import.meta.main) await main(Number(process.argv[2] ?? 5000), Number(process.argv[3] ?? 100));

async function main(people: number, decisions: number): Promise<void> {
  await buildWebWhenStale();
  const house = await openHouse();
  const { server } = house.installation;
  await serveWeb(server, webFolder);
  const url = (await server.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
  try {
    const { reviewers, truth, lists } = await bringIn(house, people);
    const agreementId = await agreeAll(house);
    const began = performance.now();
    const run = await compare(reviewers[0] as Person, agreementId);
    say(`compared in ${seconds(began)}: ${run.state} ${JSON.stringify(run.counts)}`);
    const same = await trulySame(house, truth);
    reportPairs(same, truth);
    print('before anybody decided', await compareCounts(house, agreementId, lists));
    await inBrowser(url, reviewers[0] as Person, same, decisions);
    for (const [at, reviewer] of reviewers.entries()) {
      const start = performance.now();
      const count = await decideAll(reviewer, same);
      say(`${agencies[at]} decided ${count.same} same and ${count.different} different in ${seconds(start)}`);
    }
    print('after everything was decided', await compareCounts(house, agreementId, lists));
  } finally {
    await house.close();
  }
}

async function inBrowser(
  url: string,
  reviewer: Person,
  same: ReadonlyMap<string, boolean>,
  most: number,
): Promise<void> {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies([
      { name: 'palermo_session', value: reviewer.token, url, httpOnly: true, sameSite: 'Strict' },
    ]);
    const rate = await decideInBrowser(await context.newPage(), url, same, most);
    say(`the browser takes ${Math.round(rate)} decisions an hour when the reviewer needs no time to think`);
  } finally {
    await browser.close();
  }
}

function reportPairs(same: ReadonlyMap<string, boolean>, truth: ReadonlyMap<string, number>): void {
  const sizes = new Map<number, number>();
  for (const person of truth.values()) sizes.set(person, (sizes.get(person) ?? 0) + 1);
  const all = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  const found = [...same.values()].filter(Boolean).length;
  say(`pairs proposed: ${same.size}, of one person in truth ${found} of ${all}`);
}

function print(title: string, rows: Awaited<ReturnType<typeof compareCounts>>): void {
  const [counted, truth] = [
    rows.reduce((sum, row) => sum + row.counted, 0),
    rows.reduce((sum, row) => sum + row.truth, 0),
  ];
  say(`\n${title}: ${counted} persons counted, ${truth} in truth`);
  for (const row of rows) say(`  ${row.on}  ${row.counted}  (truth ${row.truth})`);
}
