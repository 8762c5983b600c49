import type { ReleaseMethod } from './schema.ts';

/** What somebody may try with a release in hand. */
export const attacks = ['subtraction', 'differencing', 'singling-out', 'membership', 'group'] as const;
export type Attack = (typeof attacks)[number];
export type Stopped = 'yes' | 'partly' | 'no' | 'none';

/**
 * Which protection stops which attack: after Hundepool and others 2012 (Statistical Disclosure Control) for tables, Dwork
 * and Roth 2014 for noise with a promise. `none`: there is nothing to try it on.
 */
export const stopped: Readonly<Record<ReleaseMethod, Readonly<Record<Attack, Stopped>>>> = {
  suppress: { subtraction: 'yes', differencing: 'yes', 'singling-out': 'partly', membership: 'no', group: 'no' },
  round: { subtraction: 'partly', differencing: 'no', 'singling-out': 'partly', membership: 'no', group: 'no' },
  'cell-key': {
    subtraction: 'partly',
    differencing: 'partly',
    'singling-out': 'partly',
    membership: 'no',
    group: 'no',
  },
  k: { subtraction: 'none', differencing: 'no', 'singling-out': 'yes', membership: 'partly', group: 'no' },
  'k-anonymous': { subtraction: 'none', differencing: 'no', 'singling-out': 'yes', membership: 'no', group: 'no' },
  'dp-synthetic': { subtraction: 'yes', differencing: 'yes', 'singling-out': 'yes', membership: 'yes', group: 'no' },
};
