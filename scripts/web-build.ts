import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { precompress } from './precompress.ts';
import { writeServiceWorker } from './service-worker.ts';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist/web/index.html');
const stamp = join(root, 'dist/web.inputs');

const inputs = [
  'src/{web,kit,client,words,features,engines}/**/*',
  'src/platform/action/**/*',
  'scripts/{precompress,service-worker,web-build}.ts',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the web app into dist/web, unless the files it is made from are as they were at the last build. */
export async function buildWebWhenStale(): Promise<void> {
  const now = await fingerprint();
  const last = existsSync(built) && existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
  if (now === last) return;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    // A test runner's NODE_ENV would put React's development build into the app.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error('The web app could not be built; the reason is above.');
  await writeServiceWorker(join(root, 'src/web/serviceWorker.ts'), join(root, 'dist/web'));
  await precompress(join(root, 'dist/web'));
  await writeFile(stamp, now);
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const paths = await Array.fromAsync(glob(inputs, { cwd: root }));
  for (const path of paths.filter((name) => !/\.test\.tsx?$/.test(name)).toSorted()) {
    const facts = await stat(join(root, path));
    if (facts.isFile()) hash.update(`${path} ${facts.size} ${facts.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

if (import.meta.main) await buildWebWhenStale();
