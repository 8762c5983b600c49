import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse, type House } from '../../../tests/harness/house.ts';
import type { HealthReport } from './schema.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it('tells who looks after the installation how it is, without paths, secrets or names', async () => {
  const keeper = await house.person('SHELTER', 'node-administrator');
  const answer = await keeper.call<HealthReport>('GET', '/api/health-report');
  expect(answer.status).toBe(200);
  const { database, disk, memory, jobs, keys, backup } = answer.body;
  expect(database.bytes).toBeGreaterThan(100_000);
  expect(database.lastMigration).toMatch(/^\d{4}-/);
  expect(disk?.totalBytes).toBeGreaterThan(disk?.freeBytes ?? 0);
  expect(memory.usedBytes).toBeGreaterThan(1_000_000);
  expect(jobs).toMatchObject({ waiting: 0, stalled: 0 });
  expect(backup.lastAt).toBeNull();
  expect(keys.map(({ name }) => name)).toEqual(['seal', 'audit']);
  expect(answer.text).not.toContain(house.folder);
  expect(answer.text).not.toContain('example.org');
});

it('tells nobody else, not the administrator of an agency either', async () => {
  for (const role of ['administrator', 'case-worker', 'auditor', 'analyst'])
    expect((await (await house.person('SHELTER', role)).call('GET', '/api/health-report')).status, role).toBe(403);
  expect((await house.stranger.call('GET', '/api/health-report')).status).toBe(401);
});
