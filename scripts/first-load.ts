import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { filesWith, sourceOf, type BuiltParts } from './service-worker.ts';

/** What a page costs on its first load in one language, in bytes as they are sent (brotli). */
export interface FirstLoad {
  readonly page: string;
  readonly language: string;
  readonly bytes: number;
  readonly files: number;
}

/** A page on which something is written down, where the line may be thin: what it is made of, and which words. */
interface CapturePage {
  readonly page: string;
  readonly parts: readonly string[];
  readonly words: readonly string[];
}

const search = 'features/search/ui/HeaderSearch.tsx';
export const capturePages: readonly CapturePage[] = [
  { page: 'sign-in', parts: ['features/accounts/ui/SignInPage.tsx'], words: ['now'] },
  { page: 'start', parts: ['web/HomePage.tsx', search], words: ['now'] },
  { page: 'cases', parts: ['features/cases/ui/CasesPage.tsx', search], words: ['now'] },
  {
    page: 'new case',
    parts: ['features/cases/ui/CasesPage.tsx', search, 'features/cases/ui/NewCaseDialog.tsx', 'kit/DialogWindow.tsx'],
    words: ['now'],
  },
  { page: 'case', parts: ['features/cases/ui/CasePage.tsx', search], words: ['now'] },
  { page: 'screenings', parts: ['features/screening/ui/ScreeningsPage.tsx', search], words: ['now', 'screening'] },
  { page: 'interview', parts: ['features/screening/ui/InterviewPage.tsx'], words: ['now', 'screening'] },
  { page: 'outbox', parts: ['features/devices/ui/OutboxPage.tsx', search], words: ['now'] },
];
export const screenLanguages = ['en', 'id', 'ur'] as const;

/** The files each page needs before it is drawn: the app, its words, the page and all these bring along. */
export async function firstLoads(folder: string): Promise<readonly FirstLoad[]> {
  const parts = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')) as BuiltParts;
  return Promise.all(
    capturePages.flatMap((one) => screenLanguages.map((language) => firstLoad(folder, parts, one, language))),
  );
}

async function firstLoad(
  folder: string,
  parts: BuiltParts,
  { page, parts: own, words }: CapturePage,
  language: string,
): Promise<FirstLoad> {
  const labels = language === 'en' ? [] : [`words/labels/${language}.json`];
  const wanted = [...own, ...words.map((part) => `words/locales/${language}.json?${part}`), ...labels];
  const keys = wanted.map((source) => {
    const key = Object.keys(parts).find((candidate) => sourceOf(candidate) === source);
    if (key === undefined) throw new Error(`The build has no part for ${source}.`);
    return key;
  });
  const files = new Set(['index.html', ...['index.html', ...keys].flatMap((key) => filesWith(parts, key))]);
  const sizes = await Promise.all([...files].map((file) => sentBytes(join(folder, file))));
  return { page, language, files: files.size, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function sentBytes(path: string): Promise<number> {
  const compressed = await stat(`${path}.br`).catch(() => null);
  return (compressed ?? (await stat(path))).size;
}
