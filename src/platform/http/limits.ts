/** Counts calls in windows of a minute, in memory: enough to stop a flood or a guessing machine on one node. */
export function openLimits(now: () => number): { allow(key: string, perMinute: number): boolean } {
  let window = -1;
  let counts = new Map<string, number>();
  return {
    allow: (key, perMinute) => {
      const current = Math.floor(now() / 60_000);
      if (current !== window) {
        window = current;
        counts = new Map();
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= perMinute;
    },
  };
}
