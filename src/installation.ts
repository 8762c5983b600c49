import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { removeExpiredExports } from './features/exports/index.ts';
import { forgetEnded } from './features/imports/index.ts';
import { forgetDueScreenings } from './features/screening/index.ts';
import { indexWritten, startIndexing } from './features/search/index.ts';
import type { Clock, Services } from './platform/action/index.ts';
import { startSealing } from './platform/audit/index.ts';
import { actorOfMembership, operatorActor, OPERATOR_USER } from './platform/auth/actor.ts';
import type { Config } from './platform/config/index.ts';
import { openFiles } from './platform/files/index.ts';
import { startSweeping } from './platform/files/sweep.ts';
import { createServer } from './platform/http/server.ts';
import { openJobs } from './platform/jobs/index.ts';
import { openKeys } from './platform/keys/index.ts';
import { asOwner, lockFolder, migrate, openEmbedded, openPostgres, type Database } from './platform/store/index.ts';
import { actions, jobKinds } from './registry.ts';
import { shippedRoles } from './words/access.ts';

/** An open Palermo: its services, its HTTP face (not yet listening), and the way to close it. */
export interface Installation {
  readonly services: Services;
  readonly server: FastifyInstance;
  close(): Promise<void>;
}

export const systemClock: Clock = { now: () => new Date(), newId: () => randomUUID() };

/** The folder is in use by another process; the command line then goes through that process. */
export class FolderInUse extends Error {
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`The folder ${folder} is in use by process ${pid}. Stop it first, or use another folder with PALERMO_DATA.`);
    this.pid = pid;
  }
}

/** Opens everything, brings the database up to date, and starts the worker. Nothing is opened twice. */
export async function openInstallation(
  config: Config,
  options: { clock?: Clock; database?: Database; work?: boolean } = {},
): Promise<Installation> {
  const clock = options.clock ?? systemClock;
  const lock = config.databaseUrl || options.database ? null : await lockFolder(config.dataFolder);
  if (lock && 'heldBy' in lock) throw new FolderInUse(config.dataFolder, lock.heldBy.pid);
  const database =
    options.database ??
    (config.databaseUrl
      ? await openPostgres(config.databaseUrl)
      : await openEmbedded(join(config.dataFolder, 'database')));
  await migrate(database);
  await furnish(database);
  if (lock) await rm(join(config.dataFolder, 'incoming'), { recursive: true, force: true });
  const keys = await openKeys(config.keyFolder);
  const jobs = openJobs(database, jobKinds, (row) =>
    asOwner(database, (store) => actorOfMembership(store, row.userId, row.membershipId)),
  );
  const services: Services = {
    config,
    database,
    files: openFiles(config.fileFolder, keys),
    keys,
    jobs,
    beforeCommit: indexWritten,
  };
  const server = await createServer(services, clock, actions);
  // One process holds an embedded database, so a job that is running in it belongs to a process that died.
  if (database.kind === 'embedded')
    await asOwner(database, (store) => sql`update job set lease_until = now() where state = 'running'`.execute(store));
  const rounds = options.work === false ? [] : startRounds(services, jobs);
  return {
    services,
    server,
    close: async () => {
      await server.close();
      await jobs.stop();
      for (const round of rounds) await round.stop();
      if (!options.database) await database.close();
      if (lock) await lock.release();
    },
  };
}

/** What goes on by itself: queued work, seals on the audit trail, files, quotations and screenings whose time is over. */
function startRounds(services: Services, jobs: { start(services: Services): void }): { stop(): Promise<void> }[] {
  jobs.start(services);
  return [
    startSweeping(services, [removeExpiredExports, () => forgetEnded(services, operatorActor()), forgetDueScreenings]),
    startSealing(services),
    startIndexing(services),
  ];
}

/** Puts in what every installation has: the shipped roles, as this release words them, and the local operator. */
async function furnish(database: Database): Promise<void> {
  await asOwner(database, async (store) => {
    await sql`insert into app_user (id, email, name, status) values (${OPERATOR_USER}, 'operator@localhost', 'Local operator', 'active') on conflict do nothing`.execute(
      store,
    );
    for (const role of shippedRoles) {
      await sql`insert into role (id, agency_id, code, name, permissions, reads, writes, scope, second_factor)
        values (${randomUUID()}, null, ${role.code}, ${role.name}, ${[...role.permissions]}, ${[...role.reads]}, ${[...role.writes]}, ${role.scope}, ${role.secondFactor})
        on conflict (agency_id, code) do nothing`.execute(store);
    }
  });
}
