/** Five colours that differ in lightness too; each line or bar also carries its name. */
export const seriesColour = (index: number): string => `var(--kit-series-${(index % 5) + 1})`;

/** The colour of one of five classes, 0 the least. */
export const classColour = (index: number): string =>
  `color-mix(in srgb, var(--kit-series-1) ${18 + index * 20}%, var(--kit-surface))`;

/** Stands for what is withheld. */
export const withheldColour = 'var(--kit-attention-ground)';

const mostClasses = 5;

/** Lower bounds of at most five classes of counts, in steps of 1, 2 and 5, so that a reader can name them. */
export function classBounds(values: readonly number[]): readonly number[] {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return [];
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const steps: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(least)); power <= most; power *= 10)
    for (const factor of [1, 2, 5]) if (power * factor <= most) steps.push(power * factor);
  const useful = steps.filter((_, at) => (steps[at + 1] ?? Infinity) > least);
  if (useful.length <= mostClasses) return useful;
  return Array.from({ length: mostClasses }, (_, at) => useful[Math.floor((at * useful.length) / mostClasses)] ?? 0);
}

/** Which class a value is in; -1 below all. */
export const classOf = (value: number, bounds: readonly number[]): number =>
  bounds.findLastIndex((bound) => value >= bound);
