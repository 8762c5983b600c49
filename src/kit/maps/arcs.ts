import type { Spot } from './view.ts';

/** The drawing of one leg: its curve, where its number stands, and the tip that shows the way. */
export type Arc = { readonly path: string; readonly middle: Spot; readonly tip: string };

/**
 * A curve from one spot to another that bends to the left of the way, so that the way there and the way back do not lie
 * on each other; each further leg between the same two spots (`nth` from 0) bends more. A leg that ends where it began
 * is a loop.
 */
export function arcOf(from: Spot, to: Spot, nth: number): Arc {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 2) return loopOf(from, nth);
  const bend = Math.min(length * 0.22, 60) + nth * 16;
  const control: Spot = [from[0] + dx / 2 + (dy / length) * bend, from[1] + dy / 2 - (dx / length) * bend];
  const end = Math.max(0.5, 1 - 7 / length);
  const last = onCurve(from, control, to, end);
  return {
    path: `M${write(from)} Q${write(control)} ${write(to)}`,
    middle: onCurve(from, control, to, 0.5),
    tip: tipAt(last, [to[0] - control[0], to[1] - control[1]]),
  };
}

function loopOf([x, y]: Spot, nth: number): Arc {
  const size = 22 + nth * 12;
  return {
    path: `M${write([x, y])} C${write([x - size, y - size * 1.6])} ${write([x + size, y - size * 1.6])} ${write([x, y])}`,
    middle: [x, y - size * 1.2],
    tip: tipAt([x + 4, y - 7], [-1, 1.6]),
  };
}

function onCurve(from: Spot, control: Spot, to: Spot, t: number): Spot {
  const along = (index: 0 | 1): number =>
    (1 - t) ** 2 * from[index] + 2 * (1 - t) * t * control[index] + t ** 2 * to[index];
  return [along(0), along(1)];
}

/** A triangle whose point is at the spot, pointing along the way. */
function tipAt([x, y]: Spot, [dx, dy]: Spot): string {
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const back: Spot = [x - ux * 9, y - uy * 9];
  return `M${write([x, y])} L${write([back[0] - uy * 4.5, back[1] + ux * 4.5])} L${write([back[0] + uy * 4.5, back[1] - ux * 4.5])} Z`;
}

const write = ([x, y]: Spot): string => `${x.toFixed(1)},${y.toFixed(1)}`;
