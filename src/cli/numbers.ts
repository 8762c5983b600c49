import { InvalidArgumentError } from 'commander';

/** Reads an option that is a chance strictly between 0 and 1. */
export function chance(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('Give a chance between 0 and 1, for example 0.02.');
  return value;
}

/** Reads an option that is a whole number within bounds. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most.toLocaleString('en')}.`);
  };
}
