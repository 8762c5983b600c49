import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { Problem } from '../action/problem.ts';
import type { Services } from '../action/services.ts';
import { asOwner, type Database, type Store } from '../store/index.ts';

/** Work that outlives a request: kept in the database, run by one worker at a time, resumed after a crash. */
export interface JobKind<Input> {
  readonly kind: string;
  /**
   * Does the work in steps, each its own transaction under the actor who asked. Must be able to begin again from what
   * it last recorded: a crash runs it anew.
   */
  readonly run: (job: RunningJob<Input>) => Promise<void>;
}

export interface RunningJob<Input> {
  readonly id: string;
  readonly input: Input;
  readonly actor: Actor;
  readonly services: Services;
  readonly progress: JobProgress;
  /** Records progress, keeps the lease, and throws `JobCancelled` if a person asked to stop. */
  readonly report: (progress: JobProgress) => Promise<void>;
}

/** Counts done so far; `total` null while unknown. Times let a screen tell the time left. */
export interface JobProgress {
  readonly stage?: string;
  readonly done?: number;
  readonly total?: number | null;
  readonly [detail: string]: unknown;
}

class JobCancelled extends Error {}

export interface JobQueue {
  /** Queues work in the caller's transaction: it exists if and only if the transaction commits. */
  enqueue(store: Store, actor: Actor, kind: string, id: string, input: unknown): Promise<void>;
  /** Wakes the worker; called after the commit that queued. */
  wake(): void;
}

interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly userId: string;
  readonly membershipId: string | null;
  readonly input: unknown;
  readonly progress: JobProgress;
}

const LEASE = '60 seconds';
const IDLE_MILLISECONDS = 1000;

/** Queues and, once started, runs jobs. `actorOf` rebuilds the actor, so a right taken away meanwhile is taken away here too. */
export function openJobs(
  database: Database,
  kinds: readonly JobKind<never>[],
  actorOf: (row: { userId: string; membershipId: string | null }) => Promise<Actor | null>,
): JobQueue & { start(services: Services): void; stop(): Promise<void> } {
  let stopped = false;
  let loop: Promise<void> | null = null;
  let wakeUp: () => void = () => undefined;
  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, IDLE_MILLISECONDS);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    enqueue: async (store, actor, kind, id, input) => {
      await sql`insert into job (id, kind, state, user_id, membership_id, agency_id, input)
        values (${id}, ${kind}, 'queued', ${actor.userId}, ${actor.membershipId}, ${actor.agencyId}, ${JSON.stringify(input)}::jsonb)`.execute(
        store,
      );
      setImmediate(() => wakeUp());
    },
    wake: () => wakeUp(),
    start: (services) => {
      loop = (async () => {
        while (!stopped) {
          const row = await claim(database).catch(() => null);
          if (row) await perform(services, kinds, row, actorOf, () => stopped);
          else await sleep();
        }
      })();
    },
    stop: async () => {
      stopped = true;
      wakeUp();
      await loop;
    },
  };
}

/** Takes the oldest waiting job, or one whose worker died: its lease has run out. */
async function claim(database: Database): Promise<JobRow | null> {
  return asOwner(database, async (store) => {
    const { rows } =
      await sql<JobRow>`update job set state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()),
        lease_until = now() + ${LEASE}::interval
      where id = (select id from job where state = 'queued' or state = 'running' and lease_until < now()
        order by created_at limit 1 for update skip locked)
      returning id, kind, user_id, membership_id, input, progress`.execute(store);
    return rows[0] ?? null;
  });
}

async function perform(
  services: Services,
  kinds: readonly JobKind<never>[],
  row: JobRow,
  actorOf: (row: JobRow) => Promise<Actor | null>,
  stopped: () => boolean,
): Promise<void> {
  const kind = kinds.find((candidate) => candidate.kind === row.kind) as JobKind<unknown> | undefined;
  try {
    if (!kind) throw new Error(`no job of kind ${row.kind}`);
    const actor = await actorOf(row);
    if (!actor) throw new Error('the person who asked for this may no longer do it');
    await kind.run({
      id: row.id,
      input: row.input,
      actor,
      services,
      progress: row.progress,
      report: (progress) => report(services.database, row.id, progress, stopped),
    });
    await finish(services.database, row.id, 'done', null);
  } catch (error) {
    if (error instanceof JobInterrupted) return;
    if (error instanceof JobCancelled) await finish(services.database, row.id, 'cancelled', null);
    else await finish(services.database, row.id, 'failed', problemOf(error));
  }
}

/** The process is ending: the job stays as it is and another worker takes it up where it stood. */
class JobInterrupted extends Error {}

async function report(database: Database, id: string, progress: JobProgress, stopped: () => boolean): Promise<void> {
  const cancelled = await asOwner(database, async (store) => {
    const { rows } = await sql<{ cancelAsked: boolean }>`update job set progress = ${JSON.stringify(progress)}::jsonb,
      lease_until = now() + ${stopped() ? '0 seconds' : LEASE}::interval where id = ${id} returning cancel_asked`.execute(
      store,
    );
    return rows[0]?.cancelAsked ?? true;
  });
  if (cancelled) throw new JobCancelled();
  if (stopped()) throw new JobInterrupted();
}

async function finish(
  database: Database,
  id: string,
  state: 'done' | 'failed' | 'cancelled',
  problem: unknown,
): Promise<void> {
  await asOwner(database, (store) =>
    sql`update job set state = ${state}, problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb, finished_at = now(), lease_until = null where id = ${id}`.execute(
      store,
    ),
  );
}

/** Problems and table errors say what a person can do; anything else is reported by its kind only, for it may quote data. */
function problemOf(error: unknown): unknown {
  if (error instanceof Error && 'problem' in error) return error.problem;
  if (error instanceof Problem) return error.body();
  return {
    code: 'internal-error',
    message: 'The work stopped on an error here.',
    kind: error instanceof Error ? error.name : 'Error',
  };
}
