import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** The head of a lane at a moment, authenticated with a key that is not in the database. */
export interface Seal {
  readonly lane: string;
  readonly seq: number;
  readonly at: string;
  /** Hexadecimal. */
  readonly hash: string;
  readonly mac: string;
}

const sealLine = z.object({ lane: z.string(), seq: z.number(), at: z.string(), hash: z.string(), mac: z.string() });

/** Where the seals are kept a second time, beside the keys and apart from the database. */
export const sealFileOf = (keyFolder: string): string => join(keyFolder, 'audit-seals.jsonl');

/** Adds seals at the end of the file; durable when it resolves. */
export async function appendSeals(path: string, seals: readonly Seal[]): Promise<void> {
  if (seals.length === 0) return;
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const handle = await open(path, 'a', 0o600);
  try {
    await handle.appendFile(seals.map((seal) => `${JSON.stringify(seal)}\n`).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The seals of the file in order; nothing when there is none yet. A line cut short by a crash is passed over. */
export async function* readSeals(path: string): AsyncGenerator<Seal> {
  try {
    await (await open(path, 'r')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const seal = parseSeal(line);
    if (seal) yield seal;
  }
}

function parseSeal(line: string): Seal | null {
  try {
    return sealLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
