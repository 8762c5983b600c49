export interface LineParts {
  readonly isUp: (isUp: boolean) => void;
  /** Asks the server anything; rejects when it cannot be reached. */
  readonly probe: () => Promise<unknown>;
  readonly send: () => Promise<void>;
  readonly hasWork: () => boolean;
}

/** Watches the line, tries it again ever more rarely while it is down, and sends what waits when it is back. */
export interface LineKeeper {
  start(): void;
  /** A call was answered, or was not. */
  told(isUp: boolean): void;
  /** Something waits: send it soon. */
  wanted(): void;
}

const FIRST_WAIT_MILLISECONDS = 3_000;
const LONGEST_WAIT_MILLISECONDS = 5 * 60_000;

/** A keeper for this browser. */
export function lineKeeper({ isUp, probe, send, hasWork }: LineParts): LineKeeper {
  let wait = FIRST_WAIT_MILLISECONDS;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let up = true;

  function later(): void {
    if (timer !== null) return;
    // Devices that lost the line together do not all come back in one moment.
    timer = setTimeout(() => void attempt(), wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS);
  }

  async function attempt(): Promise<void> {
    timer = null;
    try {
      await probe();
      told(true);
      if (hasWork()) void send();
    } catch {
      told(false);
    }
  }

  function told(isAnswered: boolean): void {
    const was = up;
    up = isAnswered;
    isUp(up);
    if (!up) later();
    else if (!was) {
      wait = FIRST_WAIT_MILLISECONDS;
      if (hasWork()) void send();
    }
  }

  function tryNow(): void {
    if (timer !== null) clearTimeout(timer);
    wait = FIRST_WAIT_MILLISECONDS;
    void attempt();
  }

  return {
    start: () => {
      window.addEventListener('online', tryNow);
      window.addEventListener('offline', () => told(false));
      document.addEventListener('visibilitychange', () => {
        if (!document.hidden && (!up || hasWork())) tryNow();
      });
      if (!navigator.onLine) told(false);
    },
    told,
    wanted: () => {
      if (!up) later();
      else if (timer === null)
        timer = setTimeout(() => {
          timer = null;
          void send();
        }, wait);
    },
  };
}
