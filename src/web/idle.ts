import { useEffect, useState } from 'react';

export type IdleState = 'active' | 'warning' | 'locked';
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** What an idle time means. Once locked, stays locked: only signing in opens the page again. */
export function idleState(idleMs: number, lockAfterMs: number, warnMs: number): IdleState {
  if (idleMs >= lockAfterMs) return 'locked';
  return idleMs >= lockAfterMs - warnMs ? 'warning' : 'active';
}

/** Watches for a screen that was left alone: warns a while before, then locks. */
export function useIdle({
  lockAfterMs,
  warnMs,
  watch,
}: {
  lockAfterMs: number;
  warnMs: number;
  watch: boolean;
}): IdleState {
  const [state, setState] = useState<IdleState>('active');

  useEffect(() => {
    if (!watch) return;
    let last = Date.now();
    let locked = false;
    const check = () => {
      const now = idleState(Date.now() - last, lockAfterMs, warnMs);
      locked ||= now === 'locked';
      setState(locked ? 'locked' : now);
    };
    const touch = () => {
      // A laptop that slept past the limit must lock on the first touch, not wake up unlocked.
      check();
      if (locked) return;
      last = Date.now();
      setState('active');
    };
    signs.forEach((sign) => window.addEventListener(sign, touch, { passive: true }));
    document.addEventListener('visibilitychange', check);
    const timer = setInterval(check, 5_000);
    return () => {
      signs.forEach((sign) => window.removeEventListener(sign, touch));
      document.removeEventListener('visibilitychange', check);
      clearInterval(timer);
    };
  }, [lockAfterMs, warnMs, watch]);

  return watch ? state : 'active';
}
