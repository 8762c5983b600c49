/** What one window of the app tells the others of the same browser. */
export type WindowWord = 'left' | 'signed out';

const name = 'palermo.windows';

/** Tells the other windows, which then do the same. */
export function tellOtherWindows(word: WindowWord): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(word);
  channel.close();
}

/** Calls back with what another window says; answers how to stop listening. */
export function onOtherWindow(listener: (word: WindowWord) => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }) => listener(data as WindowWord));
  return () => channel.close();
}

const works = new Set<() => Promise<unknown>>();
const LONGEST_FINISH_MILLISECONDS = 5_000;

/** Names work that is to be done while the session is still the one it was begun in. */
export function beforeLeaving(work: () => Promise<unknown>): void {
  works.add(work);
}

/** Finishes such work before somebody signs out or puts on another hat; no longer than a thin line may take. */
export async function finishWork(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_FINISH_MILLISECONDS));
  await Promise.race([Promise.allSettled([...works].map((work) => work())), late]);
}
