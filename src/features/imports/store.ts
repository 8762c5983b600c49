import { sql, type RawBuilder } from 'kysely';
import { appendAudit } from '../../platform/audit/append.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import type { OpenTableOptions } from '../../platform/tables/index.ts';
import type { ImportState, ImportView } from './schema.ts';
import type { Counts, ImportKind, RowProblem } from './target.ts';

/** An import as it stands in the database. */
export interface ImportRow {
  readonly id: string;
  readonly version: number;
  readonly agencyId: string | null;
  readonly kind: ImportKind;
  readonly layout: string;
  readonly state: ImportState;
  readonly fileName: string;
  readonly fileFormat: string;
  readonly storageKey: string | null;
  readonly sha256: string;
  readonly contentDigest: string | null;
  readonly bytes: number;
  readonly reading: OpenTableOptions;
  readonly columns: string[];
  readonly headerSignature: string;
  readonly releaseDate: string | null;
  readonly mapping: unknown;
  readonly skipErrors: boolean;
  readonly rowsTotal: number | null;
  readonly rowsDone: number;
  readonly rowsRefused: number;
  readonly errors: number;
  readonly warnings: number;
  readonly counts: Counts;
  readonly problem: ImportView['problem'];
  readonly alreadyApplied: string | null;
  readonly cancelAsked: boolean;
  readonly endsAs: 'undone' | 'failed' | 'cancelled' | null;
  readonly undoReason: string | null;
  readonly undoForced: boolean;
  readonly jobAlive: boolean;
  readonly stageStartedAt: string | null;
  readonly finishedAt: string | null;
  readonly erasedAt: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly createdByName: string | null;
  readonly updatedAt: string;
  readonly updatedBy: string | null;
}

const columns = sql`i.id, i.version, i.agency_id, i.kind, i.layout, i.state, i.file_name, i.file_format, i.storage_key, i.sha256, i.content_digest,
  i.bytes, i.reading, i.columns, i.header_signature, i.release_date, i.mapping, i.skip_errors, i.rows_total, i.rows_done, i.rows_refused,
  i.errors, i.warnings, i.counts, i.problem, i.already_applied, i.cancel_asked, i.ends_as, i.undo_reason, i.undo_forced,
  exists (select 1 from job j where j.id = i.job_id and j.state in ('queued', 'running')) as job_alive,
  i.stage_started_at, i.finished_at, i.erased_at, i.created_at, i.created_by,
  (select name from app_user u where u.id = i.created_by) as created_by_name, i.updated_at, i.updated_by`;

export async function findImport(store: Store, id: string, forUpdate: boolean): Promise<ImportRow | null> {
  const { rows } =
    await sql<ImportRow>`select ${columns} from import i where i.id = ${id} ${forUpdate ? sql`for update` : sql``}`.execute(
      store,
    );
  return rows[0] ?? null;
}

/** A page of imports, newest first. */
export async function listImports(
  store: Store,
  input: { state?: ImportState | undefined; limit: number; cursor?: string | undefined },
): Promise<{ imports: ImportRow[]; nextCursor: string | null }> {
  const cursor = /^([0-9TZ:.-]+)_([0-9a-f-]{36})$/.exec(input.cursor ?? '');
  const { rows } = await sql<ImportRow>`select ${columns} from import i where true
    ${input.state ? sql`and i.state = ${input.state}` : sql``}
    ${cursor ? sql`and (i.created_at, i.id) < (${cursor[1]}::timestamptz, ${cursor[2]}::uuid)` : sql``}
    order by i.created_at desc, i.id desc limit ${input.limit + 1}`.execute(store);
  const imports = rows.slice(0, input.limit);
  const last = imports.at(-1);
  return { imports, nextCursor: rows.length > input.limit && last ? `${last.createdAt}_${last.id}` : null };
}

/** Changes of an import that a person or a change of state makes: they count the version up. */
export async function changeImport(
  store: Store,
  id: string,
  changes: Readonly<Record<string, RawBuilder<unknown>>>,
): Promise<void> {
  const set = sql.join(Object.entries(changes).map(([name, value]) => sql`${sql.ref(name)} = ${value}`));
  await sql`update import set ${set}, version = version + 1, updated_at = now(), updated_by = actor_user() where id = ${id}`.execute(
    store,
  );
}

/** An import that brought, or is bringing, this very content for the same agency, layout and release. */
export async function sameContent(store: Store, row: ImportRow, digest: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`select id from import where id <> ${row.id} and state in ('applying', 'applied') and already_applied is null
    and agency_id is not distinct from ${row.agencyId}::uuid and layout = ${row.layout} and content_digest = ${digest}
    and release_date is not distinct from ${row.releaseDate}::date order by created_at limit 1`.execute(store);
  return rows[0]?.id ?? null;
}

/** Whether the agency has other content of this layout in already: rows without identity of their own would double. */
export async function otherContent(store: Store, row: ImportRow, digest: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from import where id <> ${row.id} and state in ('applying', 'applied') and already_applied is null
    and agency_id is not distinct from ${row.agencyId}::uuid and layout = ${row.layout} and content_digest <> ${digest} limit 1`.execute(
      store,
    );
  return rows.length > 0;
}

export interface PlacedProblem extends RowProblem {
  readonly row: number | null;
  readonly line: number | null;
}

export async function addProblems(
  store: Store,
  importId: string,
  from: number,
  problems: readonly PlacedProblem[],
): Promise<void> {
  if (problems.length === 0) return;
  const rows = problems.map((problem, at) => ({ ...problem, position: from + at + 1 }));
  await sql`insert into import_problem (import_id, position, row, line, severity, code, column_name, value, message, remedy)
    select ${importId}::uuid, p.position, p.row, p.line, p.severity, p.code, p."column", p.value, p.message, p.remedy
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (position integer, row integer, line integer, severity text, code text, "column" text, value text, message text, remedy text)`.execute(
    store,
  );
}

export interface ProblemRow extends PlacedProblem {
  readonly position: number;
}

export async function listProblems(
  store: Store,
  importId: string,
  after: number,
  limit: number,
  severity?: string,
): Promise<ProblemRow[]> {
  const { rows } =
    await sql<ProblemRow>`select position, row, line, severity, code, column_name as "column", value, message, remedy from import_problem
    where import_id = ${importId} and position > ${after} ${severity ? sql`and severity = ${severity}` : sql``} order by position limit ${limit}`.execute(
      store,
    );
  return rows;
}

export async function countProblems(store: Store, importId: string, severity?: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from import_problem where import_id = ${importId} ${severity ? sql`and severity = ${severity}` : sql``}`.execute(
    store,
  );
  return rows[0]?.n ?? 0;
}

/** The audit line of a step the worker finished; counts only. */
export async function auditStep(
  store: Store,
  actor: Actor,
  row: ImportRow,
  action: string,
  outcome: 'done' | 'failed',
  counts: Counts,
  now: Date,
): Promise<void> {
  await appendAudit(store, {
    at: now.toISOString(),
    actor: actor.userId,
    agency: actor.agencyId,
    membership: actor.membershipId,
    action,
    outcome,
    subjectKind: 'import',
    subjectId: row.id,
    caseId: null,
    purpose: row.kind === 'records' ? 'case-work' : 'reference',
    detail: { ...counts, layout: row.layout, sha256: row.sha256 },
  });
}

/** The import as people read it. */
export function viewOf(row: ImportRow, now: Date): ImportView {
  const stage =
    row.state === 'drafting'
      ? 'reading'
      : row.state === 'applying'
        ? 'writing'
        : row.state === 'undoing'
          ? 'undoing'
          : null;
  const seconds = row.stageStartedAt ? (now.getTime() - Date.parse(row.stageStartedAt)) / 1000 : 0;
  const left =
    stage && row.rowsTotal !== null && row.rowsDone > 0
      ? Math.max(0, Math.round((seconds / row.rowsDone) * (row.rowsTotal - row.rowsDone)))
      : null;
  return {
    ...row,
    columns: [...row.columns],
    counts: { ...row.counts },
    rows: row.rowsTotal,
    needsResume: ['received', 'drafting', 'applying', 'undoing'].includes(row.state) && !row.jobAlive,
    progress: { stage, done: row.rowsDone, total: row.rowsTotal, secondsLeft: left },
  };
}
