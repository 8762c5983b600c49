/**
 * The quantile of the standard normal distribution, to about 16 digits (Wichura 1988, algorithm AS 241, PPND16).
 * The probability must lie strictly between 0 and 1.
 */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(central, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(Math.min(probability, 1 - probability)));
  const tail = r <= 5 ? ratio(near, r - 1.6) : ratio(far, r - 5);
  return q < 0 ? -tail : tail;
}

/** The standard normal distribution function, by its complementary error function (Cody 1969 as continued fraction). */
export function normalProbability(x: number): number {
  const z = Math.abs(x);
  const upper = z > 38 ? 0 : z < 4 ? 0.5 - series(z) : fraction(z);
  return x > 0 ? 1 - upper : upper;
}

interface Rational {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
const ratio = ({ above, below }: Rational, x: number): number => polynomial(above, x) / polynomial(below, x);

/** The integral of the density from 0 to z, by its power series (Abramowitz and Stegun 26.2.11). */
function series(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return sum * density(z);
}

/** The upper tail, by its continued fraction (Abramowitz and Stegun 26.2.14). */
function fraction(z: number): number {
  let value = z;
  for (let n = 120; n > 0; n -= 1) value = z + n / value;
  return density(z) / value;
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

const central: Rational = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};
const near: Rational = {
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};
const far: Rational = {
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};
