/** The chances of a Poisson count with this mean being at most, and at least, the count seen. */
export function poissonTails(mean: number, seen: number): { readonly atMost: number; readonly atLeast: number } {
  if (mean <= 0) return { atMost: 1, atLeast: seen === 0 ? 1 : 0 };
  const here = Math.exp(seen * Math.log(mean) - mean - logFactorial(seen));
  const below = here * sumDown(mean, seen);
  const above = here * sumUp(mean, seen);
  // The long tail is taken from the short one, for its own sum would run through the middle of the distribution.
  return seen < mean
    ? { atMost: below, atLeast: Math.min(1, 1 - below + here) }
    : { atMost: Math.min(1, 1 - above + here), atLeast: above };
}

function sumDown(mean: number, seen: number): number {
  let term = 1;
  let sum = 1;
  for (let k = seen; k > 0 && term > sum * 1e-17; k -= 1) {
    term *= k / mean;
    sum += term;
    if (!Number.isFinite(sum)) return Number.POSITIVE_INFINITY;
  }
  return sum;
}

function sumUp(mean: number, seen: number): number {
  let term = 1;
  let sum = 1;
  for (let k = seen + 1; term > sum * 1e-17; k += 1) {
    term *= mean / k;
    sum += term;
    if (!Number.isFinite(sum)) return Number.POSITIVE_INFINITY;
  }
  return sum;
}

/** The logarithm of n!, exact to double precision (Lanczos approximation of the gamma function, g = 7, n = 9). */
export function logFactorial(n: number): number {
  return logGamma(n + 1);
}

/** The logarithm of the gamma function for a positive argument (Lanczos 1964, g = 7, nine coefficients). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  const t = z + 7.5;
  const sum = lanczos.reduce(
    (total, coefficient, index) => total + (index === 0 ? coefficient : coefficient / (z + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
