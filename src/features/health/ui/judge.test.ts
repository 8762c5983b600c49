import { expect, it } from 'vitest';
import type { HealthReport } from '../schema.ts';
import { judge } from './judge.ts';

const now = Date.parse('2026-05-10T12:00:00Z');
const well: HealthReport = {
  product: { version: '1', node: 'v24', startedAt: '2026-05-01T00:00:00Z' },
  database: { kind: 'embedded', version: '18', bytes: 1, answerMs: 3, migrations: 1, lastMigration: '0001-house' },
  disk: { freeBytes: 5e10, totalBytes: 1e11 },
  memory: { usedBytes: 1e8, freeBytes: 4e9, totalBytes: 8e9 },
  jobs: { waiting: 0, running: 0, stalled: 0, failed: 0, oldestWaiting: null, filesToRemove: 0 },
  backup: { lastAt: '2026-05-10T02:00:00Z' },
  audit: { lastSealAt: '2026-05-10T11:59:00Z', lastActAt: '2026-05-10T11:59:30Z' },
  keys: [{ name: 'seal', present: true, madeAt: '2026-05-01T00:00:00Z', openToOthers: false }],
};

it('an installation in order gives its keeper nothing to worry about', () => {
  expect(new Set(Object.values(judge(well, now)))).toEqual(new Set(['good']));
});

it('a keeper learns of a missing backup, a full disk, stuck work, late seals and a key that others may read', () => {
  expect(judge({ ...well, backup: { lastAt: null } }, now).backup).toBe('bad');
  expect(judge({ ...well, backup: { lastAt: '2026-05-08T00:00:00Z' } }, now).backup).toBe('attention');
  expect(judge({ ...well, disk: { freeBytes: 3e9, totalBytes: 1e11 } }, now).disk).toBe('bad');
  expect(judge({ ...well, jobs: { ...well.jobs, stalled: 1 } }, now).jobs).toBe('bad');
  expect(judge({ ...well, audit: { ...well.audit, lastSealAt: '2026-05-10T11:30:00Z' } }, now).audit).toBe('attention');
  expect(judge({ ...well, keys: [{ name: 'seal', present: true, madeAt: null, openToOthers: true }] }, now).keys).toBe(
    'attention',
  );
});
