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

// Links invented persons, a fifth of the records being repetitions, and does the same with Splink on the same file where a Python with it
// is found (PALERMO_SPLINK_PYTHON, else python3): `node bench/linkage.ts 50000 1000000 5000000`. Five million take minutes, so only where
// asked for. Processor seconds are printed beside the time, for a machine that does other things too.

const python = process.env['PALERMO_SPLINK_PYTHON'] ?? 'python3';
let folder = '';
let rows: string[] = [];

const head = [
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
];

/** The printed table: how long linking lists of these sizes takes, what of memory, and how well it agrees with the truth. */
export async function measureLinkage(sizes: readonly number[]): Promise<string> {
  const hasSplink = spawnSync(python, ['-c', 'import splink']).status === 0;
  folder = await mkdtemp(join(tmpdir(), 'palermo-bench-linkage-'));
  rows = [];
  try {
    add(head);
    add(head.map(() => '---'));
    for (const size of sizes) {
      const list = join(folder, `${size}.csv`);
      await writeList(list, size);
      measurePalermo(list, size);
      if (hasSplink) measureSplink(list, size);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return hasSplink ? rows.join('\n') : `${rows.join('\n')}\n\n${stored}`;
}

const stored =
  'Splink was not found, so nothing was measured against it here. Stored figures, from other days and machine loads: Splink 5.0.0 took 155.9 s (78.5 s of processor) beside much other work and 3.6 GiB for 1,000,000 records on two cores, F1 0.879; Splink 5.0.0.dev4 took 32.2 s beside little other work and 57.0 s beside more, 0.87 GiB.';

async function writeList(path: string, size: number): Promise<void> {
  const stream = createWriteStream(path);
  stream.write('unique_id,first_name,surname,dob,birth_place,postcode,cluster\n');
  const records: unknown[][] = [];
  let id = 0;
  const flush = (): void => void stream.write(stringify(records.splice(0)));
  for (const one of syntheticRecords({ persons: size * 0.8, repetitions: size * 0.2, seed: 7 }, await pools())) {
    records.push([id, one.given, one.surname, one.birth, one.place, one.postcode, one.person]);
    id += 1;
    if (records.length === 20_000) flush();
  }
  flush();
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
    return add([size.toLocaleString('en'), 'Splink', `failed: ${ran.stderr.trim().split('\n').at(-1) ?? ''}`]);
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
  add([
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

function add(cells: readonly string[]): void {
  rows.push(`| ${cells.join(' | ')} |`);
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number).filter(Boolean);
  process.stdout.write(`${await measureLinkage(sizes.length > 0 ? sizes : [50_000, 1_000_000])}\n`);
}
