import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import { may } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import { appendAudit } from '../../platform/audit/index.ts';
import type { JobKind, RunningJob } from '../../platform/jobs/index.ts';
import { asActor } from '../../platform/store/index.ts';
import { neutraliseFormula } from '../../platform/tables/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { countAlike } from '../statistics/index.ts';
import type { BuildTask, Built } from './build-thread.ts';
import type { RefusalReason, ReleaseFigures, ReleaseOpened, ReportShown, ToldCell } from './schema.ts';
import { findRelease, toldBefore, type ToldBefore } from './store.ts';

export const BUILD_JOB = 'releases.build';

/** More fields than these, over all tables that count the same people, cannot be attacked together in a bearable time. */
const mostFields = 5;

interface Outcome {
  readonly told: readonly ToldCell[] | null;
  readonly records: string | null;
  readonly figures: ReleaseFigures | null;
  readonly report: ReportShown | null;
  readonly refusal: readonly RefusalReason[];
}

/** Counts, protects and attacks a release; begun again from the start after a crash. */
export const releaseJob: JobKind<{ releaseId: string }> = {
  kind: BUILD_JOB,
  run: async (job) => {
    const { services, actor, input, report } = job;
    if (!may(actor, 'release.prepare')) throw new Problem('not-permitted', { permission: 'release.prepare' });
    const release = await asActor(services.database, actor, (store) => findRelease(store, input.releaseId));
    if (release?.state !== 'building') return;
    await report({ stage: 'counting' });
    const prepared = await asActor(services.database, actor, (store) => prepare(store, release));
    try {
      const outcome = 'refusal' in prepared ? prepared : await build(prepared, release, job);
      await keep(job, release, outcome.refusal.length > 0 ? 'refused' : 'built', outcome);
    } catch (error) {
      await keep(job, release, 'failed', { told: null, records: null, figures: null, report: null, refusal: [] });
      throw error;
    }
  },
};

interface Prepared {
  readonly task: BuildTask;
  readonly before: readonly ToldBefore[];
}

async function prepare(store: Parameters<typeof findRelease>[0], release: ReleaseOpened): Promise<Prepared | Outcome> {
  const before = release.method === 'suppress' ? await toldBefore(store, release.unit, release.reach) : [];
  const fields = [...new Set([...release.fields, ...before.flatMap((one) => one.fields)])];
  if (fields.length > mostFields && before.length > 0) return refused('too-many');
  const days = [...new Set([...before.map(({ cutOff }) => cutOff), release.cutOff])].toSorted();
  const until = days.at(-1) ?? release.cutOff;
  const alike = await countAlike(store, fields as ReleaseOpened['fields'], release.unit, {
    until: release.method === 'suppress' ? until : release.cutOff,
    ...(release.method === 'suppress' ? { days } : {}),
    keyed: release.method === 'cell-key',
  });
  const known = alike.reduce((sum, { count }) => sum + count, 0);
  if (known < release.settings.threshold) return refused('empty');
  const periodOf = (day: string): number => days.indexOf(day);
  return {
    before,
    task: {
      method: release.method,
      alike,
      settings: release.settings,
      own: release.fields.length,
      period: periodOf(release.cutOff),
      spare: release.spare,
      columns: release.fields,
      earlier: before.map((one) => ({
        id: one.id,
        fields: one.fields.map((field) => fields.indexOf(field as (typeof fields)[number])),
        period: periodOf(one.cutOff),
        threshold: one.threshold,
        told: one.told,
      })),
    },
  };
}

const refused = (kind: 'too-many' | 'empty'): Outcome => ({
  told: null,
  records: null,
  figures: null,
  report: null,
  refusal: [{ kind, release: null, values: [] }],
});

async function build(
  { task, before }: Prepared,
  release: ReleaseOpened,
  job: RunningJob<{ releaseId: string }>,
): Promise<Outcome> {
  await job.report({ stage: 'protecting' });
  const thread = { module: new URL('./build-thread.ts', import.meta.url), name: 'buildRelease' };
  // While the thread thinks, the lease is kept: another worker must not begin the same noise anew.
  const beat = setInterval(() => void job.report({ stage: 'protecting' }).catch(() => undefined), 20_000);
  try {
    const [built] = await callInThreads<BuildTask, Built>(thread, [task]);
    if (!built) throw new Error('the build gave no answer');
    return outcomeOf(built, release, before);
  } finally {
    clearInterval(beat);
  }
}

function outcomeOf(built: Built, release: ReleaseOpened, before: readonly ToldBefore[]): Outcome {
  if (built.kind === 'linked') {
    const { cells, exposed } = built.build;
    const withheld = cells.filter((cell) => cell.withheld);
    const small = withheld.filter((cell) => cell.isSmall);
    return {
      told: cells.map(({ values, count, withheld: isHidden }) => ({
        values: [...values],
        count: isHidden ? null : count,
      })),
      records: null,
      figures: {
        cells: cells.length,
        small: small.length,
        beside: withheld.length - small.length,
        narrowest: small.length === 0 ? null : Math.min(...small.map(({ low, high }) => Math.min(high - low, 1e9))),
      },
      report: {
        inferred: withheld.map(({ values, isSmall, low, high }) => ({
          values: [...values],
          isSmall,
          low,
          high: Number.isFinite(high) ? high : null,
        })),
      },
      refusal: exposed.slice(0, 100).map(({ release: id, kind, values }) => {
        const earlier = before.find((one) => one.id === id);
        return {
          kind,
          values: [...values],
          release: earlier ? { id: earlier.id, title: earlier.title, number: earlier.number } : null,
        };
      }),
    };
  }
  if (built.kind === 'perturbed') {
    const { cells, exposed, meanError, narrowest } = built.build;
    return {
      told: cells.map(({ values, told }) => ({ values: [...values], count: told })),
      records: null,
      figures: { cells: cells.length },
      report: { changed: { meanError, narrowest } },
      refusal: exposed.map(({ values }) => ({ kind: 'small', values: [...values], release: null })),
    };
  }
  return {
    told: null,
    records: stringify([release.fields, ...built.rows.map((row) => row.map(neutraliseFormula))]),
    figures: { records: built.rows.length },
    report: {
      records: {
        from: built.from,
        lost: built.release.lost,
        utility: [...built.release.utility],
        membership: built.release.membership,
        spent: built.release.spent,
      },
    },
    refusal: [],
  };
}

async function keep(
  { services, actor, id }: RunningJob<{ releaseId: string }>,
  release: ReleaseOpened,
  state: 'built' | 'refused' | 'failed',
  { told, records, figures, report, refusal }: Outcome,
): Promise<void> {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  await asActor(services.database, actor, async (store) => {
    const safe = state === 'built';
    await sql`update release set state = ${state}, told = ${safe ? json(told) : null}::jsonb, records = ${safe ? records : null},
      figures = ${json(figures)}::jsonb, report = ${json(report)}::jsonb, refusal = ${json(refusal.length > 0 ? refusal : null)}::jsonb,
      version = version + 1 where id = ${release.id} and state = 'building'`.execute(store);
    await appendAudit(store, {
      at: new Date().toISOString(),
      actor: actor.userId,
      agency: actor.agencyId,
      membership: actor.membershipId,
      action: BUILD_JOB,
      outcome: 'done',
      subjectKind: 'release',
      subjectId: release.id,
      caseId: null,
      purpose: 'statistics',
      detail: { state, job: id },
    });
  });
}
