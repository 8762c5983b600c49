import { chooseModel, estimateFrom, type CaptureTable, type EstimateOptions } from '../../engines/estimation/index.ts';
import type { ByThreshold } from './schema.ts';

/** Settings of the stepwise choice that published studies have used. */
const usual = [0.001, 0.005, 0.01, 0.02, 0.05];

export interface ThresholdAsked {
  readonly table: CaptureTable;
  readonly seed: number;
}

/**
 * What the stepwise choice gives at each usual setting, and how well the chosen model fits: residual deviance on the histories
 * that can be seen less the parameters. Settings without a model are left out. For a table that came ready made only: of own
 * records each further figure is one more that tells of small overlaps.
 */
export function estimatesByThreshold({ table, seed }: ThresholdAsked): ByThreshold[] {
  return usual.flatMap((threshold): ByThreshold[] => {
    const options: EstimateOptions = { method: 'stepwise', threshold, order: 2, ntop: 1, bootstrap: 0, seed };
    const chosen = chooseModel(table, options);
    if ('refusal' in chosen) return [];
    const { estimate, ci95, terms, termsAtMinusInfinity, deviance } = estimateFrom(table, chosen.choice, [], options);
    return [
      {
        threshold,
        estimate,
        ci95: [...ci95],
        terms: [...terms],
        termsAtMinusInfinity: [...termsAtMinusInfinity],
        deviance,
        degreesOfFreedom: 2 ** table.lists.length - 1 - chosen.choice.fit.parameters,
      },
    ];
  });
}
