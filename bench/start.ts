import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openEmbedded } from '../src/platform/store/index.ts';
import { fillCases } from './caseload.ts';
import type { Line } from './timing.ts';

/** Start-up time and memory of the real process on the embedded database, empty and with `total` cases. */
export async function measureStart(total: number): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'palermo-bench-'));
  try {
    const fresh = await startOnce(join(folder, 'empty'));
    const empty = await startOnce(join(folder, 'empty'));
    await mkdir(join(folder, 'full'));
    const database = await openEmbedded(join(folder, 'full', 'database'));
    await migrate(database);
    await fillCases(database, total);
    await database.close();
    const full = await startOnce(join(folder, 'full'));
    const line = (what: string, run: Started, base: Started): Line => ({
      what,
      measured: `${run.seconds.toFixed(1)} s, ${run.megabytes.toFixed(0)} MB resident`,
      against: 'start on an empty folder made before',
      ratio: `time ${(run.seconds / base.seconds).toFixed(2)} x, memory ${(run.megabytes / base.megabytes).toFixed(2)} x`,
    });
    return [
      line('start, new folder', fresh, empty),
      line('start, empty', empty, empty),
      line(`start, ${total.toLocaleString('en')} cases`, full, empty),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Started {
  readonly seconds: number;
  readonly megabytes: number;
}

async function startOnce(folder: string): Promise<Started> {
  const port = 20_000 + (process.pid % 20_000);
  const begin = performance.now();
  const child = spawn(process.execPath, [new URL('../src/main.ts', import.meta.url).pathname], {
    env: { ...process.env, PALERMO_DATA: folder, PORT: String(port), DATABASE_URL: '' },
    stdio: 'ignore',
  });
  try {
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 25));
    const seconds = (performance.now() - begin) / 1000;
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    return { seconds, megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024 };
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/api/openapi.json`).then(
    (answer) => answer.ok,
    () => false,
  );
