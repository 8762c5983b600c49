import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import {
  buildLinked,
  decodeRecords,
  encodeRecords,
  keyOf,
  perturbTable,
  releaseRecords,
  type Alike,
  type LinkedBuild,
  type PerturbedTable,
  type RecordRelease,
} from '../../engines/disclosure/index.ts';
import { linearSolver } from '../../platform/optimise/index.ts';
import { secureUniform } from '../../platform/random/index.ts';
import type { ReleaseMethod, ToldCell } from './schema.ts';

// Loaded in a thread of its own: protecting and attacking a release takes seconds to minutes.

/** All that is needed to build a release, as plain data. */
export type BuildTask = {
  readonly method: ReleaseMethod;
  readonly alike: readonly Alike[];
  readonly settings: {
    readonly threshold: number;
    readonly base: number;
    readonly epsilon: number;
    readonly delta: number;
    readonly length: number;
  };
  /** Of a table: how many of the fields are its own (the first), which period it ends with, and what is out already. */
  readonly own: number;
  readonly period: number;
  readonly spare: boolean;
  readonly earlier: readonly {
    readonly id: string;
    readonly fields: readonly number[];
    readonly period: number;
    readonly threshold: number;
    readonly told: readonly ToldCell[];
  }[];
  readonly columns: readonly string[];
};

export type Built =
  | { readonly kind: 'linked'; readonly build: LinkedBuild }
  | { readonly kind: 'perturbed'; readonly build: PerturbedTable }
  | {
      readonly kind: 'records';
      readonly rows: readonly (readonly string[])[];
      readonly release: Omit<RecordRelease, 'released'>;
      readonly from: number;
    };

const solve = await linearSolver();

/** Builds and attacks one release. */
export function buildRelease(task: BuildTask): Built {
  if (task.method === 'suppress') return { kind: 'linked', build: linked(task) };
  if (task.method === 'round' || task.method === 'cell-key') {
    const { threshold, base } = task.settings;
    const build = perturbTable(task.alike, task.columns, { method: task.method, base, threshold }, solve);
    return { kind: 'perturbed', build };
  }
  const source = encodeRecords(
    task.columns,
    task.alike.flatMap(({ combinations, count }) => repeated(combinations, count, task.own)),
  );
  const { released, ...release } = releaseRecords(
    source,
    { ...task.settings, method: task.method, k: task.settings.threshold },
    // Records are drawn from counts that are safe already; a seed nobody needs to keep is drawn too.
    { secure: secureUniform, repeatable: repeatable() },
  );
  return { kind: 'records', rows: decodeRecords(released), release, from: source.records };
}

function repeatable(): () => number {
  const generator = mersenne(secureUniform(2 ** 31));
  return () => uniformFloat64(generator);
}

function linked({ alike, own, period, spare, earlier, settings }: BuildTask): LinkedBuild {
  return buildLinked(
    {
      alike,
      own: { fields: Array.from({ length: own }, (_, field) => field), period },
      earlier: earlier.map(({ told, ...table }) => {
        const open = new Set(told.flatMap(({ values, count }) => (count === null ? [] : [keyOf(values)])));
        return { ...table, isTold: (values) => open.has(keyOf(values)) };
      }),
      threshold: settings.threshold,
      spare,
    },
    solve,
  );
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
