import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { readNames } from '../src/features/demo/names.ts';
import { linkageLists } from './linkage-lists.ts';

// Links invented lists of many kinds with `--auto`, each as the command does it, and holds the outcome against the truth:
// `node bench/linkage-kinds.ts` with as many words as there shall be runs, each a seed.

interface Linked {
  readonly records: number;
  readonly candidatePairs: number;
  readonly seconds: { readonly total: number };
}
interface Evaluated {
  readonly truePairs: number;
  readonly foundPairs: number;
  readonly pairwise: { readonly precision: number; readonly recall: number; readonly f1: number };
}

/** The printed table: how well lists of each kind are linked without labels. */
export async function measureKinds(seed: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'palermo-bench-kinds-'));
  const head = ['lists', 'records', 'candidate pairs', 'true pairs', 'found', 'precision', 'recall', 'F1', 'seconds'];
  const rows: (readonly string[])[] = [head, head.map(() => '---')];
  try {
    for (const { name, files, dedupe } of linkageLists(await readNames(), seed)) {
      const paths = files.map((_, at) => join(folder, `${at}.csv`));
      for (const [at, text] of files.entries()) await writeFile(paths[at] ?? '', `${text}\n`);
      const clusters = join(folder, 'clusters.csv');
      const verb = files.length > 1 ? ['match', ...paths, ...(dedupe ? ['--dedupe'] : [])] : ['dedupe', ...paths];
      const linked = palermo<Linked>([...verb, '--id', 'id', '--auto', '--clusters', clusters]);
      const against = ['--id', 'id', '--truth', 'cluster'];
      const { truePairs, foundPairs, pairwise } = palermo<Evaluated>(['evaluate', clusters, ...paths, ...against]);
      const shares = [pairwise.precision, pairwise.recall, pairwise.f1].map((share) => share.toFixed(3));
      const counts = [linked.records, linked.candidatePairs, truePairs, foundPairs];
      rows.push([
        name,
        ...counts.map((count) => count.toLocaleString('en')),
        ...shares,
        linked.seconds.total.toFixed(1),
      ]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function palermo<T>(words: readonly string[]): T {
  const program = join(import.meta.dirname, '../src/cli/main.ts');
  const ran = spawnSync(process.execPath, [program, 'link', ...words, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout) as T;
}

if (import.meta.main) {
  const seeds = process.argv.slice(2);
  for (const seed of seeds.length > 0 ? seeds : ['one']) process.stdout.write(`${await measureKinds(seed)}\n\n`);
}
