import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who holds a data folder: the process, when it began (so a reused process number is not mistaken), where it serves. */
export interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly began: string | null;
}

/**
 * Takes the folder for this process, or returns the live process that holds it. The embedded engine does not notice a
 * second opener and would lose rows. A lock left by a dead process is taken over.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> } | { heldBy: Holder }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'lock');
  const mine: Holder = { token: randomUUID(), pid: process.pid, began: beginningOf(process.pid) };
  const draft = join(folder, `lock.${mine.token}`);
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600, flush: true });
  try {
    for (;;) {
      try {
        // A hard link either makes the lock whole or fails: there is never a half-written lock to misread.
        await link(draft, path);
        return { release: () => releaseIfMine(path, mine.token) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = await readHolder(path);
      if (holder && isAlive(holder)) return { heldBy: holder };
      await rm(path, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** The live holder of a folder, if any. */
export async function holderOf(folder: string): Promise<Holder | null> {
  const holder = await readHolder(join(folder, 'lock'));
  return holder && isAlive(holder) ? holder : null;
}

async function releaseIfMine(path: string, token: string): Promise<void> {
  if ((await readHolder(path))?.token === token) await rm(path, { force: true });
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.began === null || holder.began === beginningOf(holder.pid);
}

/** Start time of a process where the system tells it (Linux), to tell a process from a later one of the same number. */
function beginningOf(pid: number): string | null {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return null;
  try {
    const text = readFileSync(path, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
