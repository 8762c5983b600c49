import { existsSync, fsyncSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Started = Awaited<ReturnType<NodeFS['init']>>;

/**
 * The folder of an embedded database, with commits that reach the disk. As it comes, the engine runs with `fsync` off
 * and its file layer drops what little is asked: a killed process loses nothing, a power cut may. See
 * docs/decisions/0004-embedded-durability.md.
 */
export class DurableFolder extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): Promise<Started> {
    const { emscriptenOpts } = await super.init(...given);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [flushWhenAsked, ...(emscriptenOpts.preRun ?? [])] } };
  }
}

type Engine = Parameters<NonNullable<Started['emscriptenOpts']['preRun']>[number]>[0];
interface FileLayer {
  readonly stream_ops: { fsync?: (file: { readonly nfd: number }) => number };
}

function flushWhenAsked(engine: Engine): void {
  const layer = engine.NODEFS as unknown as FileLayer;
  layer.stream_ops.fsync = ({ nfd }) => {
    fsyncSync(nfd);
    return 0;
  };
}

/** `fdatasync`, the usual way to write the log through, is empty in the engine; `fsync` is not. */
export const durableStart: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

/**
 * Makes the folder of a new embedded database whole or not at all: the engine takes a half-made one for a finished one.
 * Nothing where the folder is already there.
 */
export async function makeDatabaseFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  const draft = `${folder}.making`;
  await rm(draft, { recursive: true, force: true });
  const engine = await PGlite.create({ fs: new DurableFolder(draft), startParams: [...durableStart] });
  await engine.close();
  await flushTree(draft);
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  await flush(dirname(folder));
}

/** What the engine wrote before it was told to flush, and the names of its files. */
async function flushTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() || entry.isDirectory()) await flush(join(entry.parentPath, entry.name));
  }
  await flush(folder);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
