import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type Client } from '../../src/client/index.ts';
import { httpTransport } from '../../src/cli/transport.ts';

const root = join(import.meta.dirname, '../..');
const START_MILLISECONDS = 60_000;

/** A real server in a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  readonly url: string;
  /** What it printed so far. */
  readonly output: () => string;
  /** The typed client as the local operator, or as the user of an address. */
  client(as?: string): Promise<Client>;
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it in good order. */
  stop(): Promise<number | null>;
}

export interface ServerSettings {
  readonly folder: string;
  readonly databaseUrl?: string | undefined;
  readonly port?: number;
  readonly user?: number;
}

/** The environment of a process that works on the folder, on the embedded database unless an address is given. */
export function environmentOf({ folder, databaseUrl, port = 0 }: ServerSettings): NodeJS.ProcessEnv {
  const { DATABASE_URL: _ours, PALERMO_KEYS: _keys, ...rest } = process.env;
  return {
    // Node keeps what it compiled, so that the next start of the same code is not measured in seconds.
    NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
    ...rest,
    PALERMO_DATA: folder,
    PORT: String(port),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  };
}

/** Starts src/main.ts and waits until it says where it is open. */
export async function startServer(settings: ServerSettings): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(settings.user === undefined ? {} : { uid: settings.user }),
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await whenOpen(child, () => output);
  return {
    url,
    output: () => output,
    client: async (as) => {
      const token = (await readFile(join(settings.folder, 'keys/operator.token'), 'utf8')).trim();
      const identity = { authorization: `Bearer ${token}`, ...(as ? { 'x-palermo-as': as } : {}) };
      return createClient(httpTransport(url, identity), randomUUID);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function whenOpen(child: ChildProcess, output: () => string): Promise<string> {
  const began = Date.now();
  for (;;) {
    const found = /open at (http:\/\/\S+)\n/.exec(output())?.[1];
    if (found) return found.replace('localhost', '127.0.0.1');
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`);
    if (Date.now() - began > START_MILLISECONDS) {
      child.kill('SIGKILL');
      throw new Error(`The server did not start:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
