import { sql } from 'kysely';
import type { DataClass, Permission } from '../../words/access.ts';
import { withoutTurnsIn } from '../../words/direction.ts';
import { may, type Actor } from '../access/actor.ts';
import { appendAudit, auditStatement, type AuditEvent } from '../audit/append.ts';
import { asActor, asOwnerFor, type Store } from '../store/index.ts';
import { isWrite, Refusal, type Action, type Context, type FileReply, type Subject } from './define.ts';
import { asProblem, withRetry } from './database-problem.ts';
import { rememberReply, replayOrClaim, stillSeen } from './idempotency.ts';
import { filterOutput } from './output.ts';
import { notFound, Problem } from './problem.ts';
import type { Request } from './request.ts';
import type { Services } from './services.ts';

export type Reply = { readonly output: unknown; readonly session?: SessionChange } | { readonly file: FileReply };
export interface SessionChange {
  readonly token: string | null;
  readonly expiresAt?: Date | undefined;
}

export interface Clock {
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * The one way a use case runs: parse, actor, load within scope, decide, rules and store, audit, filter output, commit,
 * reply. A refusal is rolled back and then audited in a transaction of its own.
 */
export async function runAction(services: Services, clock: Clock, request: Request): Promise<Reply> {
  const { spec } = request.action;
  const input = parseInput(request.action, request.input);
  const actor = requireActor(request);
  const kept: string[] = [];
  try {
    decideVerb(request.action, actor, input);
    const prepared = await spec.prepare?.({
      input,
      services,
      now: clock.now(),
      caller: request.caller,
      upload: request.upload,
      keepFile: async (path) => {
        const storageKey = await services.files.put(path);
        kept.push(storageKey);
        return storageKey;
      },
    });
    return await withRetry(() => runInTransaction(services, clock, request, actor, input, prepared));
  } catch (error) {
    await Promise.all(kept.map((storageKey) => services.files.remove(storageKey)));
    if (error instanceof RefusedAfterCommit) throw error.problem;
    const problem = asProblem(error, spec.name);
    if (problem instanceof Problem && (problem.status === 403 || problem.status === 404)) {
      await auditRefusal(services, clock, request, actor, input, problem);
    }
    throw problem;
  }
}

async function runInTransaction(
  services: Services,
  clock: Clock,
  request: Request,
  actor: Actor | null,
  input: Record<string, unknown>,
  prepared: unknown,
): Promise<Reply> {
  const { spec } = request.action;
  let session: SessionChange | undefined;
  let line: AuditEvent | undefined;
  const work = async (store: Store): Promise<Reply | Refusal> => {
    const repeated = await replayOrClaim(store, request, actor, input);
    const now = clock.now();
    if (repeated) {
      const subject = await stillSeen(store, input, repeated.reply);
      line = { ...auditLine(request.action, actor, subject, now, input, undefined), detail: { repeated: true } };
      return { output: repeated.reply };
    }
    const subject = await spec.subject({
      input,
      actor,
      store,
      services,
      now,
      prepared,
      forUpdate: isWrite(request.action),
    });
    if (!subject) throw notFound();
    if (spec.versioned) await checkVersion(store, request, subject, input);
    const context: Context<Record<string, unknown>, Subject, Actor | null> = {
      input,
      actor,
      subject,
      store,
      services,
      now,
      prepared,
      standing: request.standing,
      caller: request.caller,
      newId: clock.newId,
      upload: request.upload,
      setSession: (token, expiresAt) => (session = { token, expiresAt }),
    };
    const result = await spec.run(context);
    line = auditLine(request.action, actor, subject, now, input, result);
    if (result instanceof Refusal) return result;
    if (isFileReply(result)) return { file: result };
    const output = filterOutput(spec.output, result, new Set<DataClass>(actor?.reads ?? []));
    if (spec.impersonal || spec.goesOn?.(output)) line = undefined;
    await rememberReply(store, request, actor, output);
    if (isWrite(request.action) && !spec.asks) await services.beforeCommit(store);
    return session ? { output, session } : { output };
  };
  const audit = (): string => (line ? auditStatement(line) : '');
  const reply =
    spec.runs === 'owner'
      ? await asOwnerFor(services.database, actor, work, audit)
      : await asActor(services.database, actor, work, audit);
  if (reply instanceof Refusal) throw new RefusedAfterCommit(reply.problem);
  return reply;
}

/** Carries a refusal that is already committed and audited past the handler that would audit it again. */
class RefusedAfterCommit extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

const MOST_TOLD = 50;
const LONGEST_NAME = 100;

/** A refusal is no echo of what was sent: some of the names, and of each name its beginning. */
const namesOf = (fields: readonly string[]): string[] =>
  fields.slice(0, MOST_TOLD).map((field) => field.slice(0, LONGEST_NAME));

function parseInput(action: Action, raw: unknown): Record<string, unknown> {
  const result = action.spec.input.strict().safeParse(withoutTurnsIn(raw));
  if (result.success) return result.data;
  const unknownFields = result.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  if (unknownFields.length > 0) throw new Problem('unknown-field', { fields: namesOf(unknownFields) });
  throw new Problem('invalid-input', {
    fields: result.error.issues
      .slice(0, MOST_TOLD)
      .map((issue) => ({ field: issue.path.join('.').slice(0, LONGEST_NAME), message: issue.message.slice(0, 500) })),
  });
}

function requireActor({ action: { spec }, actor, standing }: Request): Actor | null {
  if (spec.permission === 'anyone') return null;
  if (!actor) throw new Problem('not-signed-in');
  if (standing === 'locked' && !spec.openLocked) throw new Problem('session-locked');
  if (standing === 'second-factor-needed' && spec.openBefore !== 'second-factor')
    throw new Problem('second-factor-needed');
  if (standing === 'enrolment-needed' && !spec.openBefore) throw new Problem('second-factor-enrolment-needed');
  return actor;
}

/** The verb and the class are decided before anything is loaded, so this refusal tells nothing of what exists. */
function decideVerb({ spec }: Action, actor: Actor | null, input: Record<string, unknown>): void {
  if (!actor || spec.permission === 'anyone') return;
  if (spec.permission !== 'signed-in' && !may(actor, spec.permission as Permission))
    throw new Problem('not-permitted', { permission: spec.permission });
  const dataClass = typeof spec.dataClass === 'function' ? spec.dataClass(input) : spec.dataClass;
  if (!dataClass) return;
  const held = spec.method === 'GET' ? actor.reads : actor.writes;
  if (!held.includes(dataClass)) throw new Problem('not-permitted', { dataClass });
}

async function checkVersion(
  store: Store,
  request: Request,
  subject: Subject,
  input: Record<string, unknown>,
): Promise<void> {
  if (request.ifMatch === null) throw new Problem('version-needed');
  const expected = Number(request.ifMatch.replace(/^(W\/)?"?(\d+)"?$/, '$2'));
  if (!Number.isInteger(expected))
    throw new Problem('invalid-input', {
      fields: [{ field: 'If-Match', message: 'give the version number you read' }],
    });
  if (expected === subject.version) return;
  const { rows } = await sql<{
    name: string;
  }>`select name from app_user where id = ${subject.updatedBy ?? null}`.execute(store);
  throw new Problem('conflict', {
    yours: { version: expected, input },
    current: {
      version: subject.version,
      changedAt: subject.updatedAt ?? null,
      changedBy: { id: subject.updatedBy ?? null, name: rows[0]?.name ?? null },
      record: subject.row ?? null,
    },
  });
}

const isFileReply = (result: unknown): result is FileReply =>
  typeof result === 'object' && result !== null && 'stream' in result;

function auditLine(
  action: Action,
  actor: Actor | null,
  subject: Subject,
  now: Date,
  input: Record<string, unknown>,
  result: unknown,
): AuditEvent {
  const { spec } = action;
  const refused = result instanceof Refusal;
  const output = isFileReply(result) ? (result as FileReply & { output?: unknown }).output : result;
  const hits = refused || output === undefined ? undefined : spec.auditHits?.(output);
  const detail = refused
    ? { problem: result.problem.code }
    : output === undefined
      ? undefined
      : spec.auditDetail?.(input, output);
  return {
    at: now.toISOString(),
    actor: actor?.userId ?? (refused ? result.subjectId : (subject.account?.userId ?? null)),
    agency: actor?.agencyId ?? subject.account?.agencyId ?? null,
    membership: actor?.membershipId ?? null,
    action: spec.name,
    outcome: refused ? 'refused' : 'done',
    subjectKind: subject.kind,
    subjectId: subject.id,
    caseId: subject.caseId ?? null,
    purpose: spec.purpose,
    ...(hits && hits.length > 0 ? { hits } : {}),
    ...(detail ? { detail } : {}),
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function auditRefusal(
  services: Services,
  clock: Clock,
  request: Request,
  actor: Actor | null,
  input: Record<string, unknown>,
  problem: Problem,
): Promise<void> {
  const asked = Object.values(input).find((value): value is string => typeof value === 'string' && uuid.test(value));
  const write = (store: Store): Promise<void> =>
    appendAudit(store, {
      at: clock.now().toISOString(),
      actor: actor?.userId ?? null,
      agency: actor?.agencyId ?? null,
      membership: actor?.membershipId ?? null,
      action: request.action.spec.name,
      outcome: 'refused',
      subjectKind: null,
      subjectId: asked ?? null,
      caseId: null,
      purpose: request.action.spec.purpose,
      detail: { problem: problem.code },
    });
  await asActor(services.database, actor, write);
}
