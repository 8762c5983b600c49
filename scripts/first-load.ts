import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { filesWith, sourceOf, type BuiltParts } from './service-worker.ts';

/** What a page costs on its first load, by kind, in bytes as they are sent (brotli). */
export interface FirstLoad {
  readonly page: string;
  readonly bytes: number;
  readonly files: number;
}

/** Pages on which something is written down, where the line may be thin. */
export const capturePages: readonly string[] = [
  'features/accounts/ui/SignInPage.tsx',
  'web/HomePage.tsx',
  'features/cases/ui/CasesPage.tsx',
  'features/cases/ui/CasePage.tsx',
  'features/devices/ui/OutboxPage.tsx',
];

/** The files a page needs before it is drawn: the app, its words in English, the page and all these bring along. */
export async function firstLoads(folder: string): Promise<readonly FirstLoad[]> {
  const parts = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')) as BuiltParts;
  const keys = Object.keys(parts);
  const words = keys.filter((key) => key.endsWith('locales/en.json?now'));
  return Promise.all(
    capturePages.map(async (page) => {
      const own = keys.filter((key) => sourceOf(key) === page);
      if (own.length === 0 || words.length === 0) throw new Error(`The build has no part for ${page} or its words.`);
      const files = new Set(['index.html', ...words, ...own].flatMap((key) => filesWith(parts, key)));
      const sizes = await Promise.all(['index.html', ...files].map((file) => sentBytes(join(folder, file))));
      return { page, files: files.size, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    }),
  );
}

async function sentBytes(path: string): Promise<number> {
  const compressed = await stat(`${path}.br`).catch(() => null);
  return (compressed ?? (await stat(path))).size;
}
