import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import type { ImportView } from './schema.ts';
import { applied, drafted, undone } from '../../../tests/harness/imports.ts';

const file = new URL('../../../data/ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz', import.meta.url);

/** A header and rows for several steps of an undo. */
const BATCHES_OF_ROWS = 4_501;

let house: House;
let worker: Person;
let packed: Buffer;
let first: ImportView;
beforeAll(async () => {
  house = await openHouse();
  worker = await house.person('SHELTER', 'case-worker');
  packed = await readFile(file);
});
afterAll(() => house.close());

const count = async (query: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  (await query.execute(house.database.owner)).rows[0]?.n ?? 0;
const countAll = (table: string): Promise<number> =>
  count(sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`);

test('an import is undone whole, leaving neither records nor copies of them', async () => {
  const rows = gunzipSync(packed).toString().split('\n').slice(0, BATCHES_OF_ROWS);
  const done = await applied(worker, await drafted(worker, 'part.csv', rows.join('\n')));
  expect(done.counts).toMatchObject({ cases: rows.length - 1 });
  expect(await countAll('event_participant')).toBe(rows.length - 1);
  expect(await undone(worker, done)).toMatchObject({ state: 'undone' });
  for (const table of ['case_file', 'person', 'person_record', 'event', 'event_participant'])
    expect(await countAll(table)).toBe(0);
  expect(await count(sql<{ n: number }>`select count(*) as n from history where case_id is not null`)).toBe(0);
});

test('the CTDC file comes in with every figure its publisher states', { timeout: 120_000 }, async () => {
  const draft = await drafted(worker, 'ctdc.csv.gz', packed);
  expect(draft).toMatchObject({ state: 'drafted', layout: 'ctdc', kind: 'records', rows: 36447, errors: 0 });
  expect(await countAll('case_file')).toBe(0);
  first = await applied(worker, draft);
  expect(first).toMatchObject({ state: 'applied', counts: { cases: 36447, persons: 36447, events: 36447 } });
  expect(
    await count(sql<{ n: number }>`select count(*) as n from person_record where citizenships = array['IDN']`),
  ).toBe(1935);
  expect(
    await count(sql<{ n: number }>`select count(*) as n from event where place = 'IDN' and type = 'EXPLOITATION'`),
  ).toBe(1777);
  expect(
    await count(sql<{
      n: number;
    }>`select count(*) as n from person_record r join event_participant p on p.participant_id = r.id join event e on e.id = p.event_id
      where r.citizenships = array['MMR'] and e.place = 'IDN'`),
  ).toBe(1224);
  expect(
    await count(sql<{ n: number }>`select count(*) as n from case_file where registration_year between 2002 and 2016`),
  ).toBe(36447);
});

test(
  'the same file again, zipped or not, changes nothing and says that it is already in',
  { timeout: 60_000 },
  async () => {
    for (const [name, content] of [
      ['again.csv.gz', packed],
      ['again.csv', gunzipSync(packed)],
    ] as const) {
      const draft = await drafted(worker, name, content);
      expect(draft.alreadyApplied).toBe(first.id);
      const again = await applied(worker, draft);
      expect(again).toMatchObject({ state: 'applied', alreadyApplied: first.id, counts: { unchanged: 36447 } });
    }
    expect(await countAll('case_file')).toBe(36447);
  },
);
