import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { buildWebWhenStale } from '../scripts/web-build.ts';
import { readNames } from '../src/features/demo/names.ts';
import type { PairView, RunView } from '../src/features/linkage/schema.ts';
import { personLists } from '../src/features/linkage/store.ts';
import { operatorActor } from '../src/platform/auth/actor.ts';
import { serveWeb } from '../src/platform/http/web.ts';
import { asActor } from '../src/platform/store/index.ts';
import { launchBrowser } from '../tests/browser/chromium.ts';
import { openHouse, type House, type Person, type TestAgency } from '../tests/harness/house.ts';
import { applied, drafted } from '../tests/harness/imports.ts';
import { agencyLists, type AgencyList } from './agency-lists.ts';
import { webFolder } from './client.ts';
import { decideAll, decideInBrowser, expectOk } from './linkage-review.ts';

// Four agencies bring in lists of invented persons with known truth, agree, and count once: what is found, how fast people can decide
// in the browser, and how far every count is from the truth before and after. The reviewers know the truth, so what is left wrong is
// what was never proposed. `node bench/count-once.ts [people a list] [decisions in the browser]`; on a PostgreSQL server with DATABASE_URL.

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
    personLists(store, { agreementId, agencyIds: [], step: null }),
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

interface Joins {
  readonly persons: number;
  readonly joined: number;
  readonly right: number;
  readonly all: number;
}

/** Persons the records are of by now, and how many pairs of records that were joined are of one person in truth; read past all rights. */
export async function joinsOf(house: House, truth: ReadonlyMap<string, number>): Promise<Joins> {
  const { rows } = await sql<{ person: string; reference: string }>`select r.person_id as person, c.reference
    from person_record r join case_file c on c.id = r.case_id`.execute(house.database.owner);
  const known = rows.filter(({ reference }) => truth.has(reference));
  const pairsBy = (keyOf: (row: (typeof known)[number]) => string): { groups: number; pairs: number } => {
    const sizes = new Map<string, number>();
    for (const row of known) sizes.set(keyOf(row), (sizes.get(keyOf(row)) ?? 0) + 1);
    return { groups: sizes.size, pairs: [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0) };
  };
  const held = pairsBy(({ person }) => person);
  return {
    persons: held.groups,
    joined: held.pairs,
    right: pairsBy(({ person, reference }) => `${person} ${truth.get(reference)}`).pairs,
    all: pairsBy(({ reference }) => String(truth.get(reference))).pairs,
  };
}

interface Figures {
  /** Persons there are, read past all rights. What is shown may carry the noise that protects small counts. */
  readonly persons: number;
  readonly overlap: number | null;
  readonly statistics: number;
  readonly records: number;
}

interface Looking {
  readonly reviewer: Person;
  readonly analyst: Person;
  readonly agreementId: string;
}

/** What the overlap, the statistics and the page of a person say now. */
async function figuresOf(
  house: House,
  { reviewer, analyst, agreementId }: Looking,
  personId: string,
): Promise<Figures> {
  const { rows } = await sql<{ persons: number }>`select count(distinct person_id)::integer as persons
    from person_record`.execute(house.database.owner);
  const overlap = await expectOk(
    reviewer.call<{ persons: number | null }>('GET', `/api/linkage/overlap?agreementId=${agreementId}`),
  );
  const statistics = await expectOk(analyst.call<{ total: number }>('GET', '/api/statistics?unit=persons'));
  const person = await expectOk(reviewer.call<{ records: readonly unknown[] }>('GET', `/api/people/${personId}`));
  return {
    persons: rows[0]?.persons ?? 0,
    overlap: overlap.persons,
    statistics: statistics.total,
    records: person.records.length,
  };
}

/** Joins two persons of the own agency wrongly in the browser and takes it back: every figure follows there and back. */
export async function joinWronglyAndSplit(
  house: House,
  { page, url }: { page: Page; url: string },
  looking: Looking,
): Promise<readonly Figures[]> {
  const { reviewer } = looking;
  const { rows } = await expectOk(
    reviewer.call<{ rows: { id: string; agencies: string[] }[] }>(
      'GET',
      '/api/linkage/pairs?state=different&limit=100',
    ),
  );
  const id = rows.find(({ agencies: of }) => of.length === 1)?.id ?? '';
  const pair = await expectOk(reviewer.call<PairView>('GET', `/api/linkage/pairs/${id}`));
  const personIds = pair.sides.map(({ personId }) => personId ?? '');
  const read = async (): Promise<Figures> => {
    for (const personId of personIds)
      if ((await reviewer.call('GET', `/api/people/${personId}`)).status === 200)
        return figuresOf(house, looking, personId);
    throw new Error('Neither person is there.');
  };
  const press = async (key: string, state: string): Promise<void> => {
    await page.goto(`${url}/linkage/review?pair=${id}`);
    await page.locator('section[aria-busy="false"]').waitFor();
    await page.keyboard.press(key);
    while ((await expectOk(reviewer.call<PairView>('GET', `/api/linkage/pairs/${id}`))).state !== state)
      await sleep(50);
  };
  const figures = [await read()];
  await press('u', 'open');
  await press('1', 'same');
  figures.push(await read());
  await press('u', 'open');
  figures.push(await read());
  await press('2', 'different');
  return figures;
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
    const reviewer = reviewers[0] as Person;
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies([
      { name: 'palermo_session', value: reviewer.token, url, httpOnly: true, sameSite: 'Strict' },
    ]);
    const page = await context.newPage();
    await page.goto(`${url}/linkage`);
    const rate = await decideInBrowser(page, reviewer, same, decisions);
    say(`the browser takes ${Math.round(rate)} decisions an hour when the reviewer needs no time to think`);
    await reviewToTheEnd(reviewers, same);
    await reportJoins(house, truth);
    print('after everything was decided', await compareCounts(house, agreementId, lists));
    const analyst = await house.person('UN', 'analyst');
    const figures = await joinWronglyAndSplit(house, { page, url }, { reviewer, analyst, agreementId });
    for (const [at, when] of ['before a wrong join', 'joined', 'split again'].entries())
      say(`${when}: ${JSON.stringify(figures[at])}`);
    await browser.close();
  } finally {
    await house.close();
  }
}

/** All agencies at once, each what waits for it: what one decides no longer waits for the other. */
async function reviewToTheEnd(reviewers: readonly Person[], same: ReadonlyMap<string, boolean>): Promise<void> {
  const began = performance.now();
  const done = await Promise.all(reviewers.map((each, at) => decideAll(each, same, at % 2 === 0 ? 'likely' : 'worth')));
  for (const [at, { groups, meanwhile, seconds: took }] of done.entries())
    say(
      `${agencies[at]} decided ${groups} groups in ${took.toFixed(0)} s; ${meanwhile} were settled by others meanwhile`,
    );
  const groups = done.reduce((sum, one) => sum + one.groups, 0);
  const took = (performance.now() - began) / 1000;
  say(`all that waited is decided: ${groups} groups in ${took.toFixed(0)} s, ${(groups / took).toFixed(1)} a second`);
}

async function reportJoins(house: House, truth: ReadonlyMap<string, number>): Promise<void> {
  const { persons, joined, right, all } = await joinsOf(house, truth);
  const wanted = new Set(truth.values()).size;
  say(`persons: ${truth.size} records before, ${persons} counted now, ${wanted} in truth`);
  say(
    `joins: ${joined - right} of ${joined} wrong (precision ${(right / joined).toFixed(4)}), ${all - right} of ${all} not found (recall ${(right / all).toFixed(4)})`,
  );
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
