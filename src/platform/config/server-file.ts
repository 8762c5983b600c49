import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the process that holds a data folder answers, left in the folder for the command line. */
export interface ServerFile {
  readonly url: string;
  readonly pid: number;
}

const placeOf = (folder: string): string => join(folder, 'server.json');

/** Leaves the address of this process in the folder, whole or not at all, readable to its owner only. */
export async function writeServerFile(folder: string, url: string): Promise<void> {
  const draft = join(folder, `server.json.${process.pid}`);
  await writeFile(draft, `${JSON.stringify({ url, pid: process.pid } satisfies ServerFile)}\n`, { mode: 0o600 });
  await rename(draft, placeOf(folder));
}

/** What the last server left; stale unless its process is the one that holds the folder's lock. */
export async function readServerFile(folder: string): Promise<ServerFile | null> {
  try {
    return JSON.parse(await readFile(placeOf(folder), 'utf8')) as ServerFile;
  } catch {
    return null;
  }
}

/** Takes the address of this process away, and nobody else's. */
export async function removeServerFile(folder: string): Promise<void> {
  if ((await readServerFile(folder))?.pid === process.pid) await rm(placeOf(folder), { force: true });
}
