import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test, vi } from 'vitest';
import { addEstimateVerb } from './estimate.ts';
import { addEvaluateVerb } from './evaluate.ts';

const published = (file: string): string => new URL(`../../../data/mse/${file}`, import.meta.url).pathname;

/** Runs a verb and gives what it prints. */
async function printedBy(add: (program: Command) => void, ...words: string[]): Promise<string> {
  const program = new Command().option('--json').exitOverride();
  add(program);
  const said: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    await program.parseAsync(words, { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return said.join('');
}

const answerOf = async (add: (program: Command) => void, ...words: string[]): Promise<Record<string, unknown>> =>
  JSON.parse(await printedBy(add, ...words, '--json')) as Record<string, unknown>;

test('the command line gives the published stepwise estimate of the UK table with its terms, bound and checksum', async () => {
  const answer = await answerOf(addEstimateVerb, 'estimate', published('uk2013_5lists.csv'), '--method', 'stepwise');
  expect(answer).toMatchObject({ observed: 2744, termsAtMinusInfinity: [], existence: { chosenModel: 0 } });
  expect(answer['estimate']).toBeCloseTo(11_313, -1);
  expect(answer['ci95']).toEqual([expect.closeTo(9884, -1), expect.closeTo(13_027, -1)]);
  expect(answer['lowerBound']).toBeCloseTo(14_963, -1);
  expect(answer['checksum']).toMatch(/^[0-9a-f]{64}$/);
  expect(answer['terms']).toEqual(expect.arrayContaining(['LA:NG']));
});

test('records and pairs of them that may be one person give the estimate with and without the doubt of the links', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'links-'));
  const [records, pairs] = [join(folder, 'records.csv'), join(folder, 'pairs.csv')];
  const ids = Array.from({ length: 120 }, (_, at) => `r${at}`);
  await writeFile(
    records,
    `id,list\n${ids.map((id, at) => `${id},${at % 2 === 0 ? 'Police' : 'Shelter'}`).join('\n')}\n`,
  );
  const linked = Array.from({ length: 20 }, (_, at) => `r${2 * at},r${2 * at + 1},${at < 10 ? 1 : 0.4}`);
  await writeFile(pairs, `left,right,probability\n${linked.join('\n')}\n`);
  const words = ['estimate', records, '--pairs', pairs, '--method', 'main'];
  const { linkage, ...plain } = await answerOf(addEstimateVerb, ...words);
  // Two lists of 60 with the ten certain links on both: 60 x 60 / 10.
  expect(plain['estimate']).toBeCloseTo(360, 3);
  expect(linkage).toMatchObject({ records: 120, pairs: 20, without: { observed: 110 }, with: { draws: 100 } });
  const { with: pooled } = linkage as { with: { estimate: number; shareOfLinkage: number } };
  expect(pooled.estimate).toBeLessThan(330);
  expect(pooled.shareOfLinkage).toBeGreaterThan(0);
  await writeFile(pairs, 'left,right,probability\nr1,r999,0.5\n');
  await expect(answerOf(addEstimateVerb, ...words)).rejects.toThrow(/no file of pairs/);
  // A history on two lines is added up, and said to be.
  await writeFile(records, 'A,B,count\n1,0,50\n0,1,40\n1,1,10\n1,1,10\n');
  const twice = await answerOf(addEstimateVerb, 'estimate', records, '--method', 'main');
  expect(twice['warnings']).toContainEqual(
    expect.objectContaining({ code: 'histories-repeated', details: { repeated: 1 } }),
  );
  await rm(folder, { recursive: true });
});

test('the best model of six lists with terms of three comes with the warning that it was searched for', async () => {
  const file = published('uk2013_6lists.csv');
  const answer = await answerOf(addEstimateVerb, 'estimate', file, '--method', 'bic', '--order', '3');
  expect(answer['estimate']).toBeCloseTo(12_350, -1);
  expect(JSON.stringify(answer['warnings'])).toContain('models-searched');
});

test('a table that is none is refused with its place, and a before and after needs both spans', async () => {
  const path = published('expected.json');
  await expect(answerOf(addEstimateVerb, 'estimate', path, '--method', 'main')).rejects.toThrow(
    /is no capture table|table/,
  );
  const words = ['evaluate', published('korea_3lists.csv'), '--before', '2007-2010'];
  await expect(answerOf(addEvaluateVerb, ...words)).rejects.toThrow('Give both --before and --after.');
});

test('a before and after is told in the language asked for, tables and all', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'palermo-evaluate-'));
  const file = join(folder, 'cases.csv');
  await writeFile(file, 'year,value\n2021,361\n2022,752\n2023,1061\n');
  const said = await printedBy(addEvaluateVerb, 'evaluate', file, '--language', 'id');
  await rm(folder, { recursive: true });
  expect(said).toContain('752 → 1.061 (+41,1%)');
  expect(said).toMatch(/^Tahun +Dasar +Kemudian +Selisih/m);
  expect(said).not.toMatch(/Trend|Model:/);
});
