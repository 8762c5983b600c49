import { createHash } from 'node:crypto';
import { callInThreads } from '../../platform/threads/index.ts';
import { cellKeys, keyOf, toldWithNoise, type Alike } from '../../engines/disclosure/index.ts';
import type { Protected, ProtectionTask, ToldCells } from './protection-thread.ts';

const mostRemembered = 200;
const remembered = new Map<string, Promise<ToldCells>>();

/** Questions with more small groups are answered with sums first, while their innermost cells are decided beside. */
const mostAwaited = 600;

/**
 * Decides which cells of these fields may be told, on a thread of its own. The same counts give the same decision, so
 * that it is kept; the key is a digest. Of a very large table the sums come at once, and all else to who asks again: what
 * is told first is a part of what is told then.
 */
export async function protectCounts(
  fields: readonly string[],
  alike: readonly Alike[],
  threshold: number,
): Promise<ToldCells> {
  // What is decided hangs on counts alone; noise is laid on what was decided, for whoever is to have it.
  const task: ProtectionTask = {
    fields,
    alike: alike.map(({ combinations, count }) => ({ combinations, count })),
    threshold,
  };
  const key = createHash('sha256').update(JSON.stringify(task)).digest('hex');
  const known = remembered.get(key);
  if (known) return known;
  const found = decide({ ...task, mostTargets: mostAwaited });
  const told = found.then((answer) => answer.told);
  remembered.set(key, told);
  found.then(
    ({ isWhole }) => {
      if (!isWhole) void decideWholly(key, task);
    },
    () => remembered.delete(key),
  );
  for (const oldest of [...remembered.keys()].slice(0, -mostRemembered)) remembered.delete(oldest);
  return told;
}

/** The same cells, each number with the noise of its key: of those who stand in it, whatever was asked. */
export function withNoiseOf(
  told: ToldCells,
  { fields, alike, threshold }: Pick<ProtectionTask, 'fields' | 'alike' | 'threshold'>,
): ToldCells {
  const keys = cellKeys(fields, alike);
  return told.map(({ values, count }) => ({
    values,
    count: count === null ? null : toldWithNoise(count, keys.get(keyOf(values)) ?? 0, threshold),
  }));
}

/** Those under way follow one another: they are long, and somebody may ask for many. */
let last: Promise<unknown> = Promise.resolve();

async function decideWholly(key: string, task: ProtectionTask): Promise<void> {
  const found = last.then(() => inThread(task));
  last = found.catch(() => undefined);
  // What fails leaves the sums that were told first.
  const whole = await found.catch(() => null);
  if (whole && remembered.has(key)) remembered.set(key, Promise.resolve(whole.told));
}

/** Tables of up to so many groups are decided in a few milliseconds, less than a thread takes to begin. */
const quick = 150;

async function decide(task: ProtectionTask): Promise<Protected> {
  if (task.alike.length <= quick) return (await import('./protection-thread.ts')).protectTask(task);
  return inThread(task);
}

async function inThread(task: ProtectionTask): Promise<Protected> {
  const thread = { module: new URL('./protection-thread.ts', import.meta.url), name: 'protectTask' };
  const [answer] = await callInThreads<ProtectionTask, Protected>(thread, [task]);
  if (!answer) throw new Error('the protection gave no answer');
  return answer;
}
