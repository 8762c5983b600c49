import { totalWith, type CaptureTable } from './capture-table.ts';
import { fitPoisson, type SparseRow } from './poisson-fit.ts';
import { logFactorial } from './poisson.ts';

// Poisson log-linear models of capture tables with extended maximum likelihood: the expected count of a history is
// exp(intercept + main effects of its lists + terms of the sets of lists it holds); a term whose lists never hold
// anybody together stands at minus infinity and its cells are left out (Chan, Silverman and Vincent 2021, JASA 116:1297).

/** A model: sets of two or more lists (bits) that hold more or fewer people together than chance. */
export type Terms = readonly number[];

export interface Design {
  /** Cells the fit uses: histories in which no term at minus infinity is. */
  readonly cells: readonly number[];
  /** Sets of lists that are columns: 0 is the intercept, then each list, then the finite terms. */
  readonly columns: readonly number[];
  readonly minusInfinity: readonly number[];
}

export interface Fit {
  readonly terms: Terms;
  readonly design: Design;
  /** Natural logarithm of the expected number of people on no list, and its standard error. */
  readonly intercept: number;
  readonly standardError: number;
  /** People seen and not seen. */
  readonly estimate: number;
  /** Expected people by history; 0 in cells left out. */
  readonly fitted: Float64Array;
  readonly deviance: number;
  readonly logLikelihood: number;
  /** Parameters, those at minus infinity counted. */
  readonly parameters: number;
  /** Whether every fitted count is clearly above zero and the likelihood equations hold: then the maximum exists. */
  readonly isCertain: boolean;
}

/** The columns and cells of a model for this table. */
export function designOf({ lists, counts }: CaptureTable, terms: Terms): Design {
  const minusInfinity = terms.filter((set) => totalWith(counts, set) === 0);
  const cells: number[] = [];
  for (let history = 1; history < counts.length; history += 1) {
    if (!minusInfinity.some((set) => (history & set) === set)) cells.push(history);
  }
  const finite = terms.filter((set) => !minusInfinity.includes(set));
  return { cells, columns: [0, ...lists.map((_, index) => 1 << index), ...finite], minusInfinity };
}

/** The maximum likelihood fit, by iteratively reweighted least squares; null where the equations cannot be solved. */
export function fitModel(table: CaptureTable, terms: Terms): Fit | null {
  const design = designOf(table, terms);
  const seen = Float64Array.from(design.cells, (history) => table.counts[history] ?? 0);
  const solved = fitPoisson(rowsOf(design), design.columns.length, seen);
  if (!solved) return null;
  const { fitted, coefficients, interceptVariance, deviance, isCertain } = solved;
  const intercept = coefficients[0] ?? 0;
  const whole = new Float64Array(table.counts.length);
  for (const [index, history] of design.cells.entries()) whole[history] = fitted[index] ?? 0;
  const observed = table.counts.reduce((sum, count) => sum + count, 0);
  return {
    terms,
    design,
    intercept,
    standardError: Math.sqrt(interceptVariance),
    estimate: observed + Math.exp(intercept),
    fitted: whole,
    deviance,
    logLikelihood: logLikelihood(design.cells, table.counts, whole),
    parameters: 1 + table.lists.length + terms.length,
    isCertain,
  };
}

function rowsOf({ cells, columns }: Design): SparseRow[] {
  return cells.map((history) => {
    const at = columns.flatMap((set, column) => ((history & set) === set ? [column] : []));
    return { at, value: at.map(() => 1) };
  });
}

function logLikelihood(cells: readonly number[], counts: readonly number[], fitted: Float64Array): number {
  let sum = 0;
  for (const history of cells) {
    const count = counts[history] ?? 0;
    const mean = fitted[history] ?? 0;
    sum += (count > 0 ? count * Math.log(mean) : 0) - mean - logFactorial(count);
  }
  return sum;
}

/** The Bayesian information criterion; smaller is better (people seen as the size of the sample). */
export function bicOf(fit: Fit, observed: number): number {
  return fit.parameters * Math.log(observed) - 2 * fit.logLikelihood;
}
