import type { Actor } from '../../../platform/access/actor.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import { Problem, type Subject } from '../../../platform/action/index.ts';
import { findImport, viewOf, type ImportRow } from '../store.ts';
import type { ImportKind } from '../target.ts';

/** Loads the import an action names, as far as the actor may see it. */
export async function importSubject({
  input,
  store,
  forUpdate,
  now,
}: LoadContext<{ importId: string }, Actor>): Promise<(Subject & { id: string; found: ImportRow }) | null> {
  const found = await findImport(store, input.importId, forUpdate);
  return (
    found && {
      kind: 'import',
      id: found.id,
      version: found.version,
      updatedAt: found.updatedAt,
      updatedBy: found.updatedBy,
      row: viewOf(found, now),
      found,
    }
  );
}

/** Lists of persons are for those who write records; published tables for those who keep series. */
export function mayImport(actor: Actor, kind: ImportKind): boolean {
  return kind === 'records'
    ? actor.writes.includes('administrative') && actor.writes.includes('statistical')
    : actor.permissions.includes('series.manage');
}

export function requireKind(actor: Actor, kind: ImportKind): void {
  if (!mayImport(actor, kind))
    throw new Problem('not-permitted', {
      reason: kind === 'records' ? 'Your role does not write records.' : 'Your role does not keep published series.',
    });
}

/** Cells of a list of persons may be anything: who does not read identity does not see them. */
export const mayQuote = (actor: Actor, row: ImportRow): boolean =>
  row.kind === 'series' || (actor.reads.includes('identity') && actor.reads.includes('contact'));
