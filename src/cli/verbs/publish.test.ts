import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readable } from '../print.ts';
import { addPublishVerbs } from './publish.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-publish-'));
  const rows = [
    ...Array.from({ length: 3 }, (_, at) => ['IDN', 'f', 10, at]),
    ...Array.from({ length: 40 }, (_, at) => ['IDN', 'm', 10, 1000 + at]),
    ...Array.from({ length: 30 }, (_, at) => ['PAK', 'f', at === 0 ? 9000 : 10, 2_000_000 * at]),
    ...Array.from({ length: 50 }, (_, at) => ['PAK', 'm', 20, 40_000_000 * at]),
  ];
  await writeFile(
    path('rows.csv'),
    [['country', 'sex', 'money', 'key'], ...rows].map((row) => row.join(',')).join('\n'),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);

/** Runs the verb and gives what it prints as JSON, with the file it wrote. */
async function publish(...words: string[]): Promise<{ answer: Record<string, unknown>; csv: string }> {
  const program = new Command().option('--json').exitOverride();
  addPublishVerbs(program);
  const said: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    const common = ['--out', path('out.csv'), '--report', path('report.html'), '--json'];
    await program.parseAsync(['publish', words[0] ?? '', path('rows.csv'), ...words.slice(1), ...common], {
      from: 'user',
    });
  } finally {
    spy.mockRestore();
  }
  return { answer: JSON.parse(said.join('')) as Record<string, unknown>, csv: await readFile(path('out.csv'), 'utf8') };
}

test('a table leaves with its small count and what would give it away withheld, and says how wide it stays', async () => {
  const { answer, csv } = await publish('table', '--by', 'country,sex');
  expect(answer).toMatchObject({ withheldSmall: 1, withheldBeside: 3, exposed: 0, threshold: 11 });
  expect(answer['narrowest']).toBeGreaterThanOrEqual(11);
  expect(csv).toContain('IDN,f,*');
  expect(csv).toContain('All,All,123');
  expect(await readFile(path('report.html'), 'utf8')).toContain('What this protection stops');
});

test('a sum that one contributor dominates is withheld with what would give it away', async () => {
  const { answer, csv } = await publish('table', '--by', 'country,sex', '--amount', 'money', '--p-percent', '10');
  expect(answer).toMatchObject({ exposed: 0 });
  expect(answer['withheldDominated']).toBeGreaterThan(0);
  expect(csv).toContain('country,sex,count,money');
  expect(csv).toContain('PAK,f,*,*');
});

test('counts can be rounded, or carry noise that is the same each time the rows keep their keys', async () => {
  const rounded = await publish('table', '--by', 'country,sex', '--method', 'round', '--base', '5');
  expect(rounded.csv).toContain('IDN,f,5');
  expect(rounded.answer).toMatchObject({ exposed: 0, base: 5 });
  const keyed = ['table', '--by', 'country,sex', '--method', 'cell-key', '--keys', 'key'];
  expect((await publish(...keyed)).csv).toBe((await publish(...keyed)).csv);
  await expect(publish('table', '--by', 'country', '--method', 'round', '--amount', 'money')).rejects.toThrow(
    'Amounts',
  );
});

test('records with noise are refused when the budget of their data set is spent', async () => {
  const ledger = ['--ledger', path('ledger.json'), '--budget', '3', '--columns', 'country,sex', '--length', '2'];
  const words = ['records', '--method', 'dp-synthetic', '--epsilon', '2', ...ledger];
  expect((await publish(...words)).answer).toMatchObject({ method: 'dp-synthetic', spent: { epsilon: 2 } });
  await expect(publish(...words)).rejects.toThrow('budget');
  // A column that names people is refused before anything is spent or computed, with what to do about it.
  await expect(publish('records', '--method', 'k', '--ignore', 'money')).rejects.toThrow('--ignore key');
});

test('a figure that misses a whole one by the rounding of arithmetic is printed whole', () => {
  expect(readable({ narrowest: 76.999_999_999_989_06, share: 0.123_456_789, least: 1e-300 })).toBe(
    'narrowest  77\nshare      0.123457\nleast      1e-300',
  );
});
