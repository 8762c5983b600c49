import { stat, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, type Action, type Services } from '../../platform/action/index.ts';
import { productVersion } from '../accounts/index.ts';
import { healthReport, type HealthReport } from './schema.ts';

/** What `node_health()` counts, as the owner of the tables. */
interface Counted {
  readonly databaseBytes: number;
  readonly migrations: number;
  readonly lastMigration: string | null;
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  readonly stalled: number;
  readonly oldestWaiting: string | null;
  readonly filesToRemove: number;
  readonly lastSeal: string | null;
  readonly lastAct: string | null;
  readonly lastBackup: string | null;
}

const keyFiles = [
  { name: 'seal', file: 'seal.key' },
  { name: 'audit', file: 'audit.key' },
] as const;
const readableByOthers = 0o077;

async function keyStates({ config }: Services): Promise<HealthReport['keys']> {
  return Promise.all(
    keyFiles.map(async ({ name, file }) => {
      const found = await stat(join(config.keyFolder, file)).catch(() => null);
      return {
        name,
        present: found !== null,
        madeAt: found?.mtime.toISOString() ?? null,
        // On Windows the bits say nothing of other people.
        openToOthers: process.platform !== 'win32' && found !== null && (found.mode & readableByOthers) !== 0,
      };
    }),
  );
}

/** Room on the disk of the data folder; null where the system does not tell. */
async function diskOf({ config }: Services): Promise<HealthReport['disk']> {
  const found = await statfs(config.dataFolder).catch(() => null);
  return found && { freeBytes: found.bavail * found.bsize, totalBytes: found.blocks * found.bsize };
}

const instant = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());

export const readHealth = defineAction({
  name: 'health.read',
  method: 'GET',
  path: '/api/health-report',
  summary: 'How this installation is: database, disk, memory, jobs, backup, keys, versions, last seal of the trail',
  input: z.object({}),
  output: healthReport,
  permission: 'node.manage',
  subject: collection('installation'),
  purpose: 'administration',
  audit: 'read how the installation is',
  command: 'health',
  prepare: async ({ services }) => ({ keys: await keyStates(services), disk: await diskOf(services) }),
  run: async ({ store, services, prepared, now }): Promise<HealthReport> => {
    const begun = performance.now();
    const { rows } = await sql<{
      version: string;
      counted: Counted;
    }>`select current_setting('server_version') as version, node_health() as counted`.execute(store);
    const answerMs = Math.round((performance.now() - begun) * 10) / 10;
    const [{ version, counted } = { version: '', counted: undefined }] = rows;
    if (!counted) throw new Error('The database gave no report of its health.');
    return {
      product: {
        version: productVersion,
        node: process.version,
        startedAt: new Date(now.getTime() - process.uptime() * 1000).toISOString(),
      },
      database: {
        kind: services.config.databaseUrl === null ? 'embedded' : 'postgresql',
        version,
        bytes: counted.databaseBytes,
        answerMs,
        migrations: counted.migrations,
        lastMigration: counted.lastMigration,
      },
      disk: prepared.disk,
      memory: { usedBytes: process.memoryUsage().rss, freeBytes: freemem(), totalBytes: totalmem() },
      jobs: {
        waiting: counted.waiting,
        running: counted.running,
        stalled: counted.stalled,
        failed: counted.failed,
        oldestWaiting: instant(counted.oldestWaiting),
        filesToRemove: counted.filesToRemove,
      },
      backup: { lastAt: instant(counted.lastBackup) },
      audit: { lastSealAt: instant(counted.lastSeal), lastActAt: instant(counted.lastAct) },
      keys: prepared.keys,
    };
  },
});

export const healthActions: readonly Action[] = [readHealth];
