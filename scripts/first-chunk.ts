import { join } from 'node:path';

/** What the bundler tells of a module. */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

let atFirst: ReadonlySet<string> | null = null;

/** Every module the page of the app brings along without being asked. */
function reached(modules: Modules): ReadonlySet<string> {
  const seen = new Set([entry]);
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    // The component library's list of everything says nothing of what is used: its parts go with who uses them.
    if (id.endsWith('@mantine/core/esm/index.mjs')) continue;
    for (const next of modules.getModuleInfo(id)?.importedIds ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
}

const entry = join(import.meta.dirname, '../src/web/main.tsx');

/** Puts what the first page needs into one file: on a slow line each further file costs a journey there and back. */
export const oneChunkAtFirst = {
  debugName: 'app',
  name: (id: string, modules: Modules): string | null => {
    atFirst ??= reached(modules);
    return atFirst.has(id) ? 'app' : null;
  },
};
