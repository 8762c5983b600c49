import { stringify } from 'csv-stringify/sync';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import {
  buildJoint,
  decodeRecords,
  encodeRecords,
  perturbTable,
  releaseRecords,
  type Alike,
  type EarlierTable,
  type JointBuild,
  type KnownCell,
  type PerturbedTable,
  type Profile,
  type RecordRelease,
} from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';
import { secureUniform } from '../../platform/random/index.ts';
import { knownOfRecords, knownOfTable } from '../ledger/index.ts';
import type { ReleaseMethod } from './schema.ts';

// Loaded in a thread of its own: protecting and attacking a release takes seconds to minutes.

/** All that is needed to build a release, as plain data. */
export interface BuildTask {
  readonly method: ReleaseMethod;
  readonly alike: readonly Alike[];
  readonly settings: {
    readonly threshold: number;
    readonly base: number;
    readonly epsilon: number;
    readonly delta: number;
    readonly length: number;
  };
  readonly columns: readonly string[];
  readonly spare: boolean;
  /** How people stand in this release and in what is out already. */
  readonly profiles: readonly Profile[];
  readonly masks: readonly number[] | null;
  readonly earlier: readonly EarlierTable[];
}

export type Built = (
  | { readonly kind: 'table' }
  | { readonly kind: 'perturbed'; readonly build: PerturbedTable }
  | {
      readonly kind: 'records';
      readonly rows: readonly (readonly string[])[];
      readonly release: Omit<RecordRelease, 'released'>;
      readonly from: number;
    }
) & { readonly joint: JointBuild | null };

const solve = await linearSolver();

/** Builds one release and attacks it together with all that is out. */
export function buildRelease(task: BuildTask): Built {
  const { method, settings, columns } = task;
  const { base, threshold } = settings;
  if (method === 'suppress') return { kind: 'table', joint: together(task, null, threshold) };
  if (method === 'round' || method === 'cell-key') {
    const build = perturbTable(task.alike, columns, { method, base, threshold }, solve);
    const told = build.cells.map(({ values, told: count }) => ({ values, count }));
    const known = knownOfTable({ method, base, additive: build.additive, told });
    // Changed counts promise that no small one is known exactly.
    return { kind: 'perturbed', build, joint: together(task, known, 1) };
  }
  const source = encodeRecords(
    columns,
    task.alike.flatMap(({ combinations, count }) => repeated(combinations, count, columns.length)),
  );
  const { released, ...release } = releaseRecords(
    source,
    { ...settings, method, k: threshold },
    // Records are drawn from counts that are safe already; a seed nobody needs to keep is drawn too.
    { secure: secureUniform, repeatable: repeatable() },
  );
  const rows = decodeRecords(released);
  const records = stringify([columns, ...rows]);
  const known = method === 'dp-synthetic' ? null : knownOfRecords({ method, threshold, records }, task.masks ?? []);
  return { kind: 'records', rows, release, from: source.records, joint: known && together(task, known, threshold) };
}

/** With nothing out already, what is given was attacked alone. */
function together(
  { profiles, masks, earlier, spare, settings }: BuildTask,
  given: readonly KnownCell[] | null,
  width: number,
) {
  if (given !== null && earlier.length === 0) return null;
  const own = { threshold: settings.threshold, width, masks, given, printed: null, hidden: [] };
  return buildJoint({ profiles, own, earlier, spare: spare && given === null }, solve);
}

function repeatable(): () => number {
  const generator = mersenne(secureUniform(2 ** 31));
  return () => uniformFloat64(generator);
}

/** One record a thing: several values of a field stand together in its cell; what nobody asked is empty. */
function repeated(combinations: readonly (readonly string[])[], count: number, columns: number): string[][] {
  const row = Array.from({ length: columns }, (_, at) =>
    [...new Set(combinations.map((values) => values[at] ?? ''))]
      .filter((code) => code !== 'NOT_ASKED')
      .toSorted()
      .join(' '),
  );
  return Array.from({ length: count }, () => row);
}
