import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** The columns of a design that are not zero in one cell, and their values. */
export interface SparseRow {
  readonly at: readonly number[];
  readonly value: readonly number[];
}

export interface PoissonFit {
  /** The first is the intercept. */
  readonly coefficients: Float64Array;
  readonly interceptVariance: number;
  readonly fitted: Float64Array;
  readonly deviance: number;
  /** Whether every fitted count is clearly above zero and the likelihood equations hold: then the maximum exists. */
  readonly isCertain: boolean;
}

const mostRounds = 60;
const tolerance = 1e-11;
const mostHalvings = 20;

/**
 * Maximum likelihood of counts with means exp(design x coefficients), by iteratively reweighted least squares with step
 * halving (McCullagh and Nelder 1989, section 2.5). Null where the equations cannot be solved.
 */
export function fitPoisson(rows: readonly SparseRow[], width: number, seen: Float64Array): PoissonFit | null {
  let fitted: Float64Array = seen.map((count) => count + 0.1);
  let linear: Float64Array = fitted.map(Math.log);
  let deviance = devianceOf(seen, fitted);
  let coefficients: Float64Array = new Float64Array(width);
  for (let round = 0; round < mostRounds; round += 1) {
    const next = weightedLeastSquares(rows, width, seen, fitted, linear);
    if (!next) return null;
    const step = halveUntilBetter(rows, seen, coefficients, next, round === 0 ? Number.POSITIVE_INFINITY : deviance);
    const change = Math.abs(step.deviance - deviance);
    ({ coefficients, linear, fitted, deviance } = step);
    if (change < tolerance * (Math.abs(deviance) + 0.1)) break;
  }
  const variance = interceptVariance(information(rows, width, fitted));
  if (variance === null) return null;
  const isCertain = holdsScore(rows, width, seen, fitted);
  return { coefficients, interceptVariance: variance, fitted, deviance, isCertain };
}

/** The upper half is summed and mirrored: summed apart, the halves can differ in their last digit. */
function information(rows: readonly SparseRow[], width: number, fitted: Float64Array): Matrix {
  const sums = new Float64Array(width * width);
  for (let cell = 0; cell < rows.length; cell += 1) {
    const { at, value } = rows[cell] as SparseRow;
    const weight = fitted[cell] as number;
    for (let a = 0; a < at.length; a += 1) {
      const row = (at[a] as number) * width;
      const weighted = weight * (value[a] as number);
      for (let b = a; b < at.length; b += 1) {
        const index = row + (at[b] as number);
        sums[index] = (sums[index] as number) + weighted * (value[b] as number);
      }
    }
  }
  for (let row = 1; row < width; row += 1) {
    for (let column = 0; column < row; column += 1) sums[row * width + column] = sums[column * width + row] as number;
  }
  return Matrix.from1DArray(width, width, sums);
}

function weightedLeastSquares(
  rows: readonly SparseRow[],
  width: number,
  seen: Float64Array,
  fitted: Float64Array,
  linear: Float64Array,
): Float64Array | null {
  const cholesky = new CholeskyDecomposition(information(rows, width, fitted));
  if (!cholesky.isPositiveDefinite()) return null;
  const right = new Float64Array(width);
  for (const [cell, { at, value }] of rows.entries()) {
    const weight = fitted[cell] ?? 0;
    const working = weight * (linear[cell] ?? 0) + (seen[cell] ?? 0) - weight;
    for (const [index, column] of at.entries()) right[column] = (right[column] ?? 0) + working * (value[index] ?? 0);
  }
  const solution = cholesky.solve(Matrix.columnVector(right)).to1DArray();
  return solution.every(Number.isFinite) ? Float64Array.from(solution) : null;
}

/** The step, halved while the deviance grows: a full one can overshoot where cells are nearly empty. */
function halveUntilBetter(
  rows: readonly SparseRow[],
  seen: Float64Array,
  from: Float64Array,
  to: Float64Array,
  before: number,
) {
  let coefficients: Float64Array = to;
  for (let halving = 0; ; halving += 1) {
    const linear = Float64Array.from(rows, (row) => product(row, coefficients));
    const fitted = linear.map(Math.exp);
    const deviance = devianceOf(seen, fitted);
    const isBetter = Number.isFinite(deviance) && deviance <= before + 1e-8 * (Math.abs(before) + 0.1);
    if (isBetter || before === Number.POSITIVE_INFINITY || halving === mostHalvings) {
      return { coefficients, linear, fitted, deviance };
    }
    coefficients = coefficients.map((value, at) => (value + (from[at] ?? 0)) / 2);
  }
}

function product({ at, value }: SparseRow, coefficients: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < at.length; index += 1) {
    sum += (value[index] as number) * (coefficients[at[index] as number] as number);
  }
  return sum;
}

function devianceOf(seen: Float64Array, fitted: Float64Array): number {
  let sum = 0;
  for (let cell = 0; cell < seen.length; cell += 1) {
    const count = seen[cell] as number;
    const mean = fitted[cell] as number;
    sum += (count > 0 ? count * Math.log(count / mean) : 0) - (count - mean);
  }
  return 2 * sum;
}

function interceptVariance(sums: Matrix): number | null {
  const cholesky = new CholeskyDecomposition(sums);
  if (!cholesky.isPositiveDefinite()) return null;
  const unit = Matrix.zeros(sums.rows, 1);
  unit.set(0, 0, 1);
  return cholesky.solve(unit).get(0, 0);
}

/** Positive fitted counts that give the sufficient statistics of the table are the proof that the maximum exists. */
function holdsScore(rows: readonly SparseRow[], width: number, seen: Float64Array, fitted: Float64Array): boolean {
  const score = new Float64Array(width);
  const total = new Float64Array(width);
  for (const [cell, { at, value }] of rows.entries()) {
    const mean = fitted[cell] ?? 0;
    if (mean < 1e-6) return false;
    for (const [index, column] of at.entries()) {
      score[column] = (score[column] ?? 0) + (value[index] ?? 0) * ((seen[cell] ?? 0) - mean);
      total[column] = (total[column] ?? 0) + (value[index] ?? 0) * (seen[cell] ?? 0);
    }
  }
  return score.every((value, at) => Math.abs(value) <= 1e-6 * Math.max(1, total[at] ?? 0));
}
