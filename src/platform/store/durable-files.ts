import { fsyncSync } from 'node:fs';
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
