import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

export interface Chromium {
  readonly executablePath: string;
  readonly args: readonly string[];
}

const systemPaths: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

// The journeys open only our own pages on this machine, so the sandbox may be off: it cannot start as root, nor in a
// container without user namespaces. Small /dev/shm mounts, usual in containers, would crash the browser.
const args = ['--no-sandbox', '--disable-dev-shm-usage'];

/**
 * The browser for the journeys: PALERMO_CHROMIUM, else one installed on the system, else the one that comes with the
 * development dependencies (Linux on x64). Refuses with what to install when there is none.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.PALERMO_CHROMIUM;
  if (named) {
    if (existsSync(named)) return { executablePath: named, args };
    throw new Error(`PALERMO_CHROMIUM names ${named}, which does not exist. Correct or unset it.`);
  }
  const installed = systemPaths[process.platform]?.find((path) => existsSync(path));
  if (installed) return { executablePath: installed, args };
  if (process.platform === 'linux' && process.arch === 'x64') return { executablePath: await unpackBundled(), args };
  throw new Error(
    'No Chromium found for the browser tests. Install Chromium or Google Chrome (Debian: apt-get install chromium), ' +
      'or name one in PALERMO_CHROMIUM.',
  );
}

/** Starts the found browser without a window; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const found = await findChromium();
  return await playwright.launch({ executablePath: found.executablePath, args: [...found.args], headless: true });
}

/**
 * The bundled browser is unpacked into a folder of the user's own: the package's default is one path for all users,
 * which the second user may not execute, and which somebody else could have put there.
 */
async function unpackBundled(): Promise<string> {
  const user = userInfo();
  const folder = join(tmpdir(), `palermo-chromium-${user.uid}`);
  const executable = join(folder, 'chromium');
  if (existsSync(executable)) {
    if ((await stat(folder)).uid === user.uid) return executable;
    throw new Error(`${folder} belongs to another user. Remove it, or name a browser in PALERMO_CHROMIUM.`);
  }
  const fresh = await mkdtemp(`${folder}-`);
  await unpackInto(fresh);
  // Another test process may have finished first; its copy is as good as ours.
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(executable)) throw error;
  });
  return executable;
}

async function unpackInto(folder: string): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await mkdir(folder, { recursive: true });
    const { default: bundled } = await import('@sparticuz/chromium');
    await bundled.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
