import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startServer } from '../crash/server-process.ts';
import { makeMigrated } from '../harness/database.ts';

const NOBODY = 65534;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a newcomer starts on a fresh folder and is told the address and the one-time set-up link', async () => {
  const server = await startServer({ folder: join(folder, 'data') });
  try {
    const link = /at: (http:\/\/localhost:\d+)(\/set-up)#([\w-]{20,})/.exec(server.output());
    expect(link?.[2]).toBe('/set-up');
    expect(new URL(link?.[1] ?? '').port).toBe(new URL(server.url).port);
    const page = await fetch(`${server.url}/set-up`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  } finally {
    expect(await server.stop()).toBe(0);
  }
});

test('the files of the web app come compressed, are kept for good, and a wrong address under /api is no page', async () => {
  await makeMigrated(folder);
  const server = await startServer({ folder });
  try {
    const page = await (await fetch(server.url)).text();
    const script = /src="(\/assets\/app-[^"]+\.js)"/.exec(page)?.[1] ?? '';
    const reply = await fetch(server.url + script, { headers: { 'accept-encoding': 'br' } });
    expect(reply.headers.get('content-encoding')).toBe('br');
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(reply.headers.get('content-type')).toContain('javascript');
    for (const path of ['/api/nothing', '/assets/nothing.js', '/../package.json', '/%2e%2e/package.json']) {
      const answer = await fetch(server.url + path);
      expect([path, answer.status, answer.headers.get('content-type')]).not.toEqual([
        path,
        200,
        expect.stringContaining('json'),
      ]);
    }
    expect((await fetch(`${server.url}/api/nothing`)).status).toBe(404);
    expect((await fetch(`${server.url}/assets/nothing.js`)).status).toBe(404);
  } finally {
    await server.stop();
  }
});

test('who starts it twice on one port is told which port to take instead', async () => {
  await makeMigrated(folder);
  const occupied = createServer();
  await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
  const address = occupied.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await expect(startServer({ folder, port })).rejects.toThrow(`Port ${port} is in use by another program.`);
  } finally {
    await new Promise((resolve) => occupied.close(resolve));
  }
});

test.runIf(process.getuid?.() === 0)(
  'a user without rights on the machine starts it on a folder of their own',
  async () => {
    await chown(folder, NOBODY, NOBODY);
    const server = await startServer({ folder, user: NOBODY });
    expect((await fetch(`${server.url}/api/openapi.json`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  },
);

test.runIf(process.getuid?.() === 0)('a folder that cannot be written is named, with the remedy', async () => {
  await expect(startServer({ folder: join(folder, 'data'), user: NOBODY })).rejects.toThrow(
    /cannot be written by this user/,
  );
});
