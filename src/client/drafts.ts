/** What is written and not saved, by a key of its own: where it stands, in words for its writer. */
const kept = new Map<string, string>();

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

/** From now on the browser asks before this page is left, as long as anything is kept; the quick exit leaves all the same. */
export function keepDraft(key: string, where: string): void {
  // Heard only while there is something: listeners are asked in their order, and that of the quick exit comes first.
  if (kept.size === 0) window.addEventListener('beforeunload', ask);
  kept.set(key, where);
}

/** It is saved, or its writer wants it no more. */
export function dropDraft(key: string): void {
  kept.delete(key);
  if (kept.size === 0) window.removeEventListener('beforeunload', ask);
}

/** Whoever signs out was asked about them, or had none. */
export function forgetDrafts(): void {
  for (const key of kept.keys()) dropDraft(key);
}

/** Whether something is kept under this key. */
export const isKept = (key: string): boolean => kept.has(key);

/** Where there are words that are not saved. */
export const draftsKept = (): readonly string[] => [...new Set(kept.values())];
