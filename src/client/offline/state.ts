import type { Progress } from './outbox.ts';

/** How this browser stands to the network and to the copy it may keep. */
export interface OfflineState {
  /** Whether the server answered last. */
  readonly line: 'up' | 'down';
  /**
   * none: nothing is kept here; locked: a copy is here that a password opens; closed: a copy that only signing in opens;
   * open: in use; unsupported: this browser or address cannot keep one safely.
   */
  readonly device: 'unsupported' | 'none' | 'locked' | 'closed' | 'open';
  readonly waiting: number;
  readonly conflicts: number;
  readonly refused: number;
  /** Written in a role the person has no more; sent by nobody until the person decides. */
  readonly ended: number;
  /** While entries are being sent. */
  readonly sending: Progress | null;
  /** The server wants a sign-in before it takes what waits. */
  readonly needsSignIn: boolean;
  /** Reads that were answered from the device, by their name, and when the answer was taken. */
  readonly copies: Readonly<Record<string, string>>;
  readonly taken: readonly string[];
  readonly keepUntil: string | null;
  /** No copies may be kept here any more; what was written and not sent still waits. */
  readonly forbidden: boolean;
  /** The server had the copy on this device erased, which its person was not asked about here. */
  readonly wiped: boolean;
  /** Whether a password opens the copy with no network. */
  readonly opensByPassword: boolean;
}

export const stateAtStart: OfflineState = {
  line: 'up',
  device: 'none',
  waiting: 0,
  conflicts: 0,
  refused: 0,
  ended: 0,
  sending: null,
  needsSignIn: false,
  copies: {},
  taken: [],
  keepUntil: null,
  forbidden: false,
  wiped: false,
  opensByPassword: false,
};

/** What a browser knows of its copy while none is open. */
export const nothingOpen = {
  waiting: 0,
  conflicts: 0,
  refused: 0,
  ended: 0,
  forbidden: false,
  copies: {},
  taken: [],
  sending: null,
} satisfies Partial<OfflineState>;

/** A value that tells its listeners when it changes. */
export interface Watched<T> {
  get(): T;
  set(part: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

export function watched<T extends object>(start: T): Watched<T> {
  let value = start;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (part) => {
      const isSame = Object.entries(part).every(([name, next]) => value[name as keyof T] === next);
      if (isSame) return;
      value = { ...value, ...part };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
