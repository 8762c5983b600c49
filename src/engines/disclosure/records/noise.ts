/** Uniform whole numbers from 0 to below a limit (at most 2^48), from a source nobody can predict. */
export type SecureUniform = (below: number) => number;

/**
 * Whole-number Gaussian noise without floating-point holes an attacker could use: the exact sampler of Canonne, Kamath and
 * Steinke 2020 (The Discrete Gaussian for Differential Privacy, algorithms 1 to 3). `variance` is rounded up to 1/64.
 */
export function discreteGaussian(variance: number, uniform: SecureUniform): number {
  const q = 64;
  const p = Math.ceil(variance * q);
  const t = Math.floor(Math.sqrt(p / q)) + 1;
  for (;;) {
    const y = discreteLaplace(t, uniform);
    // exp(-(|y| - variance / t)^2 / (2 variance)), as a fraction of whole numbers.
    const above = (Math.abs(y) * t * q - p) ** 2;
    if (bernoulliExp(above, 2 * p * q * t * t, uniform)) return y;
  }
}

/** The variance the sampler really has, for the accounting. */
export const roundedVariance = (variance: number): number => Math.ceil(variance * 64) / 64;

function discreteLaplace(scale: number, uniform: SecureUniform): number {
  for (;;) {
    const u = uniform(scale);
    if (!bernoulliExp(u, scale, uniform)) continue;
    let v = 0;
    while (bernoulliExp(1, 1, uniform)) v += 1;
    const magnitude = u + scale * v;
    const isNegative = uniform(2) === 1;
    if (isNegative && magnitude === 0) continue;
    return isNegative ? -magnitude : magnitude;
  }
}

/** True with chance exp(-above / below). */
function bernoulliExp(above: number, below: number, uniform: SecureUniform): boolean {
  let left = above;
  while (left > below) {
    if (!bernoulliExpSmall(below, below, uniform)) return false;
    left -= below;
  }
  return bernoulliExpSmall(left, below, uniform);
}

/** The same for above <= below, by the alternating series of the exponential (von Neumann). */
function bernoulliExpSmall(above: number, below: number, uniform: SecureUniform): boolean {
  let k = 1;
  while (uniform(below) < above && uniform(k) === 0) k += 1;
  return k % 2 === 1;
}

/**
 * The zero-concentrated budget rho that an (epsilon, delta) promise allows (Bun and Steinke 2016, proposition 1.3):
 * epsilon = rho + 2 sqrt(rho ln(1/delta)), solved for rho.
 */
export function rhoOf(epsilon: number, delta: number): number {
  const l = Math.log(1 / delta);
  return (Math.sqrt(epsilon + l) - Math.sqrt(l)) ** 2;
}

/** The epsilon that a zero-concentrated budget keeps at this delta. */
export const epsilonOf = (rho: number, delta: number): number => rho + 2 * Math.sqrt(rho * Math.log(1 / delta));
