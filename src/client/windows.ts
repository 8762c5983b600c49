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
