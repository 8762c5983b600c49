import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const SMALLEST_BYTES = 1024;

/** Puts a .br and a .gz beside each text file of a built web app, so that the server sends them without work. */
export async function precompress(folder: string): Promise<void> {
  for await (const name of glob('**/*.{html,js,css,svg,json,webmanifest}', { cwd: folder })) {
    const path = join(folder, name);
    const content = await readFile(path);
    if (content.length < SMALLEST_BYTES) continue;
    const quality = {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    };
    await writeFile(`${path}.br`, await brotli(content, quality));
    await writeFile(`${path}.gz`, await zip(content, { level: 9 }));
  }
}
