import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkImports } from './check-imports.ts';

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

/** What the check says of a small tree: a line for each finding, and nothing for a sound one. */
async function findingsIn(tree: Readonly<Record<string, string>>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'palermo-imports-'));
  made.push(root);
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return (await checkImports(root)).map(({ path, line, rule }) => `${path}:${line}: ${rule}`);
}

const sound = {
  'src/words/roles.ts': `export const roles = ['analyst'];`,
  'src/engines/shared/index.ts': `export const sum = 1;`,
  'src/engines/linkage/index.ts': `import { sum } from '../shared/index.ts';\nexport const link = sum;`,
  'src/platform/action/action.ts': `import { z } from 'zod';\nimport 'node:fs';\nexport type Action = z.ZodType;`,
  'src/features/cases/index.ts': `export { openCase } from './actions.ts';`,
  'src/features/cases/schema.ts': `import { z } from 'zod';\nimport { roles } from '../../words/roles.ts';\nexport const s = z.enum(roles);`,
  'src/features/cases/rules.ts': `import { s } from './schema.ts';\nimport { link } from '../../engines/linkage/index.ts';\nexport const r = [s, link];`,
  'src/features/cases/actions.ts': `import { r } from './rules.ts';\nimport type { Action } from '../../platform/action/action.ts';\nexport const openCase = r as unknown as Action;`,
  'src/features/cases/ui/page.tsx': `import { s } from '../schema.ts';\nimport { Page } from '../../../kit/page.tsx';\nexport const P = () => <Page a={s} />;`,
  'src/features/notes/actions.ts': `import { openCase } from '../cases/index.ts';\nexport const n = openCase;`,
  'src/kit/page.tsx': `import '@mantine/core/styles.css';\nimport { Box } from '@mantine/core';\nexport const Page = Box;`,
  'src/client/client.ts': `import type { openCase } from '../features/cases/actions.ts';\nexport type C = typeof openCase;`,
  'src/web/main.tsx': `const { P } = await import('../features/cases/ui/page.tsx');\nexport const w = P;`,
  'src/main.ts': `import './web/main.tsx';\nimport './features/cases/index.ts';`,
};

test('a tree that keeps to the table passes', async () => {
  expect(await findingsIn(sound)).toEqual([]);
});

test.each([
  [
    'words import a package',
    'src/words/x.ts',
    `import 'zod';`,
    /:1: words may import nothing outside words, not the package zod/,
  ],
  [
    'an engine reads the clock of Node',
    'src/engines/linkage/x.ts',
    `\nimport 'node:os';`,
    /:2: engines\/linkage .*not the Node module node:os/,
  ],
  [
    'an engine reaches into another engine',
    'src/engines/network/x.ts',
    `import '../linkage/index.ts';`,
    /not src\/engines\/linkage\/index\.ts/,
  ],
  ['platform knows a feature', 'src/platform/x.ts', `import '../features/cases/index.ts';`, /platform may import/],
  [
    'rules touch the store',
    'src/features/notes/rules.ts',
    `import '../../platform/action/action.ts';`,
    /never platform, not src\/platform/,
  ],
  [
    'a feature reaches past a door',
    'src/features/notes/store.ts',
    `import '../cases/actions.ts';`,
    /only through its index\.ts, not src\/features\/cases\/actions\.ts/,
  ],
  [
    'a page reads the store',
    'src/features/cases/ui/x.tsx',
    `import '../actions.ts';`,
    /features\/cases \(ui\) .*not src\/features\/cases\/actions\.ts/,
  ],
  [
    'a page loads the store late',
    'src/features/cases/ui/x.tsx',
    `await import('../actions.ts');`,
    /not src\/features\/cases\/actions\.ts/,
  ],
  [
    'the client runs server code',
    'src/client/x.ts',
    `import { openCase } from '../features/cases/actions.ts';\nopenCase;`,
    /client may import/,
  ],
  [
    'a page goes round the kit',
    'src/features/cases/ui/x.tsx',
    `import { Box } from '@mantine/core';\nBox;`,
    /only src\/kit imports @mantine\/core/,
  ],
  ['a page has a style sheet', 'src/web/x.tsx', `import './x.css';`, /only src\/kit has styles/],
  [
    'a page has a style of its own',
    'src/web/x.tsx',
    `export const X = () => (\n  <p style={{ color: 'red' }} />\n);`,
    /:2: only src\/kit has styles, not style/,
  ],
  ['an import points at nothing', 'src/platform/x.ts', `import './y.test.ts';`, /names no file/],
  ['the shell reaches the wiring', 'src/cli/x.ts', `export * from '../main.ts';`, /not src\/main\.ts/],
  [
    'a type is taken where none may be',
    'src/words/x.ts',
    `export type A = typeof import('../platform/action/action.ts');`,
    /nothing outside words/,
  ],
])('an author is told where and which rule when %s', async (_what, path, text, expected) => {
  const findings = await findingsIn({ ...sound, [path]: text });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(expected);
});

test('an author is told once of features that import each other', async () => {
  const findings = await findingsIn({
    ...sound,
    'src/features/notes/index.ts': `export { n } from './actions.ts';`,
    'src/features/cases/store.ts': `import { n } from '../notes/index.ts';\nexport const m = n;`,
  });
  expect(findings).toEqual(['src/features/cases/store.ts:1: features form a cycle: cases > notes > cases']);
});

test('a test beside the code may import anything', async () => {
  expect(await findingsIn({ ...sound, 'src/words/roles.test.ts': `import '../main.ts';` })).toEqual([]);
});
