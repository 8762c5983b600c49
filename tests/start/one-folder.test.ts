import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { environmentOf, startServer } from '../crash/server-process.ts';
import { makeMigrated } from '../harness/database.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-folder-'));
  await makeMigrated(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function node(...words: string[]): Promise<Outcome> {
  try {
    return { code: 0, ...(await run(process.execPath, words, { cwd: root, env: environmentOf({ folder }) })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

test('while a server holds a folder, a second server says so and the command line goes through the first', async () => {
  const server = await startServer({ folder });
  try {
    const second = await node('src/main.ts');
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(
      /is in use by process \d+\. Stop it first, or use another folder with PALERMO_DATA\./,
    );

    expect((await stat(join(folder, 'server.json'))).mode & 0o777).toBe(0o600);
    const added = await node(
      'src/cli/main.ts',
      'agencies',
      'add',
      '--code',
      'NEW',
      '--name',
      'New',
      '--kind',
      'ngo',
      '--country',
      'PAK',
      '--json',
    );
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const { agencies } = await (await server.client()).call('agencies.list', {});
    expect(agencies.map(({ code }) => code)).toEqual(['NEW']);
  } finally {
    expect(await server.stop()).toBe(0);
  }
  await expect(stat(join(folder, 'server.json'))).rejects.toThrow('ENOENT');
  await expect(stat(join(folder, 'lock'))).rejects.toThrow('ENOENT');
});

test('after a crash the command line is not led astray by what the dead server left', async () => {
  const server = await startServer({ folder });
  await server.kill();
  expect(JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'))).toMatchObject({ url: expect.any(String) });
  const listed = await node('src/cli/main.ts', 'agencies', 'list', '--json');
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(listed.stdout)).toEqual({ agencies: [] });
});

test('scripts get JSON and nothing else, and the exit code says whether it was refused or misspelt', async () => {
  const refused = await node('src/cli/main.ts', 'cases', 'open', '00000000-0000-4000-8000-000000000000', '--json');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(refused.stderr)).toMatchObject({ code: 'not-found', status: 404 });

  const stranger = await node('src/cli/main.ts', 'cases', 'list', '--as', 'nobody@example.org', '--json');
  expect(stranger).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(stranger.stderr).message).toContain('nobody@example.org');

  const misspelt = await node('src/cli/main.ts', 'cases', 'lsit', '--json');
  expect(misspelt).toMatchObject({ code: 2, stdout: '' });
  expect(JSON.parse(misspelt.stderr)).toMatchObject({ code: 'usage' });
});

test('a list is checked, brought in and taken back from the command line', async () => {
  const list = join(folder, 'list.csv');
  const row = '2012,Female,18--20,ID,1,0,MY\n';
  await writeFile(
    list,
    `yearOfRegistration,gender,ageBroad,citizenship,isForcedLabour,isSexualExploit,CountryOfExploitation\n${row.repeat(12)}`,
  );
  await node(
    'src/cli/main.ts',
    'agencies',
    'add',
    '--code',
    'UN',
    '--name',
    'UN',
    '--kind',
    'un-body',
    '--country',
    'IDN',
  );

  const both = await node('src/cli/main.ts', 'import', list, '--draft', '--apply', '--json');
  expect(both.code).toBe(2);
  const draft = await node(
    'src/cli/main.ts',
    'import',
    list,
    '--layout',
    'ctdc',
    '--agency',
    'UN',
    '--draft',
    '--json',
  );
  expect(draft).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(draft.stdout)).toMatchObject({ state: 'drafted', rows: 12, errors: 0 });

  const applied = await node(
    'src/cli/main.ts',
    'import',
    list,
    '--layout',
    'ctdc',
    '--agency',
    'UN',
    '--apply',
    '--json',
  );
  const { id } = JSON.parse(applied.stdout);
  expect(JSON.parse(applied.stdout)).toMatchObject({ state: 'applied', counts: { persons: 12 } });
  const stats = await node(
    'src/cli/main.ts',
    'stats',
    '--by',
    'citizenship',
    '--where',
    'countryOfExploitation=MYS',
    '--unit',
    'victims',
    '--json',
  );
  expect(JSON.parse(stats.stdout)).toMatchObject({ total: 12, rows: [{ key: { citizenship: 'IDN' }, count: 12 }] });

  const undone = await node('src/cli/main.ts', 'imports', 'undo', id, '--reason', 'a trial', '--json');
  expect(JSON.parse(undone.stdout)).toMatchObject({ state: 'undone' });
  expect(await node('src/cli/main.ts', 'audit', 'verify', '--json')).toMatchObject({ code: 0 });
});
