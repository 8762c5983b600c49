import { groupedAggregates, noisyAggregates, type Aggregates, type NoisyAggregates } from './aggregates.ts';
import { keepGroups } from './anonymise.ts';
import { attackMembership, type MembershipAttack } from './attacks.ts';
import type { RecordSet } from './dataset.ts';
import { utilityOf, type Utility } from './evaluate.ts';
import type { SecureUniform } from './noise.ts';
import { synthesise, type Uniform } from './synthesise.ts';

export const recordMethods = ['k', 'k-anonymous', 'dp-synthetic'] as const;
export type RecordMethod = (typeof recordMethods)[number];

export interface RecordReleaseOptions {
  readonly method: RecordMethod;
  /** Fewest records that share what is told of any of them (methods with k). */
  readonly k: number;
  readonly epsilon: number;
  readonly delta: number;
  /** The most attributes whose combinations are kept. */
  readonly length: number;
}

export interface Randomness {
  /** For noise that protects people: nobody must be able to repeat or guess it. */
  readonly secure: SecureUniform;
  /** For drawing records from protected counts. */
  readonly repeatable: Uniform;
}

export interface RecordRelease {
  readonly released: RecordSet;
  readonly utility: readonly Utility[];
  readonly lost: number;
  readonly spent: {
    readonly epsilon: number;
    readonly delta: number;
    readonly rho: number;
    readonly sigma: number;
  } | null;
  /** By length, the least released count (methods that make records). */
  readonly thresholds: readonly number[];
  readonly membership: MembershipAttack;
}

/** Makes a release of records, measures what is kept and lost, and attacks it. */
export function releaseRecords(
  source: RecordSet,
  options: RecordReleaseOptions,
  randomness: Randomness,
): RecordRelease {
  const { released, aggregates, lost } = make(source, options, randomness);
  const noisy = aggregates && 'rho' in aggregates ? (aggregates as NoisyAggregates) : null;
  return {
    released,
    utility: utilityOf(source, released, options.length, options.k, aggregates),
    lost,
    spent: noisy && { epsilon: options.epsilon, delta: options.delta, rho: noisy.rho, sigma: noisy.sigma },
    thresholds: noisy?.thresholds ?? (aggregates ? Array.from({ length: options.length }, () => options.k) : []),
    membership: attackMembership(source, (half) => make(half, options, randomness).released, randomness.repeatable),
  };
}

interface Made {
  readonly released: RecordSet;
  readonly aggregates: Aggregates | null;
  readonly lost: number;
}

function make(source: RecordSet, options: RecordReleaseOptions, { secure, repeatable }: Randomness): Made {
  if (options.method === 'k-anonymous') return { ...keepGroups(source, options.k), aggregates: null };
  const aggregates =
    options.method === 'k'
      ? groupedAggregates(source, options.length, options.k)
      : noisyAggregates(source, options.length, options, secure);
  return { released: synthesise(source, aggregates, repeatable), aggregates, lost: 0 };
}
