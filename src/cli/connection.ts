import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client } from '../client/index.ts';
import { readConfig, type Config } from '../platform/config/index.ts';
import { readServerFile } from '../platform/config/server-file.ts';
import { holderOf } from '../platform/store/folder-lock.ts';
import { Failure } from './failure.ts';
import { httpTransport, innerTransport } from './transport.ts';

/** A way to the data: through the server that holds the folder, or opened here. */
export interface Connection {
  readonly client: Client;
  /** The same way, for a user of this e-mail address. */
  clientAs(email: string): Client;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  /** The e-mail address of the user to act as; the local operator otherwise. */
  readonly as?: string | undefined;
  /** True while the verb waits for a job: then the worker runs here, if no server does it. */
  readonly work?: boolean | undefined;
}

const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 100;

/** Reaches the data of the configuration in the environment, making the folder if it is new. */
export async function connect(options: ConnectionOptions = {}): Promise<Connection> {
  const config = settings();
  const until = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const server = config.databaseUrl === null ? await serverOf(config) : null;
    if (server !== null) return throughServer(config, server, options);
    const here = await openHere(config, options);
    if ('connection' in here) return here.connection;
    // The holder is starting and will say where it answers, or it is another command and will end.
    if (Date.now() > until)
      throw new Failure(
        'folder-in-use',
        `${here.inUse} It does not answer requests; if it is another command, wait until that has ended.`,
      );
    await sleep(PAUSE_MILLISECONDS);
  }
}

function settings(): Config {
  try {
    return readConfig();
  } catch (error) {
    throw new Failure(
      'settings',
      `The settings in the environment are not right.\n${error instanceof Error ? error.message : ''}`,
    );
  }
}

async function serverOf(config: Config): Promise<string | null> {
  const holder = await holderOf(config.dataFolder);
  const left = holder && (await readServerFile(config.dataFolder));
  return left && left.pid === holder?.pid ? left.url : null;
}

async function throughServer(config: Config, url: string, options: ConnectionOptions): Promise<Connection> {
  const token = (await readFile(join(config.keyFolder, 'operator.token'), 'utf8')).trim();
  const clientOf = (of: ConnectionOptions): Client =>
    createClient(httpTransport(url, identityOf(token, of)), randomUUID);
  return { client: clientOf(options), clientAs: (as) => clientOf({ ...options, as }), close: async () => undefined };
}

async function openHere(
  config: Config,
  options: ConnectionOptions,
): Promise<{ connection: Connection } | { inUse: string }> {
  const [{ FolderInUse, openInstallation }, { explainDatabase }] = await Promise.all([
    import('../installation.ts'),
    import('../platform/store/explain.ts'),
  ]);
  try {
    const installation = await openInstallation(config, { work: options.work ?? false });
    const { server, services } = installation;
    const clientOf = (of: ConnectionOptions): Client =>
      createClient(innerTransport(server, identityOf(services.keys.operatorToken, of)), randomUUID);
    const clientAs = (as: string): Client => clientOf({ ...options, as });
    return { connection: { client: clientOf(options), clientAs, close: () => installation.close() } };
  } catch (error) {
    if (error instanceof FolderInUse) return { inUse: error.message };
    const explained = explainDatabase(error, config.databaseUrl);
    throw explained === null ? error : new Failure('database', explained);
  }
}

function identityOf(token: string, { as }: ConnectionOptions): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    'user-agent': 'palermo command line',
    ...(as ? { 'x-palermo-as': as } : {}),
  };
}
