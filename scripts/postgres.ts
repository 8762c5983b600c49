import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface ThrowAwayCluster {
  /** Connection address of the database `palermo`, for its owner. */
  readonly url: string;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

const owner = 'palermo';

// As one sets up a server of some gigabytes of memory; the settings PostgreSQL comes with are for a far smaller one.
const asServed = [
  'shared_buffers=2GB',
  'effective_cache_size=6GB',
  'work_mem=16MB',
  'maintenance_work_mem=512MB',
  'max_wal_size=4GB',
  'checkpoint_timeout=15min',
];
// Nothing in the cluster outlives the run, so writing through to the disk would only cost time.
const forSpeed = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts a PostgreSQL server in a temporary folder from the binaries installed on this machine, on a free port of the
 * loopback address, with a password made for this run. As root it runs as another user, since PostgreSQL refuses root.
 * `durable` makes it write through to the disk as a real server does: for measuring.
 */
export async function startThrowAwayCluster({ durable = false } = {}): Promise<ThrowAwayCluster> {
  const binaries = findPostgresBinaries();
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  const folder = await mkdtemp(join(tmpdir(), 'palermo-postgres-'));
  const password = randomBytes(18).toString('base64url');
  try {
    await createDataFolder(binaries, folder, password, account);
    const port = await freePort();
    const server = launchServer(binaries, folder, port, account, durable);
    const stop = stopper(server, folder);
    const url = `postgresql://${owner}:${password}@127.0.0.1:${port}`;
    await createDatabase(server, `${url}/postgres`, join(folder, 'server.log')).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { url: `${url}/${owner}`, stop };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The folder with initdb and postgres: PALERMO_POSTGRES_BIN, the newest in the usual places, or pg_config's answer. */
export function findPostgresBinaries(): string {
  const named = process.env.PALERMO_POSTGRES_BIN;
  const candidates = named ? [named] : [...versionedFolders(), ...configuredFolder()];
  const found = candidates.find((path) => existsSync(join(path, 'initdb')) && existsSync(join(path, 'postgres')));
  if (found) return found;
  throw new Error(
    'No PostgreSQL server (15 or later) found. Install it (Debian: apt-get install postgresql), ' +
      'name its bin folder in PALERMO_POSTGRES_BIN, or give a running one in DATABASE_URL.',
  );
}

function versionedFolders(): string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const homebrew = ['/opt/homebrew/opt', '/usr/local/opt']
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((path) => path.includes('postgresql'));
  return [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...homebrew.toReversed().map((path) => join(path, 'bin')),
    '/usr/local/pgsql/bin',
  ];
}

function configuredFolder(): string[] {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()];
  } catch {
    return [];
  }
}

function unprivilegedAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    try {
      const number = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: number('-u'), gid: number('-g') };
    } catch {
      continue;
    }
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.');
}

async function createDataFolder(
  binaries: string,
  folder: string,
  password: string,
  account: Account | undefined,
): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) {
    await chown(folder, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  // Under plain C, PostgreSQL knows no letters beyond ASCII, and name search would miss every other script.
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  execFileSync(
    join(binaries, 'initdb'),
    [
      '--pgdata',
      join(folder, 'data'),
      '--username',
      owner,
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      locale,
      '--no-sync',
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], ...account },
  );
  await rm(passwordFile);
}

function launchServer(
  binaries: string,
  folder: string,
  port: number,
  account: Account | undefined,
  durable: boolean,
): ChildProcess {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    'logging_collector=off',
    ...(durable ? asServed : forSpeed),
  ];
  return spawn(
    '/bin/sh',
    ['-c', 'exec "$0" "$@" >server.log 2>&1', join(binaries, 'postgres'), '-D', 'data'].concat(
      settings.flatMap((setting) => ['-c', setting]),
    ),
    { cwd: folder, stdio: 'ignore', ...account },
  );
}

function stopper(server: ChildProcess, folder: string): () => Promise<void> {
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const endNow = (): void => void server.kill('SIGQUIT');
  process.once('exit', endNow);
  return async () => {
    process.off('exit', endNow);
    // SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint for data that are thrown away.
    endNow();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

async function createDatabase(server: ChildProcess, url: string, log: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) break;
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query(`create database ${owner}`);
      return;
    } catch {
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`The PostgreSQL server did not start:\n${await readFile(log, 'utf8').catch(() => '')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port on the loopback address.');
  return address.port;
}
