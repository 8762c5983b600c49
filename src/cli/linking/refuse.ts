import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { FieldKind, FieldPlan, Source } from '../../engines/linkage/index.ts';
import { Failure, UsageFailure } from '../failure.ts';
import { columnsToTell } from './lists.ts';
import type { LinkVerbOptions } from './options.ts';

/** What can be told from the command alone. */
export function refuseNoFields(options: LinkVerbOptions): void {
  if (!options.auto && options.map.length === 0)
    throw new UsageFailure('Say which columns to compare with --map FIELD=COLUMN, or let them be found with --auto.');
  if (options.once && options.dedupe)
    throw new UsageFailure(
      '--once says that no list holds a person twice, --dedupe looks for them: give one of the two.',
    );
}

/** No file that is read, and none that is written, is written over by another. Links to files and folders are followed. */
export async function refuseOverwriting(paths: readonly string[], options: LinkVerbOptions): Promise<void> {
  const taken = new Map<string, string>();
  const inputs = [
    ...paths.map((path) => ['the list', path] as const),
    ['--known', options.known],
    ['--labels', options.labels],
  ] as const;
  for (const [what, path] of inputs) if (path !== undefined) taken.set(await placeOf(path), what);
  for (const what of ['clusters', 'pairs', 'report'] as const) {
    const path = options[what];
    if (path === undefined) continue;
    const folder = await stat(dirname(resolve(path))).catch(() => null);
    if (!folder?.isDirectory())
      throw new UsageFailure(`--${what} ${path}: there is no folder ${dirname(path)}. Make it first, or name another.`);
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) throw new UsageFailure(`--${what} ${path} is a folder: name a file in it.`);
    if (there !== null && !there.isFile()) continue;
    const place = await placeOf(path);
    const other = taken.get(place);
    if (other !== undefined)
      throw new UsageFailure(`--${what} ${path} would be written over ${other}: it is the same file. Name another.`);
    taken.set(place, `--${what}`);
  }
}

/** Where a file is, or would be. */
async function placeOf(path: string): Promise<string> {
  const whole = resolve(path);
  const folder = async (): Promise<string> =>
    join(await realpath(dirname(whole)).catch(() => dirname(whole)), basename(whole));
  // The same file under two names on disk (a hard link, or letters large and small) is one by its number.
  const there = await stat(whole, { bigint: true }).catch(() => null);
  if (there?.isFile()) return `${there.dev}:${there.ino}`;
  return realpath(whole).catch(folder);
}

/** A column that is named with --map must be there. */
export function refuseUnknownColumns(
  map: readonly (readonly [FieldKind, readonly string[]])[],
  sources: readonly Source[],
  paths: readonly string[],
): void {
  for (const [kind, names] of map)
    for (const [at, { columns, id }] of sources.entries()) {
      const name = names[at] ?? names[0] ?? '';
      if (name === '') continue;
      const place = columns.indexOf(name);
      // Of several lists, one may lack a field; a column no list has is a slip.
      if (place < 0 && (names.length > 1 || !sources.some((source) => source.columns.includes(name))))
        throw new Failure(
          'no-column',
          `--map ${kind}=${names.join(',')}: ${paths[at] ?? ''} has no column ${name}. ${columnsToTell(columns)}`,
        );
      if (place === id)
        throw new Failure(
          'id-compared',
          `--map ${kind}=${names.join(',')}: ${name} is the id column, which is never compared. Name another column.`,
        );
    }
}

/** Nothing is compared where no column tells persons apart. */
export function refuseNothing(plan: FieldPlan, paths: readonly string[], options: LinkVerbOptions): void {
  const telling = plan.fields.filter(({ kind }) => kind !== 'sex' && kind !== 'category' && kind !== 'number');
  if (telling.length > 0) return;
  const reasons = Object.fromEntries(plan.leftOut.map(({ column, why }) => [column, why]));
  throw new Failure(
    'no-usable-column',
    `No column of ${paths.join(' and ')} tells persons apart: names, dates of birth, documents, places, telephone numbers. Name them with --map FIELD=COLUMN${options.auto ? '' : ' or --auto'}.`,
    reasons,
  );
}
