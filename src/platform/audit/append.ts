import { sql } from 'kysely';
import pg from 'pg';
import type { Store } from '../store/index.ts';

/** One line of the audit trail. Ids and codes only: nothing here may tell who a person is. */
export interface AuditEvent {
  readonly at: string;
  readonly actor: string | null;
  readonly agency: string | null;
  readonly membership: string | null;
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly caseId: string | null;
  readonly purpose: string;
  readonly hits?: readonly string[];
  readonly detail?: Record<string, string | number | boolean | null>;
}

/** The lane of what belongs to no agency: sign-ins of unknown accounts, set-up, the machinery itself. */
export const NODE_LANE = '00000000-0000-0000-0000-000000000000';

/** The same line as a statement to be sent together with the commit. */
export function auditStatement(event: AuditEvent): string {
  return `select audit_append('${event.agency ?? NODE_LANE}', ${pg.escapeLiteral(JSON.stringify(event))});`;
}

/** Appends to the hash chain of the actor's agency, in the caller's transaction: if it cannot be written, nothing happened. */
export async function appendAudit(store: Store, event: AuditEvent): Promise<void> {
  await sql`select audit_append(${event.agency ?? NODE_LANE}::uuid, ${JSON.stringify(event)})`.execute(store);
}
