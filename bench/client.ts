import { randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openInstallation, type Installation } from '../src/installation.ts';
import { readConfig } from '../src/platform/config/index.ts';
import { serveWeb } from '../src/platform/http/web.ts';
import { openPostgres, type Database } from '../src/platform/store/index.ts';
import type { Reader } from './caseload.ts';

/** The web app as it was built last. */
export const webFolder = join(import.meta.dirname, '../dist/web');

export interface Served {
  readonly installation: Installation;
  readonly database: Database;
  readonly address: string;
  close(): Promise<void>;
}

/**
 * A whole Palermo on a PostgreSQL database, listening on a free port of the loopback address; while it is filled,
 * without what goes on by itself.
 */
export async function serve(url: string, dataFolder: string, work = true): Promise<Served> {
  const database = await openPostgres(url, 20);
  const installation = await openInstallation(readConfig({ PALERMO_DATA: dataFolder }), { database, work });
  // A copy of its own, so that a build that is made meanwhile takes no file from under the browser.
  const web = join(dataFolder, 'web');
  await cp(webFolder, web, { recursive: true });
  await serveWeb(installation.server, web);
  await installation.server.listen({ port: 0, host: '127.0.0.1' });
  // A service worker needs a secure origin, or this name.
  const address = `http://localhost:${(installation.server.server.address() as AddressInfo).port}`;
  return {
    installation,
    database,
    address,
    close: async () => {
      await installation.close();
      await database.close();
    },
  };
}

/** One request as the reader; throws on any answer but a good one. */
export async function request<T>(
  address: string,
  reader: Reader,
  method: string,
  path: string,
  body?: unknown,
  version?: number,
): Promise<T> {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: {
      cookie: `palermo_session=${reader.token}`,
      'x-palermo-client': 'bench',
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 200)}`);
  return JSON.parse(text) as T;
}
