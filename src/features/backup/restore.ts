import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { appendAudit, NODE_LANE, verifyAudit, type AuditReport } from '../../platform/audit/index.ts';
import { OPERATOR_USER } from '../../platform/auth/actor.ts';
import type { Config } from '../../platform/config/index.ts';
import { placeIn } from '../../platform/files/index.ts';
import { openKeys } from '../../platform/keys/index.ts';
import {
  asOwner,
  lockFolder,
  migrate,
  openEmbedded,
  openPostgres,
  type Database,
  type Store,
} from '../../platform/store/index.ts';
import { BackupError, readArchive, type ArchiveSummary, type Header } from './archive.ts';
import { openLoader } from './load.ts';
import { shippedDigests } from './make.ts';

export interface RestoreReport {
  readonly madeAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly audit: AuditReport;
}

/**
 * Brings a backup into an empty installation. The archive is read to its end and held against its digests before
 * anything is written; the rows then go in as one transaction and are digested again before it commits.
 */
export async function restoreBackup(
  config: Config,
  path: string,
  passphrase: string,
  now: Date = new Date(),
): Promise<RestoreReport> {
  const summary = await readArchive(path, passphrase);
  const migrations = await migrationsOf(summary.header);
  const lock = config.databaseUrl ? null : await lockFolder(config.dataFolder);
  if (lock && 'heldBy' in lock)
    throw new BackupError(`The folder ${config.dataFolder} is in use by process ${lock.heldBy.pid}. Stop it first.`);
  try {
    const database = config.databaseUrl
      ? await openPostgres(config.databaseUrl)
      : await openEmbedded(join(config.dataFolder, 'database'));
    try {
      await refuseUnlessEmpty(database);
      await migrate(database, migrations).catch((error: unknown) => {
        throw new BackupError(
          `The database to restore into is not of the backup's version. Take an empty one. (${error instanceof Error ? error.message : ''})`,
        );
      });
      await bringIn(config, database, path, passphrase, summary);
      await migrate(database);
      const keys = await openKeys(config.keyFolder);
      const audit = await verifyAudit(database.owner, keys, config.keyFolder);
      await asOwner(database, (store) => appendAudit(store, restored(now, summary, audit)));
      return {
        madeAt: summary.header.madeAt,
        tables: summary.tables.size,
        rows: summary.rows,
        files: summary.blobs,
        audit,
      };
    } finally {
      await database.close();
    }
  } finally {
    await lock?.release();
  }
}

async function migrationsOf(header: Header): Promise<{ name: string; text: string }[]> {
  const shipped = await shippedDigests();
  header.migrations.forEach(({ name, digest }, position) => {
    const own = shipped[position];
    if (own?.name !== name || own.digest !== digest)
      throw new BackupError(
        `The backup was made by another Palermo (${name}). Restore it with that version, or a later one.`,
      );
  });
  return shipped.slice(0, header.migrations.length);
}

async function refuseUnlessEmpty(database: Database): Promise<void> {
  const { rows: made } = await sql<{
    made: boolean;
  }>`select to_regclass('public.case_file') is not null as made`.execute(database.owner);
  if (!made[0]?.made) return;
  const { rows } = await sql<{ used: boolean }>`select exists (select 1 from agency) or exists (select 1 from case_file)
    or exists (select 1 from app_user where id <> ${OPERATOR_USER}) as used`.execute(database.owner);
  if (rows[0]?.used) throw new BackupError('This installation is not empty. Restore into an empty folder or database.');
}

/** Rows, files and keys. Files and keys that were written before a failure are taken back; the rows roll back. */
async function bringIn(
  config: Config,
  database: Database,
  path: string,
  passphrase: string,
  summary: ArchiveSummary,
): Promise<void> {
  const staging = join(config.keyFolder, `restoring-${randomUUID()}`);
  const written: string[] = [];
  const keys: string[] = [];
  try {
    await asOwner(database, async (store: Store) => {
      const loader = await openLoader(store);
      await readArchive(path, passphrase, {
        ...loader.visitor,
        blob: async (area, name, content) => {
          const place = area === 'keys' ? join(staging, name) : placeIn(config.fileFolder, name);
          (area === 'keys' ? keys : written).push(area === 'keys' ? name : place);
          await mkdir(dirname(place), { recursive: true, mode: 0o700 });
          await pipeline(Readable.from(content), createWriteStream(place, { mode: 0o600, flush: true }));
        },
      });
      await loader.finish(summary.tables);
      // Last before the commit: with keys and no rows the installation is still empty and can be restored into again.
      for (const name of keys) await rename(join(staging, name), join(config.keyFolder, name));
    });
  } catch (error) {
    for (const place of written) await rm(place, { force: true });
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const restored = (now: Date, summary: ArchiveSummary, audit: AuditReport): Parameters<typeof appendAudit>[1] => ({
  at: now.toISOString(),
  actor: OPERATOR_USER,
  agency: NODE_LANE,
  membership: null,
  action: 'backup.restore',
  outcome: 'done',
  subjectKind: 'installation',
  subjectId: null,
  caseId: null,
  purpose: 'administration',
  detail: { madeAt: summary.header.madeAt, rows: summary.rows, files: summary.blobs, auditIntact: audit.intact },
});
