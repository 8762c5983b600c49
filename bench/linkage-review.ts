import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { GroupView, PairView } from '../src/features/linkage/schema.ts';
import type { Person } from '../tests/harness/house.ts';

// A reviewer who knows the truth: decides what waits through the interface for programs or by keyboard in the browser.

/** The body of an answer; an error with what was said where it was refused. */
export async function expectOk<T>(
  answer: ReturnType<Person['call']> | Promise<{ status: number; body: T; text: string }>,
): Promise<T> {
  const { status, body, text } = (await answer) as { status: number; body: T; text: string };
  if (status !== 200) throw new Error(`${status} ${text.slice(0, 300)}`);
  return body;
}

interface Waiting {
  readonly rows: readonly { readonly pairId: string; readonly records: number }[];
}

/** The person each record of a group is of in truth, numbered from 1. */
function personsIn({ records, pairs }: GroupView, same: ReadonlyMap<string, boolean>): number[] {
  const persons = records.map((_, at) => at);
  for (const { id, one, other } of pairs) {
    const [keep, gone] = [persons[one], persons[other]];
    if (same.get(id)) persons.forEach((person, at) => person === gone && (persons[at] = keep ?? 0));
  }
  const numbers = [...new Set(persons)];
  return persons.map((person) => numbers.indexOf(person) + 1);
}

const readGroup = (reviewer: Person, pairId: string): Promise<GroupView> =>
  expectOk(calmly(() => reviewer.call<GroupView>('GET', `/api/linkage/pairs/${pairId}/group`)));

/** What a reviewer did until nothing waited any more. */
export interface Reviewed {
  readonly groups: number;
  /** Of groups that another reviewer decided or joined to others meanwhile: read again, decided by nobody twice. */
  readonly meanwhile: number;
  readonly seconds: number;
}

const mostIdle = 3;

/** Decides all that waits for a reviewer by the truth, group by group, as fast as the interface for programs takes it. */
export async function decideAll(
  reviewer: Person,
  same: ReadonlyMap<string, boolean>,
  order: 'likely' | 'worth' = 'likely',
): Promise<Reviewed> {
  const began = performance.now();
  let [groups, meanwhile, idle] = [0, 0, 0];
  while (idle < mostIdle) {
    const { rows } = await expectOk(
      calmly(() => reviewer.call<Waiting>('GET', `/api/linkage/groups?limit=100&order=${order}`)),
    );
    if (rows.length === 0) return { groups, meanwhile, seconds: (performance.now() - began) / 1000 };
    const before = groups;
    for (const { pairId } of rows) {
      const done = await decideOne(reviewer, pairId, same);
      if (done) groups += 1;
      else meanwhile += 1;
    }
    idle = groups === before ? idle + 1 : 0;
  }
  throw new Error('What waits cannot be decided.');
}

/** False where another decision settled, joined or changed the group meanwhile. */
async function decideOne(reviewer: Person, pairId: string, same: ReadonlyMap<string, boolean>): Promise<boolean> {
  const group = await readGroup(reviewer, pairId);
  if (group.tooMany) return decidePairs(reviewer, pairId, same);
  if (!group.pairs.some(({ state, mine }) => state === 'open' && mine === null)) return false;
  const said = { stamp: group.stamp, persons: personsIn(group, same) };
  const { status, text } = await calmly(() => reviewer.call('POST', `/api/linkage/pairs/${pairId}/group`, said));
  if (status !== 200 && status !== 409) throw new Error(text);
  return status === 200;
}

async function decidePairs(reviewer: Person, pairId: string, same: ReadonlyMap<string, boolean>): Promise<boolean> {
  const { version } = await expectOk(reviewer.call<PairView>('GET', `/api/linkage/pairs/${pairId}`));
  const verdict = same.get(pairId) === true ? 'same' : 'different';
  const { status } = await calmly(() =>
    reviewer.call('POST', `/api/linkage/pairs/${pairId}/decide`, { verdict }, { ifMatch: version }),
  );
  return status === 200;
}

/** Waits and asks again when it is told to slow down. */
async function calmly<T extends { readonly status: number }>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 429) return answer;
    await sleep(500);
  }
}

/** Decides in the browser by keyboard alone, with the answers of the truth; how many decisions an hour the interface takes. */
export async function decideInBrowser(
  page: Page,
  reviewer: Person,
  same: ReadonlyMap<string, boolean>,
  most: number,
): Promise<number> {
  await page.getByRole('link', { name: 'Begin deciding' }).click();
  const began = performance.now();
  let decided = 0;
  for (let id = pairOf(page.url()); id !== null && decided < most; id = pairOf(page.url())) {
    await page.locator('section[aria-busy="false"]').waitFor();
    const shown = await page.locator('main table').first().elementHandle();
    if (new URL(page.url()).searchParams.get('as') === 'group')
      await pressPersons(page, personsIn(await readGroup(reviewer, id), same));
    else await page.keyboard.press(same.get(id) ? '1' : '2');
    const asked = page.getByRole('dialog').getByRole('button', { name: 'Join them all' });
    const gone = shown?.waitForElementState('hidden').then(() => 'gone');
    // Joining what does not belong together by itself is asked once more.
    if (
      (await Promise.race([
        gone,
        asked.waitFor().then(
          () => 'asked',
          () => 'gone',
        ),
      ])) === 'asked'
    )
      await asked.press('Enter');
    await gone;
    decided += 1;
  }
  return (decided / (performance.now() - began)) * 3_600_000;
}

const pairOf = (address: string): string | null => new URL(address).searchParams.get('pair');

/** The keys that give a record its person; those that go on, go back and save are others. */
const letters = 'abcdefghijklmoqrtuvwxyz';

async function pressPersons(page: Page, persons: readonly number[]): Promise<void> {
  const different = new Set(persons).size;
  if (different === 1) return page.keyboard.press('1');
  if (different === persons.length) return page.keyboard.press('2');
  for (const [at, person] of persons.entries()) {
    if (at > 0) await page.keyboard.press('ArrowDown');
    await page.keyboard.press(letters[person - 1] ?? '');
  }
  return page.keyboard.press('s');
}
