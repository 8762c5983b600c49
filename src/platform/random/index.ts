import { randomFillSync } from 'node:crypto';

const pool = new Uint32Array(16_384);
let used = pool.length;

function word(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const value = pool[used] ?? 0;
  pool[used] = 0;
  used += 1;
  return value;
}

const mostAtOnce = 2 ** 48;

/** A whole number from 0 to below `below` (at most 2^48), each as likely, from the platform's cryptographic source. */
export function secureUniform(below: number): number {
  if (!Number.isInteger(below) || below < 1 || below > mostAtOnce) {
    throw new RangeError('a limit must be a whole number from 1 to 2^48');
  }
  // Numbers past the last whole multiple would make the small ones likelier; they are drawn again.
  const last = mostAtOnce - (mostAtOnce % below);
  for (;;) {
    const value = word() * 65_536 + (word() & 0xffff);
    if (value < last) return value % below;
  }
}
