import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import {
  encodeRecords,
  fullTable,
  protectLattice,
  releaseRecords,
  suppress,
  utilityOf,
  type RecordSet,
  type Utility,
} from '../src/engines/disclosure/index.ts';
import { linearSolver } from '../src/platform/optimise/index.ts';
import { secureUniform } from '../src/platform/random/index.ts';
import type { Line } from './timing.ts';

const published = new URL('../data/ctdc/ctdc_global_kanon_2020-04_core7_2002-2016.csv.gz', import.meta.url);
const peer = fileURLToPath(new URL('peers/pac_synth.py', import.meta.url));
const epsilon = 12;
const length = 4;

/**
 * Differentially private records of CTDC, seven columns, against the reference synthesiser where a Python with pac-synth
 * is named by PALERMO_BENCH_PYTHON; and of a million records drawn from the same.
 */
export async function measureDisclosure(folder: string): Promise<Line[]> {
  const [columns = [], ...rows] = parse(gunzipSync(await readFile(published))) as unknown as string[][];
  const ours = run(encodeRecords(columns, rows));
  const many = run(encodeRecords(columns, enlarge(rows, 1_000_000)));
  const theirs = await runPeer(columns, rows, folder);
  const mixed = enlarge(rows, 36_000);
  const [small, large] = [await runTable(columns, mixed), await runTable(columns, enlarge(rows, 1_000_000))];
  const wide = await runTable(columns, mixed, ['yearOfRegistration', 'citizenship', 'CountryOfExploitation']);
  const [all, limited] = [
    await runLattice(columns, mixed, Number.POSITIVE_INFINITY),
    await runLattice(columns, mixed, 600),
  ];
  return [
    {
      what: 'differentially private records of 36,447, epsilon 12, combinations of four, made, measured and attacked',
      measured: describe(ours),
      against: theirs ? `pac-synth in the same run, made only: ${describe(theirs)}` : 'pac-synth is not installed here',
      ratio: theirs ? (ours.seconds / theirs.seconds).toFixed(3) : '',
    },
    {
      what: 'the same of 1,000,000 records',
      measured: describe(many),
      against: '36,447 records',
      ratio: (many.seconds / ours.seconds).toFixed(2),
    },
    {
      what: 'a table of 1,000,000 records by year, sex and age: small counts and what gives them away withheld, all attacked',
      measured: large.told,
      against: `the same of 36,000: ${small.told}`,
      ratio: (large.seconds / small.seconds).toFixed(2),
    },
    {
      what: 'a table of 36,000 records by year, citizenship and country of exploitation, as `palermo publish table` makes it',
      measured: wide.told,
      against: `by year, sex and age: ${small.told}`,
      ratio: (wide.seconds / small.seconds).toFixed(2),
    },
    {
      what: 'live counts of 36,000 records by year, citizenship and country of exploitation: every sum and cell decided',
      measured: all.told,
      against: `sums alone, which are answered first: ${limited.told}`,
      ratio: (all.seconds / limited.seconds).toFixed(2),
    },
  ];
}

/** A question with far more small groups than one that is waited for, as statistics decide it. */
async function runLattice(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  mostTargets: number,
): Promise<{ seconds: number; told: string }> {
  const solve = await linearSolver();
  const fields = ['yearOfRegistration', 'citizenship', 'CountryOfExploitation'];
  const places = fields.map((field) => columns.indexOf(field));
  const alike = rows.map((row) => ({ combinations: [places.map((at) => row[at] ?? '')], count: 1 }));
  const start = performance.now();
  const { table, withheld } = protectLattice(fields, alike, { threshold: 11, mostTargets }, solve);
  const seconds = (performance.now() - start) / 1000;
  const inner = [...table.cells.entries()].filter(([, { values }]) => !values.includes(null));
  const people = (of: typeof inner): number => of.reduce((sum, [, { count }]) => sum + count, 0);
  const open = inner.filter(([at]) => !withheld.has(at));
  const told = `${seconds.toFixed(1)} s; ${table.cells.length} cells, ${table.cells.filter(({ count }) => count < 11).length} small; ${open.length} of ${inner.length} innermost cells told, with ${percent(people(open) / people(inner))} of the people`;
  return { seconds, told };
}

/** Three columns as a table; mixing records has made rare combinations, so that there is something to withhold. */
async function runTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  by: readonly string[] = columns.slice(0, 3),
): Promise<{ seconds: number; told: string }> {
  const solve = await linearSolver();
  const start = performance.now();
  const table = fullTable(
    by,
    rows.map((row) => ({ values: by.map((name) => row[columns.indexOf(name)] ?? ''), count: 1 })),
  );
  const { primary, withheld, exposed } = suppress(table, { threshold: 11 }, solve);
  const seconds = (performance.now() - start) / 1000;
  const told = `${seconds.toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB; ${table.cells.length} cells, ${primary.size} small, ${withheld.size} withheld, ${exposed.length} exposed`;
  return { seconds, told };
}

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
  readonly utility: readonly Utility[];
}

function describe({ seconds, megabytes, utility }: Run): string {
  const at = (size: number) => {
    const line = utility[size - 1];
    return `at ${size}: error ${line?.meanError.toFixed(1)} of ${line?.meanCount.toFixed(0)}, suppressed ${percent(line?.suppressedShare)}, fabricated ${percent(line?.fabricatedShare)}`;
  };
  return `${seconds.toFixed(1)} s, ${megabytes} MB; ${[1, 2, 3, 4].map(at).join('; ')}`;
}

const percent = (share = 0): string => `${(100 * share).toFixed(2)} %`;

function run(source: RecordSet): Run {
  const generator = mersenne(1);
  const randomness = { secure: secureUniform, repeatable: () => uniformFloat64(generator) };
  const start = performance.now();
  const { utility } = releaseRecords(
    source,
    { method: 'dp-synthetic', k: 11, epsilon, delta: 1e-6, length },
    randomness,
  );
  const seconds = (performance.now() - start) / 1000;
  return { seconds, megabytes: Math.round(process.memoryUsage().rss / 2 ** 20), utility };
}

/** More records of the same kind: each takes most columns of one record and one or two of others. */
function enlarge(rows: readonly (readonly string[])[], count: number): string[][] {
  const generator = mersenne(2);
  const any = () => rows[Math.floor(uniformFloat64(generator) * rows.length)] ?? [];
  return Array.from({ length: count }, () =>
    any().map((value, at) => (uniformFloat64(generator) < 0.05 ? (any()[at] ?? '') : value)),
  );
}

async function runPeer(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  folder: string,
): Promise<Run | null> {
  const python = process.env['PALERMO_BENCH_PYTHON'];
  if (python === undefined || !existsSync(python)) return null;
  const [source, target] = [join(folder, 'records.csv'), join(folder, 'made.csv')];
  await writeFile(source, [columns, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'));
  const answer = spawnSync(python, [peer, source, target, String(epsilon), String(length)], { encoding: 'utf8' });
  const [seconds = Number.NaN, megabytes = Number.NaN] = answer.stdout.trim().split(' ').map(Number);
  if (answer.status !== 0 || !Number.isFinite(seconds)) throw new Error(`pac-synth failed: ${answer.stderr}`);
  const [, ...made] = parse(await readFile(target)) as unknown as string[][];
  return { seconds, megabytes, utility: compare(columns, rows, made) };
}

/** Both sets coded alike, so that their combinations can be compared. */
function compare(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  made: readonly (readonly string[])[],
) {
  const both = encodeRecords(columns, [...rows, ...made]);
  const of = (part: readonly (readonly string[])[]): RecordSet => {
    const coded = encodeRecords(columns, part);
    const translate = coded.values.map((values, at) => values.map((value) => both.values[at]?.indexOf(value) ?? 0));
    const distinct = coded.distinct.map((record) => record.map((code, at) => translate[at]?.[code] ?? 0));
    return { ...coded, values: both.values, distinct };
  };
  return utilityOf(of(rows), of(made), length, 11, null);
}
