import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';

export interface Import {
  readonly from: string;
  readonly line: number;
  /** As written. */
  readonly request: string;
  /** A path from the root for our own files, nothing for packages and Node modules. */
  readonly to?: string;
  readonly kind: 'file' | 'package' | 'node';
  readonly typeOnly: boolean;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** Every TypeScript file under `src` of the root, with what it imports: static, re-exported and dynamic. */
export async function readImportGraph(root: string): Promise<SourceFile[]> {
  const names = await Array.fromAsync(glob('src/**/*.{ts,tsx}', { cwd: root }));
  const paths = names.map((name) => name.replaceAll('\\', '/')).toSorted();
  return await Promise.all(paths.map(async (path) => readFileOf(path, await readFile(join(root, path), 'utf8'))));
}

function readFileOf(path: string, text: string): SourceFile {
  const { module, errors } = parseSync(path, text);
  const broken = errors.find((error) => error.severity === 'Error');
  if (broken) throw new Error(`${path} cannot be parsed: ${broken.message}`);
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      request: moduleRequest.value,
      start: moduleRequest.start,
      typeOnly: isTypeOnly(text, moduleRequest.start, entries),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ request: moduleRequest.value, start: moduleRequest.start, typeOnly: isType }] : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      request: literal(text.slice(start, end)),
      start,
      typeOnly: false,
    })),
    ...typeQueries(text),
  ];
  return { path, text, imports: found.map((one) => describe(path, text, one)) };
}

function isTypeOnly(text: string, requestStart: number, entries: readonly { readonly isType: boolean }[]): boolean {
  if (entries.length > 0) return entries.every((entry) => entry.isType);
  return /import\s+type\s*\{\s*\}\s*from\s*$/.test(text.slice(Math.max(0, requestStart - 60), requestStart));
}

/** `typeof import('x')` and `import('x').T` in type positions, which the module record does not list. */
function typeQueries(text: string): { request: string; start: number; typeOnly: boolean }[] {
  return [...text.matchAll(/(?:typeof|[:=<|&,(])\s*import\(\s*(['"])([^'"]+)\1\s*\)(?!\s*\.then)/g)].flatMap(
    (match) => {
      const request = match[2] ?? '';
      return [{ request, start: match.index + match[0].lastIndexOf(request), typeOnly: true }];
    },
  );
}

/** The text of a string literal; a computed request stays as written and resolves to nothing that is allowed. */
function literal(source: string): string {
  return /^(['"`])([^'"`$]*)\1$/.exec(source.trim())?.[2] ?? source;
}

function describe(
  from: string,
  text: string,
  { request, start, typeOnly }: { request: string; start: number; typeOnly: boolean },
): Import {
  const line = text.slice(0, start).split('\n').length;
  const bare = request.replace(/\?.*$/, '');
  if (bare.startsWith('.')) {
    return { from, line, request, typeOnly, kind: 'file', to: posix.join(dirname(from).replaceAll('\\', '/'), bare) };
  }
  const isNode = bare.startsWith('node:') || builtinModules.includes(bare.split('/')[0] ?? '');
  return { from, line, request, typeOnly, kind: isNode ? 'node' : 'package' };
}

/** Whether a path from the root exists, for imports that point at nothing. */
export function isPresent(root: string, path: string): boolean {
  return existsSync(join(root, path));
}
