import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { syntheticRecords, type SyntheticPools } from '../src/engines/linkage/index.ts';

// Links invented persons, a fifth of the records being repetitions, and does the same with Splink where a Python with it is found
// (PALERMO_SPLINK_PYTHON, else python3): `node bench/linkage.ts 50000 1000000 5000000`. Processor seconds are printed beside the time,
// for a machine that does other things too.

const sizes = process.argv.slice(2).map(Number).filter(Boolean);
const folder = await mkdtemp(join(tmpdir(), 'palermo-bench-linkage-'));
const python = process.env['PALERMO_SPLINK_PYTHON'] ?? 'python3';
const hasSplink = spawnSync(python, ['-c', 'import splink']).status === 0;
try {
  print([
    'records',
    'program',
    'seconds',
    'of processor',
    'peak memory',
    'pairs',
    'precision',
    'recall',
    'F1',
    'stages, seconds',
  ]);
  print(Array.from({ length: 10 }, () => '---'));
  for (const size of sizes.length > 0 ? sizes : [50_000, 1_000_000]) {
    const list = join(folder, `${size}.csv`);
    await writeList(list, size);
    measurePalermo(list, size);
    if (hasSplink) measureSplink(list, size);
  }
  if (!hasSplink)
    process.stdout.write(
      '\nSplink was not found, so nothing was measured against it here. Stored figure, from another day and machine load: Splink 5.0.0.dev4 took 32.2 s for 1,000,000 records on two cores (57.0 s beside other work), 0.87 GiB, precision 0.997, recall 0.955.\n',
    );
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function writeList(path: string, size: number): Promise<void> {
  const stream = createWriteStream(path);
  stream.write('unique_id,first_name,surname,dob,birth_place,postcode,cluster\n');
  let rows: unknown[][] = [];
  let id = 0;
  const flush = (): void => void stream.write(stringify(rows.splice(0)));
  for (const one of syntheticRecords({ persons: size * 0.8, repetitions: size * 0.2, seed: 7 }, await pools())) {
    rows.push([id, one.given, one.surname, one.birth, one.place, one.postcode, one.person]);
    id += 1;
    if (rows.length === 20_000) flush();
  }
  flush();
  rows = [];
  stream.end();
  await finished(stream);
}

async function pools(): Promise<SyntheticPools> {
  const text = gunzipSync(await readFile(new URL('../data/linkage/historical_a.csv.gz', import.meta.url)));
  const people = parse<Record<string, string>>(text, { columns: true });
  const values = (name: string): string[] => people.flatMap((one) => (one[name] ? [one[name]] : []));
  return {
    given: values('first_name'),
    surnames: values('surname'),
    places: people.flatMap(({ birth_place: place, postcode_fake: postcode }) =>
      place && postcode ? [[place, postcode] as const] : [],
    ),
  };
}

function measurePalermo(list: string, size: number): void {
  const clusters = join(folder, 'palermo.csv');
  const { seconds, peakMemoryBytes, candidatePairs, processorSeconds } = palermo<LinkAnswer>([
    'dedupe',
    list,
    '--id',
    'unique_id',
    '--auto',
    '--clusters',
    clusters,
  ]);
  const { total, ...stages } = seconds;
  line(size, 'Palermo', {
    total,
    processor: processorSeconds,
    peakMemoryBytes,
    pairs: candidatePairs,
    clusters,
    list,
    stages,
  });
}

function measureSplink(list: string, size: number): void {
  const clusters = join(folder, 'splink.csv');
  const ran = spawnSync(python, [join(import.meta.dirname, 'linkage-splink.py'), list, clusters], { encoding: 'utf8' });
  if (ran.status !== 0)
    return print([size.toLocaleString('en'), 'Splink', `failed: ${ran.stderr.trim().split('\n').at(-1) ?? ''}`]);
  const { version, total, processor, peakMemoryBytes, pairs, train, predict, cluster } = JSON.parse(
    ran.stdout.trim().split('\n').at(-1) ?? '{}',
  ) as SplinkAnswer;
  line(size, `Splink ${version}`, {
    total,
    processor,
    peakMemoryBytes,
    pairs,
    clusters,
    list,
    stages: { train, predict, cluster },
  });
}

interface LinkAnswer {
  readonly seconds: Readonly<Record<string, number>>;
  readonly peakMemoryBytes: number;
  readonly candidatePairs: number;
  readonly processorSeconds: number;
}

interface EvaluateAnswer {
  readonly pairwise: { readonly precision: number; readonly recall: number; readonly f1: number };
}

interface SplinkAnswer {
  readonly version: string;
  readonly total: number;
  readonly processor: number;
  readonly peakMemoryBytes: number;
  readonly pairs: number;
  readonly train: number;
  readonly predict: number;
  readonly cluster: number;
}

function palermo<T>(words: readonly string[]): T {
  const ran = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../src/cli/main.ts'), 'link', ...words, '--json'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as T;
}

interface Measured {
  readonly total: number | undefined;
  readonly processor: number;
  readonly peakMemoryBytes: number;
  readonly pairs: number;
  readonly clusters: string;
  readonly list: string;
  readonly stages: Readonly<Record<string, number>>;
}

function line(
  size: number,
  program: string,
  { total = 0, processor, peakMemoryBytes, pairs, clusters, list, stages }: Measured,
): void {
  const { pairwise } = palermo<EvaluateAnswer>(['evaluate', clusters, list, '--id', 'unique_id', '--truth', 'cluster']);
  const shares = [pairwise.precision, pairwise.recall, pairwise.f1].map((share) => share.toFixed(4));
  const each = Object.entries(stages).map(([stage, seconds]) => `${stage} ${seconds.toFixed(1)}`);
  print([
    size.toLocaleString('en'),
    program,
    total.toFixed(1),
    processor.toFixed(1),
    `${(peakMemoryBytes / 2 ** 30).toFixed(2)} GiB`,
    pairs.toLocaleString('en'),
    ...shares,
    each.join(', '),
  ]);
}

function print(cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
