import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateFiles } from '../src/cli/linking/evaluate.ts';
import { linkFiles } from '../src/cli/linking/run.ts';
import { readNames } from '../src/features/demo/names.ts';
import { smallLists } from './linkage-lists.ts';

// How well lists of 50 to 100 records are linked with `--auto`, over many lists of each kind: `node bench/linkage-small.ts [lists of each]`.

interface Evaluated {
  readonly truePairs: number;
  readonly foundPairs: number;
  readonly pairwise: { readonly precision: number; readonly f1: number };
}

interface Tally {
  real: number;
  found: number;
  right: number;
  readonly f1: number[];
}

/** The printed table: pairs of all lists of a kind together, and how far single lists lie apart. */
export async function measureSmall(lists: number): Promise<string> {
  const names = await readNames();
  const folder = await mkdtemp(join(tmpdir(), 'palermo-bench-small-'));
  const kinds = new Map<string, Tally>();
  try {
    for (let seed = 1; seed <= lists; seed += 1)
      for (const { name, files } of smallLists(names, `small ${seed}`)) {
        const tally = kinds.get(name) ?? { real: 0, found: 0, right: 0, f1: [] };
        kinds.set(name, tally);
        await addList(tally, folder, files[0] ?? '');
      }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const head = ['lists', 'true pairs', 'found', 'precision', 'recall', 'F1', 'mean F1', 'worst tenth'];
  const rows = [...kinds].map(([name, tally]) => rowOf(name, tally));
  const every = [...kinds.values()];
  const sum = (of: (one: Tally) => number): number => every.reduce((total, one) => total + of(one), 0);
  const all: Tally = {
    real: sum(({ real }) => real),
    found: sum(({ found }) => found),
    right: sum(({ right }) => right),
    f1: every.flatMap(({ f1 }) => f1),
  };
  return [head, head.map(() => '---'), ...rows, rowOf('all', all)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

async function addList(tally: Tally, folder: string, text: string): Promise<void> {
  const [file, clusters] = [join(folder, 'list.csv'), join(folder, 'clusters.csv')];
  await writeFile(file, `${text}\n`);
  const options = { id: 'id', map: [], auto: true, engine: 'duckdb', seed: 1, truth: 'cluster', clusters } as const;
  await linkFiles([file], options);
  const { truePairs, foundPairs, pairwise } = (await evaluateFiles(clusters, [file], {
    id: 'id',
    truth: 'cluster',
  })) as unknown as Evaluated;
  tally.real += truePairs;
  tally.found += foundPairs;
  tally.right += foundPairs === 0 ? 0 : Math.round(foundPairs * pairwise.precision);
  tally.f1.push(truePairs === 0 ? Number(foundPairs === 0) : pairwise.f1);
}

function rowOf(name: string, { real, found, right, f1 }: Tally): readonly string[] {
  const sorted = f1.toSorted((one, other) => one - other);
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));
  return [
    name,
    String(real),
    String(found),
    share(right, found),
    share(right, real),
    share(2 * right, found + real),
    (sorted.reduce((sum, one) => sum + one, 0) / sorted.length).toFixed(3),
    (sorted[Math.floor(sorted.length / 10)] ?? 0).toFixed(3),
  ];
}

if (import.meta.main) process.stdout.write(`${await measureSmall(Number(process.argv[2] ?? 20))}\n`);
