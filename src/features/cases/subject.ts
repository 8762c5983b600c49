import { Problem, type Subject } from '../../platform/action/index.ts';
import type { LoadContext } from '../../platform/action/define.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { CaseHeader } from './schema.ts';
import { findCase } from './store.ts';

export type CaseSubject = Subject & { readonly id: string; readonly caseId: string; readonly row: CaseHeader };

/** Loads the case an action names, as far as the actor may see it; locked for a write. */
export async function caseSubject({
  input,
  store,
  forUpdate,
}: LoadContext<{ caseId: string }, Actor>): Promise<CaseSubject | null> {
  const row = await findCase(store, input.caseId, forUpdate);
  if (!row && forUpdate && (await findCase(store, input.caseId, false))) throw new Problem('not-permitted');
  return (
    row && {
      kind: 'case',
      id: row.id,
      caseId: row.id,
      version: row.version,
      updatedAt: row.updatedAt,
      updatedBy: row.updatedBy,
      row,
    }
  );
}

/** The case, for what only the agency that holds it decides: who works on it, who else sees it, when it ends. */
export async function ownCaseSubject(context: LoadContext<{ caseId: string }, Actor>): Promise<CaseSubject | null> {
  const subject = await caseSubject(context);
  if (!subject) return null;
  if (subject.row.agencyId !== context.actor.agencyId && context.actor.scope !== 'all')
    throw new Problem('not-permitted', { reason: 'Only the agency that holds the case does this.' });
  refuseErased(subject.row);
  return subject;
}

/** Nothing is written into a case that was erased. */
export function refuseErased(row: CaseHeader): void {
  if (row.erasedAt) throw new Problem('not-allowed-now', { reason: 'This case was erased.' });
}

/** The case for a write that does not touch its own row, so that who writes one class need not write all. */
export const seenCaseSubject = (context: LoadContext<{ caseId: string }, Actor>): Promise<CaseSubject | null> =>
  caseSubject({ ...context, forUpdate: false });
