import { createHash } from 'node:crypto';
import { callInThreads } from '../../platform/threads/index.ts';
import type { Alike } from '../../engines/disclosure/index.ts';
import type { ProtectionTask, ToldCells } from './protection-thread.ts';

const mostRemembered = 200;
const remembered = new Map<string, Promise<ToldCells>>();

/**
 * Decides which cells of these fields may be told, on a thread of its own. The same counts give the same decision, so
 * that it is kept; the key is a digest.
 */
export async function protectCounts(
  fields: readonly string[],
  alike: readonly Alike[],
  threshold: number,
): Promise<ToldCells> {
  const task: ProtectionTask = { fields, alike, threshold };
  const key = createHash('sha256').update(JSON.stringify(task)).digest('hex');
  const known = remembered.get(key);
  if (known) return known;
  const found = decide(task);
  remembered.set(key, found);
  found.catch(() => remembered.delete(key));
  for (const oldest of [...remembered.keys()].slice(0, -mostRemembered)) remembered.delete(oldest);
  return found;
}

/** Tables of up to so many groups are decided in a few milliseconds, less than a thread takes to begin. */
const quick = 150;

async function decide(task: ProtectionTask): Promise<ToldCells> {
  if (task.alike.length <= quick) return (await import('./protection-thread.ts')).protectTask(task);
  const thread = { module: new URL('./protection-thread.ts', import.meta.url), name: 'protectTask' };
  const [told] = await callInThreads<ProtectionTask, ToldCells>(thread, [task]);
  if (!told) throw new Error('the protection gave no answer');
  return told;
}
