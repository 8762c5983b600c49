import { parse } from 'csv-parse/sync';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { keyRange } from '../src/engines/disclosure/index.ts';
import { readNames } from '../src/features/demo/names.ts';
import { linkFacts, type Facts } from '../src/features/linkage/link.ts';
import { overlapOf } from '../src/features/linkage/overlap.ts';
import type { Lists } from '../src/features/linkage/rules.ts';
import { DuckDBBatch } from '../src/platform/batch/index.ts';
import { agencyLists } from './agency-lists.ts';

// How often the interval of the overlap holds the number that people who know the truth would end on, over invented lists:
// `node bench/linkage-overlap.ts [lists] [people a list] [trials]`. Nothing is decided; every pair waits.

interface Trial {
  readonly lists: Lists;
  /** Persons by mask, once every pair that was proposed is decided by the truth. */
  readonly truth: ReadonlyMap<number, number>;
}

interface Tally {
  all: number;
  allHeld: number;
  cells: number;
  cellsHeld: number;
  error: number;
}

/** The printed table: of all persons and of the combinations, how many intervals hold the truth, exact and with noise. */
export async function measureOverlap(agencies: number, people: number, trials: number): Promise<string> {
  const tallies = [false, true].map((noise) => ({
    noise,
    tally: { all: 0, allHeld: 0, cells: 0, cellsHeld: 0, error: 0 },
  }));
  for (let seed = 1; seed <= trials; seed += 1) {
    const trial = await makeTrial(agencies, people, seed);
    for (const { noise, tally } of tallies) await addTrial(tally, trial, noise);
  }
  const rows = tallies.map(({ noise, tally: { all, allHeld, cells, cellsHeld, error } }) => [
    noise ? 'with noise' : 'exact',
    `${allHeld} of ${all}`,
    `${cellsHeld} of ${cells}`,
    (error / all).toFixed(1),
  ]);
  const head = ['overlap', 'all persons held', 'combinations held', 'mean error of the middle, persons'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function addTrial(tally: Tally, { lists, truth }: Trial, noise: boolean): Promise<void> {
  const found = await overlapOf(lists, { threshold: null, noise });
  const persons = [...truth.values()].reduce((sum, count) => sum + count, 0);
  const holds = (interval: { low: number; high: number } | null, count: number): number =>
    Number(interval !== null && interval.low <= count && count <= interval.high);
  tally.all += 1;
  tally.allHeld += holds(found.all.interval, persons);
  tally.error += ((found.all.interval?.low ?? 0) + (found.all.interval?.high ?? 0)) / 2 - persons;
  for (const { on, interval } of found.cells) {
    tally.cells += 1;
    tally.cellsHeld += holds(interval, truth.get(on.reduce((mask, held, at) => mask + (held ? 2 ** at : 0), 0)) ?? 0);
  }
}

async function makeTrial(agencies: number, people: number, seed: number): Promise<Trial> {
  const made = agencyLists(await readNames(), { agencies, people, seed: `overlap ${seed}`, share: 0.5 });
  const rows = made.flatMap(({ csv, truth }, list) =>
    parse<Record<string, string>>(csv, { columns: true }).map((row, at) => ({ row, list, person: truth[at]?.person })),
  );
  const facts = rows.map(({ row, list }, at) => factsOf(row, list, at));
  const batch = await DuckDBBatch.open();
  const { proposals } = await linkFacts(batch, facts, { seed: 1, importId: null, onStage: () => undefined });
  await batch.close();
  const random = xoroshiro128plus(1000 + seed);
  for (let skipped = 0; skipped < 64; skipped += 1) random.next();
  const masks = rows.map(({ list }) => 2 ** list);
  const keys = rows.map(() => Math.floor(uniformFloat64(random) * keyRange));
  const counts = [...Map.groupBy(masks.keys(), (at) => masks[at] ?? 0)].map(
    ([mask, held]) => [mask, held.length, held.reduce((sum, at) => (sum + (keys[at] ?? 0)) % keyRange, 0)] as const,
  );
  const ends = proposals.map(({ left, right, probability }) => [Number(left), Number(right), probability] as const);
  const same = ends.filter(([one, other]) => rows[one]?.person === rows[other]?.person);
  const inDoubt = [...new Set(ends.flatMap(([one, other]) => [one, other]))];
  const place = new Map(inDoubt.map((record, at) => [record, at]));
  return {
    lists: {
      lists: made.map((_, at) => String(at)),
      counts,
      nodes: inDoubt.map((record) => masks[record] ?? 0),
      keys: inDoubt.map((record) => keys[record] ?? 0),
      edges: ends.map(
        ([one, other, probability]) => [place.get(one) ?? 0, place.get(other) ?? 0, probability] as const,
      ),
    },
    truth: decidedBy(masks, same),
  };
}

function factsOf(row: Record<string, string>, list: number, at: number): Facts {
  const of = (column: string): string | null => row[column] || null;
  return {
    recordId: String(at).padStart(8, '0'),
    agencyId: String(list),
    importId: null,
    name: of('Nama Lengkap'),
    birth: of('Tanggal Lahir'),
    birthPlace: null,
    sex: row['JK'] === 'P' ? 'F' : 'M',
    citizenship: of('WN'),
    document: of('No Paspor'),
    card: null,
    phone: of('No HP'),
    email: null,
  };
}

function decidedBy(
  masks: readonly number[],
  same: readonly (readonly [number, number, number])[],
): Map<number, number> {
  const root = masks.map((_, at) => at);
  const find = (record: number): number => (root[record] === record ? record : find(root[record] ?? record));
  for (const [one, other] of same) root[find(other)] = find(one);
  const held = new Map<number, number>();
  for (const [at, mask] of masks.entries()) held.set(find(at), (held.get(find(at)) ?? 0) | mask);
  const persons = new Map<number, number>();
  for (const mask of held.values()) persons.set(mask, (persons.get(mask) ?? 0) + 1);
  return persons;
}

if (import.meta.main) {
  const [agencies = 3, people = 200, trials = 12] = process.argv.slice(2).map(Number);
  process.stdout.write(`${await measureOverlap(agencies, people, trials)}\n`);
}
