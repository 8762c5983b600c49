import { join } from 'node:path';

/** What the bundler tells of a module. */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const source = (name: string): string => join(import.meta.dirname, '../src', name);

/** Files of the build that several pages share, and what is in each: all that these modules bring along at once. */
const shared: readonly (readonly [name: string, entries: readonly string[]])[] = [
  ['app', ['web/main.tsx', 'kit/fields.tsx']],
  ['codes', ['kit/codeWords.ts']],
  [
    'lists',
    [
      'features/cases/ui/TaskRows.tsx',
      'features/cases/ui/CaseBadges.tsx',
      'kit/DataTable.tsx',
      'kit/recordSpecs.ts',
      'kit/choices.module.css',
      'words/cases.ts',
    ],
  ],
  ['search', ['features/search/ui/HeaderSearch.tsx']],
  [
    'records',
    ['features/cases/ui/parts.ts', 'features/cases/ui/partyLabels.ts', 'kit/lazyConflict.tsx', 'kit/recordFacts.ts'],
  ],
  ['forms', ['kit/recordFields.tsx']],
  ['cases', ['features/cases/ui/casePart.tsx']],
];

let chunks: ReadonlyMap<string, string> | null = null;

/** The file of each shared module: that of the first entry which brings it along. */
function sortModules(modules: Modules): ReadonlyMap<string, string> {
  const sorted = new Map<string, string>();
  for (const [name, entries] of shared) {
    const waiting = entries.map(source);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      // The component library's list of everything says nothing of what is used: its parts go with who uses them.
      if (sorted.has(id) || id.endsWith('@mantine/core/esm/index.mjs')) continue;
      sorted.set(id, name);
      waiting.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
    }
  }
  return sorted;
}

/** Puts what pages share into few files: on a slow line each further file costs a journey there and back. */
export const fewChunks = shared.map(([name], at) => ({
  debugName: name,
  priority: shared.length - at,
  name: (id: string, modules: Modules): string | null => {
    chunks ??= sortModules(modules);
    return chunks.get(id) === name ? name : null;
  },
}));
