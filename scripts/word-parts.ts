import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { comesLater } from '../src/words/locales/laterFamilies.ts';

/** Makes two parts of each catalogue: `en.json?now` for the first pages and `en.json?later` for the rest. */
export function wordParts(): Plugin {
  return {
    name: 'word-parts',
    enforce: 'pre',
    async load(id) {
      const [, path, part] = /^(.*\/locales\/\w+\.json)\?(now|later)$/.exec(id) ?? [];
      if (path === undefined) return null;
      const words = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      const wanted = Object.entries(words).filter(([key]) => comesLater(key) === (part === 'later'));
      return { code: `export default ${JSON.stringify(Object.fromEntries(wanted))};`, moduleType: 'js' };
    },
  };
}
