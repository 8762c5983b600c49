/**
 * Student's t distribution for whole degrees of freedom, in closed form: Abramowitz and Stegun, Handbook of Mathematical
 * Functions, 26.7.3 and 26.7.4. Broken degrees of freedom are rounded down, which widens an interval.
 */
const TWO_SIDED_95 = 0.95;
const WIDEST = 1e6;

/** The probability that |T| stays below t. */
export function probabilityWithin(t: number, degreesOfFreedom: number): number {
  const angle = Math.atan(t / Math.sqrt(degreesOfFreedom));
  const cosine = Math.cos(angle);
  const odd = degreesOfFreedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let order = odd ? 3 : 2; order < degreesOfFreedom - 1; order += 2) {
    term *= (cosine * cosine * (order - 1)) / order;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/** How many standard errors a two-sided 95% interval reaches to either side. */
export function quantile95(degreesOfFreedom: number): number {
  const whole = Math.floor(degreesOfFreedom);
  if (whole < 1) return Number.NaN;
  let low = 0;
  let high = WIDEST;
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (probabilityWithin(middle, whole) < TWO_SIDED_95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
