import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';

/** One file of Vite's manifest: what it is called in the build and what it brings along. */
export interface BuiltPart {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}
export type BuiltParts = Readonly<Record<string, BuiltPart>>;

/** Pages and parts of pages that work with no network; the rest of the app is kept as it is opened. */
export const offlinePages: readonly string[] = [
  'features/accounts/ui/SignInPage.tsx',
  'features/accounts/ui/SecondFactorPage.tsx',
  'features/accounts/ui/AccountPage.tsx',
  'features/cases/ui/CasesPage.tsx',
  'features/cases/ui/NewCaseDialog.tsx',
  'features/cases/ui/CasePage.tsx',
  'features/cases/ui/PeopleTab.tsx',
  'features/cases/ui/CourseTab.tsx',
  'features/cases/ui/LegMap.tsx',
  'features/cases/ui/DocumentsTab.tsx',
  'features/cases/ui/HistoryTab.tsx',
  'features/cases/ui/AccessTab.tsx',
  'features/law/ui/LegalTab.tsx',
  'features/screening/ui/ScreeningsPage.tsx',
  'features/devices/ui/OutboxPage.tsx',
  'features/screening/ui/InterviewPage.tsx',
  'features/screening/ui/DenseForm.tsx',
  'features/screening/ui/FinishStep.tsx',
  'features/screening/ui/LawView.tsx',
  'features/screening/ui/ScreeningView.tsx',
  'features/screening/rules/joining.ts',
  'features/screening/ui/NoneHere.tsx',
  'features/screening/ui/TwoDevices.tsx',
  'features/search/ui/FindPage.tsx',
  'features/search/ui/HeaderSearch.tsx',
  'features/search/rules/here.ts',
  'web/Guide.tsx',
  'web/HelpPage.tsx',
  'web/HomePage.tsx',
  'web/LockScreen.tsx',
  'web/LockWays.tsx',
];

/** What the app loads by itself once it runs: languages, code lists, places, the copy on the device and its parts. */
const alwaysNeeded =
  /^(words\/(?!.*\?whole$)|client\/|features\/devices\/ui\/|kit\/(?!ChartDrawing|FlowDrawing|QrCode))/;

/** The files a part brings at once, itself first. */
export function filesWith(parts: BuiltParts, key: string, seen = new Set<string>()): readonly string[] {
  const part = parts[key];
  if (part === undefined || seen.has(key)) return [];
  seen.add(key);
  return [
    part.file,
    ...(part.css ?? []),
    ...(part.assets ?? []),
    ...(part.imports ?? []).flatMap((next) => filesWith(parts, next, seen)),
  ];
}

/** The name of a part as written from `src`, with forward slashes. */
export const sourceOf = (key: string): string => key.replace(/^(\.\.\/)+/, '').replace(/^(?=[A-Z][\w]*\.tsx$)/, 'web/');

/** The files a device needs to work with no network. */
export function precacheOf(parts: BuiltParts): readonly string[] {
  const known = new Set(Object.keys(parts).map(sourceOf));
  const lost = offlinePages.filter((page) => !known.has(page));
  if (lost.length > 0) throw new Error(`The build has no part of its own for ${lost.join(', ')}.`);
  const keys = Object.keys(parts).filter((key) => {
    const source = sourceOf(key);
    return key === 'index.html' || offlinePages.includes(source) || alwaysNeeded.test(source);
  });
  const files = keys.flatMap((key) => filesWith(parts, key)).filter((file) => file !== 'index.html');
  return ['/index.html', ...new Set(files.map((file) => `/${file}`)), '/manifest.webmanifest', '/notes.webmanifest'];
}

/** Writes the service worker of a built web app, with the list of its files and a name for this version. */
export async function writeServiceWorker(source: string, folder: string): Promise<void> {
  const parts = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')) as BuiltParts;
  const { code } = await transformWithOxc(await readFile(source, 'utf8'), source, { lang: 'ts' });
  const files = precacheOf(parts);
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const version = createHash('sha256').update(code).update(files.join()).update(page).digest('hex').slice(0, 12);
  await writeFile(
    join(folder, 'service-worker.js'),
    `const precache = ${JSON.stringify({ version, files })};\n${code}`,
  );
}
