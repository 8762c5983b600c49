import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { may } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import { appendAudit } from '../../platform/audit/index.ts';
import { DuckDBBatch, type FileBatch } from '../../platform/batch/index.ts';
import type { JobKind, RunningJob } from '../../platform/jobs/index.ts';
import { asActor, type Store } from '../../platform/store/index.ts';
import { linkFacts, NothingToCompare, type Facts, type Linked } from './link.ts';
import {
  beginRun,
  endRun,
  factsAfter,
  forgetUnfound,
  foundPairs,
  joinAutomatically,
  keepProposals,
  noteProgress,
  type RunRow,
} from './store.ts';

export const LINKAGE_JOB = 'linkage.run';

const PAGE = 2000;
const WRITTEN = 1000;
const JOINED = 200;
const MEMORY = 1024 ** 3;
const BEAT_MILLISECONDS = 1000;

interface LinkageJob {
  readonly runId: string;
}

class Stopped extends Error {}

/**
 * Compares the records of a run and keeps what it proposes. Reading, comparing and writing are steps; after a crash it
 * reads and compares anew (the same records give the same answer) and writes what is not there yet.
 */
export const linkageJob: JobKind<LinkageJob> = {
  kind: LINKAGE_JOB,
  run: async (job) => {
    const inStore = <T>(work: (store: Store) => Promise<T>): Promise<T> =>
      asActor(job.services.database, job.actor, work);
    if (!may(job.actor, 'linkage.run')) throw new Problem('not-permitted', { permission: 'linkage.run' });
    const run = await inStore((store) => beginRun(store, job.input.runId));
    if (!run) return;
    try {
      const linked = await compare(job, run, inStore);
      const written = await write(job, run, linked, inStore);
      await inStore(async (store) => {
        await endRun(store, run.id, 'done', { ...linked.counts, ...written }, linked.report);
        await audit(store, job, run, 'done', { ...linked.counts, ...written });
      });
    } catch (error) {
      const ends = endOf(error);
      if (ends === null) throw error;
      await inStore(async (store) => {
        await endRun(store, run.id, ends.state, {}, null, ends.problem);
        await audit(store, job, run, ends.state === 'failed' ? 'failed' : 'done', {});
      });
    }
  },
};

type InStore = <T>(work: (store: Store) => Promise<T>) => Promise<T>;

function endOf(error: unknown): { state: 'failed' | 'cancelled'; problem?: string } | null {
  if (error instanceof Stopped) return { state: 'cancelled' };
  if (error instanceof NothingToCompare) return { state: 'failed', problem: 'nothing-to-compare' };
  if (error instanceof Problem) return { state: 'failed', problem: error.code };
  const state = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return state === '42501' ? { state: 'failed', problem: 'not-permitted' } : null;
}

/** Tells how far the run is, keeps the lease, and throws when somebody asked to stop; at most once a second. */
function beating(job: RunningJob<LinkageJob>, run: RunRow, inStore: InStore) {
  let last = 0;
  let step = { stage: '', began: 0 };
  return async (stage: string, done = 0, total: number | null = null, always = false): Promise<void> => {
    const now = performance.now();
    if (step.stage !== stage) step = { stage, began: now };
    if (!always && now - last < BEAT_MILLISECONDS) return;
    last = now;
    const stop = await inStore((store) => noteProgress(store, run.id, stage, done, total));
    const secondsLeft =
      total === null || done === 0 ? null : Math.ceil(((total - done) * (now - step.began)) / done / 1000);
    await job.report({ stage, done, total, secondsLeft });
    if (stop) throw new Stopped();
  };
}

async function compare(job: RunningJob<LinkageJob>, run: RunRow, inStore: InStore): Promise<Linked> {
  const beat = beating(job, run, inStore);
  const facts: Facts[] = [];
  for (;;) {
    const after = facts.at(-1)?.recordId ?? null;
    const page = await inStore((store) => factsAfter(store, run.id, after, PAGE));
    facts.push(...page);
    await beat('reading', facts.length);
    if (page.length < PAGE) break;
  }
  const incoming = join(job.services.config.dataFolder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const temporaryFolder = await mkdtemp(join(incoming, 'linkage-'));
  const batch = await DuckDBBatch.open({ memory: MEMORY, temporaryFolder });
  try {
    let stage = 'standardise';
    const watched = watching(batch, () => beat(stage));
    return await linkFacts(watched, facts, {
      seed: run.seed,
      importId: run.importId,
      onStage: (next) => (stage = next),
    });
  } finally {
    await batch.close();
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

const steps: ReadonlySet<PropertyKey> = new Set(['run', 'columns', 'pairs', 'load']);

/** The same batch, with a word before each step. */
function watching(batch: FileBatch, beat: () => Promise<void>): FileBatch {
  return new Proxy(batch, {
    get: (own, name) => {
      const value: unknown = Reflect.get(own, name);
      if (typeof value !== 'function') return value;
      if (!steps.has(name)) return value.bind(own) as unknown;
      return async (...given: unknown[]): Promise<unknown> => {
        await beat();
        return (await Reflect.apply(value, own, given)) as unknown;
      };
    },
  });
}

async function write(
  job: RunningJob<LinkageJob>,
  run: RunRow,
  { proposals }: Linked,
  inStore: InStore,
): Promise<Record<string, number>> {
  const beat = beating(job, run, inStore);
  await beat('writing', 0, proposals.length, true);
  for (let at = 0; at < proposals.length; at += WRITTEN) {
    await inStore((store) => keepProposals(store, run.id, proposals.slice(at, at + WRITTEN)));
    await beat('writing', Math.min(at + WRITTEN, proposals.length), proposals.length, true);
  }
  if (run.importId === null) await inStore((store) => forgetUnfound(store, run.id));
  let automatic = 0;
  if (run.agreementId === null)
    for (;;) {
      const joined = await inStore(async (store) => {
        const number = await joinAutomatically(store, run.id, JOINED);
        await job.services.beforeCommit(store);
        return number;
      });
      automatic += joined;
      await beat('joining', automatic);
      if (joined < JOINED) break;
    }
  return { kept: await inStore((store) => foundPairs(store, run.id)), automatic };
}

async function audit(
  store: Store,
  { actor }: RunningJob<LinkageJob>,
  run: RunRow,
  outcome: 'done' | 'failed',
  detail: Record<string, number>,
): Promise<void> {
  await appendAudit(store, {
    at: new Date().toISOString(),
    actor: actor.userId,
    agency: actor.agencyId,
    membership: actor.membershipId,
    action: 'linkage.compared',
    outcome,
    subjectKind: 'linkage-run',
    subjectId: run.id,
    caseId: null,
    purpose: 'case-work',
    detail: { ...detail, agreement: run.agreementId },
  });
}
