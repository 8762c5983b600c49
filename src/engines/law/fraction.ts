/** An exact fraction of whole numbers, in lowest terms. Amounts of law stay far below what a number holds exactly. */
export interface Fraction {
  readonly num: number;
  readonly den: number;
}

export const whole = (num: number): Fraction => ({ num, den: 1 });

export function fraction(num: number, den: number): Fraction {
  const divisor = greatestCommonDivisor(Math.abs(num), den);
  return { num: num / divisor, den: den / divisor };
}

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den + b.num * a.den, a.den * b.den);
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.num, a.den * b.den);
/** Below zero when a is less than b, zero when they are the same. */
export const compare = (a: Fraction, b: Fraction): number => a.num * b.den - b.num * a.den;
/** As a number: exact where the fraction is whole, otherwise to the hundredth. */
export const asNumber = ({ num, den }: Fraction): number => (den === 1 ? num : Math.round((num / den) * 100) / 100);

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x === 0 ? 1 : x;
}
