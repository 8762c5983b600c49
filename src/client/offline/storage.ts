/** Where a device keeps text under names. The browser's is IndexedDB; tests lend one in memory. */
export interface DeviceStorage {
  read(name: string): Promise<string | undefined>;
  /** Names that begin so, in order. */
  names(prefix: string): Promise<readonly string[]>;
  /** Writes or removes (null) all of it, or nothing. */
  write(changes: Readonly<Record<string, string | null>>): Promise<void>;
  /** Leaves nothing. */
  erase(): Promise<void>;
}

/** Lets one worker of a name work at a time, in all tabs of the browser. */
export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Storage in memory, for tests and for browsers without IndexedDB. */
export function memoryStorage(): DeviceStorage {
  const kept = new Map<string, string>();
  return {
    read: async (name) => kept.get(name),
    names: async (prefix) => [...kept.keys()].filter((name) => name.startsWith(prefix)).toSorted(),
    write: async (changes) => {
      for (const [name, text] of Object.entries(changes)) {
        if (text === null) kept.delete(name);
        else kept.set(name, text);
      }
    },
    erase: async () => kept.clear(),
  };
}

/** One after another within this page. */
export function inTurn(): Exclusively {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  };
}
