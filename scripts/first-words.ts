import { glob, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'vite';
import type { Page } from '../src/kit/page.ts';

/** The parts of a catalogue: of the pages that open first, of interviews, and of all the rest. */
const parts = ['now', 'screening', 'later'] as const;
export type WordPart = (typeof parts)[number];

/** What is fetched apart from a page and yet stands on it before the rest of the words is here. */
const firstParts = [
  'src/web/main.tsx',
  'src/features/search/ui/HeaderSearch.tsx',
  'src/features/devices/ui/OfflineUnlock.tsx',
  'src/features/cases/ui/NewCaseDialog.tsx',
];

/** Families whose words stand behind a press or a refusal, where a page does without them for a moment. */
const mayWait = [
  'code.sentence.',
  'code.fieldHelp.',
  'code.fieldSource.',
  'code.closeReason.',
  'code.sharePurpose.',
  'code.organisationPart.',
  // What a search found: there is none before something was typed.
  'code.foundGroup.',
  'code.foundKind.',
  'code.foundReason.',
  // Names of code lists, of the vocabulary's page alone; `list` is a word of many other files.
  'code.list.',
];

interface Source {
  readonly imports: readonly string[];
  readonly text: string;
}

/** Says of each key of the catalogue in which part it is sent, from what the pages' sources spell out. */
export async function sortWords(root: string): Promise<(key: string) => WordPart> {
  const sources = await readSources(root);
  const pages = await readPages(root);
  const first = spokenIn(sources, [...firstParts, ...pagesWith(pages, 'first')]);
  const interviews = spokenIn(sources, pagesWith(pages, 'screening'));
  return (key) => (first(key) ? 'now' : interviews(key) ? 'screening' : 'later');
}

interface PageSource {
  readonly words: Page['words'];
  /** The file that draws the page. */
  readonly path: string;
}

/** The pages of every feature and of the shell, from the lists that stand beside them. */
async function readPages(root: string): Promise<readonly PageSource[]> {
  const lists = await Array.fromAsync(glob(['src/features/*/ui/pages.ts', 'src/web/ownPages.ts'], { cwd: root }));
  const found = lists.map(async (list) => {
    // By a name made at run time, lest whoever bundles this file takes all pages along.
    const held = (await import(pathToFileURL(join(root, list)).href)) as Readonly<Record<string, readonly Page[]>>;
    const folder = posix.dirname(list.replaceAll('\\', '/'));
    return Object.values(held).flatMap((pages) =>
      pages.map((page) => ({ words: page.words, path: fileOf(page, folder) })),
    );
  });
  return (await Promise.all(found)).flat();
}

const fileOf = ({ load }: Page, folder: string): string =>
  posix.join(folder, /import\('([^']+)'\)/.exec(load.toString())?.[1] ?? '');

/** The files of the pages that open with a part of the words. */
const pagesWith = (pages: readonly PageSource[], part: 'first' | 'screening'): string[] =>
  pages.filter(({ words }) => words === part).map(({ path }) => path);

async function readSources(root: string): Promise<ReadonlyMap<string, Source>> {
  const names = await Array.fromAsync(glob('src/{web,kit,client,features,words}/**/*.{ts,tsx}', { cwd: root }));
  const paths = names.map((name) => name.replaceAll('\\', '/')).filter((path) => !path.includes('.test.'));
  return new Map(await Promise.all(paths.map(async (path) => [path, await sourceOf(root, path)] as const)));
}

async function sourceOf(root: string, path: string): Promise<Source> {
  const text = await readFile(join(root, path), 'utf8');
  const { module } = parseSync(path, text);
  const requests = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
    ),
  ];
  const imports = requests.filter((to) => to.startsWith('.')).map((to) => posix.join(posix.dirname(path), to));
  return { imports, text };
}

const quoted = /'([^'\n]+)'/g;
const attribute = /"([^"\n]+)"/g;
/** What a key begins with that is put together at run time; `code.` alone says nothing. */
const beginning = /`((?:[a-zA-Z]+\.)+)\$\{/g;
const plural = /_(?:zero|one|two|few|many|other)$/;

/** Whether a key is spelt out, or put together, in files or in what they bring along. */
function spokenIn(sources: ReadonlyMap<string, Source>, roots: readonly string[]): (key: string) => boolean {
  const texts = reached(sources, roots).join('\n');
  const literals = new Set([...texts.matchAll(quoted), ...texts.matchAll(attribute)].map(([, text]) => text));
  const beginnings = new Set([...texts.matchAll(beginning)].map(([, text]) => text ?? ''));
  return (key) => {
    if (literals.has(key) || literals.has(key.replace(plural, ''))) return true;
    if (mayWait.some((family) => key.startsWith(family))) return false;
    const [head = '', family = ''] = key.split('.');
    if (head !== 'code') return beginnings.has(`${head}.`);
    return beginnings.has(`code.${family}.`) || literals.has(family);
  };
}

function reached(sources: ReadonlyMap<string, Source>, roots: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const waiting = [...roots];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...(sources.get(path)?.imports ?? []));
  }
  return [...seen].flatMap((path) => sources.get(path)?.text ?? []);
}
