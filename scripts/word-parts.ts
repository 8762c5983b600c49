import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { sortWords } from './first-words.ts';

/** Makes parts of each catalogue, so that a page comes with its own words alone: `en.json?now` and its like. */
export function wordParts(): Plugin {
  let sorting: ReturnType<typeof sortWords> | undefined;
  return {
    name: 'word-parts',
    enforce: 'pre',
    async load(id) {
      const [, path, part] = /^(.*\/locales\/\w+\.json)\?(\w+)$/.exec(id) ?? [];
      if (path === undefined) return null;
      sorting ??= sortWords(join(import.meta.dirname, '..'));
      const partOf = await sorting;
      const words = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      const wanted = Object.entries(words).filter(([key]) => partOf(key) === part);
      return { code: `export default ${JSON.stringify(Object.fromEntries(wanted))};`, moduleType: 'js' };
    },
  };
}
