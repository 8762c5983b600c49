import { deleteDB, openDB } from 'idb';
import { inTurn, type DeviceStorage, type Exclusively } from './storage.ts';

const store = 'entries';

/** Storage in a database of this browser, by its name. It is let go of, and `onErased` told, when any window erases it. */
export async function browserStorage(database: string, onErased: () => void = () => undefined): Promise<DeviceStorage> {
  const opened = await openDB(database, 2, {
    // The second had its names hidden: a window of the app before that lets go of it.
    upgrade: (fresh, from) => void (from === 0 && fresh.createObjectStore(store)),
    // A database that one window holds open could not be taken away by another, nor by this one.
    blocking: (_current, _next, { target }) => {
      (target as IDBDatabase).close();
      onErased();
    },
  });
  return {
    read: async (name) => (await opened.get(store, name)) as string | undefined,
    names: async (prefix) => (await opened.getAllKeys(store, IDBKeyRange.bound(prefix, `${prefix}\uffff`))) as string[],
    write: async (changes) => {
      const transaction = opened.transaction(store, 'readwrite', { durability: 'strict' });
      for (const [name, text] of Object.entries(changes)) {
        if (text === null) void transaction.store.delete(name);
        else void transaction.store.put(text, name);
      }
      await transaction.done;
    },
    erase: async () => {
      await opened.clear(store);
      opened.close();
      await deleteDB(database);
    },
  };
}

const alone = inTurn();

/** One at a time in all tabs, where the browser has locks. */
export const inAllTabs: Exclusively = (name, work) =>
  'locks' in navigator ? navigator.locks.request(`palermo.${name}`, work) : alone(name, work);
