import { useEffect, useState } from 'react';

export type IdleState = 'active' | 'warning' | 'locked';
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** What an idle time means. Once locked, stays locked: only signing in opens the page again. */
export function idleState(idleMs: number, lockAfterMs: number, warnMs: number): IdleState {
  if (idleMs >= lockAfterMs) return 'locked';
  return idleMs >= lockAfterMs - warnMs ? 'warning' : 'active';
}

/** For how long no window was touched. A time that is still to come, of a clock set right since, says nothing. */
export function idleMsOf(now: number, ...touched: readonly number[]): number {
  return now - Math.max(0, ...touched.filter((at) => at <= now));
}

const lastUsed = 'palermo.lastUsed';
const toldEveryMilliseconds = 5_000;

/** Watches for a screen that was left alone in all windows of the app: warns a while before, then locks. */
export function useIdle({ lockAfterMs, warnMs, watch }: { lockAfterMs: number; warnMs: number; watch: boolean }): {
  state: IdleState;
  unlock: () => void;
} {
  const [state, setState] = useState<IdleState>('active');
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (!watch) return;
    let last = Date.now();
    let told = 0;
    let locked = false;
    const check = () => {
      const now = idleState(idleMsOf(Date.now(), last, Number(localStorage.getItem(lastUsed))), lockAfterMs, warnMs);
      locked ||= now === 'locked';
      setState(locked ? 'locked' : now);
    };
    const touch = () => {
      // A laptop that slept past the limit must lock on the first touch, not wake up unlocked.
      check();
      if (locked) return;
      last = Date.now();
      setState('active');
      if (last - told < toldEveryMilliseconds) return;
      told = last;
      localStorage.setItem(lastUsed, String(last));
    };
    touch();
    signs.forEach((sign) => window.addEventListener(sign, touch, { passive: true }));
    document.addEventListener('visibilitychange', check);
    const timer = setInterval(check, 5_000);
    return () => {
      signs.forEach((sign) => window.removeEventListener(sign, touch));
      document.removeEventListener('visibilitychange', check);
      clearInterval(timer);
    };
  }, [lockAfterMs, warnMs, watch, round]);

  const unlock = (): void => {
    setState('active');
    setRound(round + 1);
  };
  return { state: watch ? state : 'active', unlock };
}
