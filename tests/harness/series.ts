import { randomUUID } from 'node:crypto';
import { asActor } from '../../src/platform/store/index.ts';
import { openTable } from '../../src/platform/tables/index.ts';
import type { Actor } from '../../src/platform/access/actor.ts';
import { operatorRole } from '../../src/words/access.ts';
import type { House } from './house.ts';
import type { SeriesDraft } from '../../src/features/series/draft.ts';
import { seriesLayouts } from '../../src/features/series/layouts/index.ts';
import { releaseInPreamble } from '../../src/features/series/reading.ts';
import { seriesTarget } from '../../src/features/series/target.ts';

/** Whoever brings in series in the tests below. */
const operator = (house: House): Actor => ({
  ...operatorRole,
  userId: '00000000-0000-4000-8000-000000000000',
  membershipId: null,
  agencyId: house.agencyId('UN'),
  unitIds: [],
  unitId: null,
  roleCode: 'operator',
  sessionId: null,
});

export interface Loaded {
  readonly importId: string;
  readonly rows: number;
  readonly figures: number;
  readonly unchanged: number;
  readonly problems: ReadonlyMap<string, number>;
  /** Of processor time: other work on the machine does not count. */
  readonly seconds: number;
}

/** Reads a file with a layout and writes it in batches, as an import does. */
export async function load(
  house: House,
  path: string,
  layoutId: string,
  releaseDate: string | null,
  mapping: unknown = null,
): Promise<Loaded> {
  const started = process.cpuUsage();
  const table = await openTable(path, { fileName: path });
  const layout = seriesLayouts.find((candidate) => candidate.id === layoutId);
  if (!layout) throw new Error(`no layout ${layoutId}`);
  const fileName = path.split('/').at(-1) ?? path;
  const about = { fileName, releaseDate: releaseDate ?? releaseInPreamble(table.preamble) };
  const reader = layout.open({ ...about, columns: table.columns, mapping });
  const importId = randomUUID();
  const problems = new Map<string, number>();
  const counts = { rows: 0, figures: 0, unchanged: 0 };
  let waiting: { row: number; drafts: readonly SeriesDraft[] }[] = [];
  const flush = async (): Promise<void> => {
    const rows = waiting;
    waiting = [];
    const written = await asActor(house.database, operator(house), (store) =>
      seriesTarget.applyBatch(store, { importId, rows }),
    );
    counts.figures += written['figures'] ?? 0;
    counts.unchanged += written['unchanged'] ?? 0;
  };
  for await (const row of table.rows()) {
    const mapped = reader.read(row);
    counts.rows += 1;
    for (const problem of mapped.problems) problems.set(problem.code, (problems.get(problem.code) ?? 0) + 1);
    waiting.push({ row: row.row, drafts: mapped.drafts });
    if (waiting.length === 1000) await flush();
  }
  await flush();
  await table.close();
  return { ...counts, importId, problems, seconds: secondsSince(started) };
}

/** Takes an import back, step by step; says how much it took. */
export async function undo(house: House, importId: string): Promise<number> {
  let taken = 0;
  for (;;) {
    const step = await asActor(house.database, operator(house), (store) =>
      seriesTarget.undoBatch(store, importId, 1000),
    );
    if (step === 0) return taken;
    taken += step;
  }
}

function secondsSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000_000;
}
