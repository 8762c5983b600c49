const MINUTE = 60_000;

type Count = { readonly since: number; calls: number };

/**
 * Counts calls by key in memory, each key in its own minute from its first call: enough to stop a flood or a guessing
 * machine on one node. `now` gives milliseconds; what has run out is forgotten once a minute.
 */
export function openLimits(now: () => number): { allow(key: string, perMinute: number): boolean } {
  const counts = new Map<string, Count>();
  let swept = now();
  return {
    allow: (key, perMinute) => {
      const at = now();
      if (at - swept >= MINUTE) {
        swept = at;
        for (const [old, count] of counts) if (at - count.since >= MINUTE) counts.delete(old);
      }
      const running = counts.get(key);
      const count = running && at - running.since < MINUTE ? running : { since: at, calls: 0 };
      counts.set(key, count);
      count.calls += 1;
      return count.calls <= perMinute;
    },
  };
}
