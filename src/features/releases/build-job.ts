import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import type { JointBuild, Profile } from '../../engines/disclosure/index.ts';
import { may, type Actor } from '../../platform/access/actor.ts';
import { Problem } from '../../platform/action/index.ts';
import { appendAudit } from '../../platform/audit/index.ts';
import type { JobKind, RunningJob } from '../../platform/jobs/index.ts';
import { asActor, type Database, type Store } from '../../platform/store/index.ts';
import { neutraliseFormula } from '../../platform/tables/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import {
  asAttacker,
  combinationsOf,
  populationOf,
  profilesOf,
  releasesOut,
  type LedgerTable,
} from '../ledger/index.ts';
import { officialOut } from '../official/index.ts';
import { joinedStands, standsOf } from '../statistics/index.ts';
import type { BuildTask, Built } from './build-thread.ts';
import type { RefusalReason, ReleaseFigures, ReleaseOpened, ReportShown, ToldCell } from './schema.ts';
import { kindOf } from './rules.ts';
import { countFor } from './counting.ts';
import { findRelease, knownBeside } from './store.ts';

export const BUILD_JOB = 'releases.build';

/** More kinds of people than these, over all tables that count them, cannot be attacked together in a bearable time. */
const mostProfiles = 20_000;

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
    const prepared = await prepare(services.database, actor, release);
    try {
      const outcome = 'refusal' in prepared ? prepared : await build(prepared, release, job);
      const attackedWith = 'refusal' in prepared ? [] : prepared.attackedWith;
      await keep(job, release, outcome.refusal.length > 0 ? 'refused' : 'built', { ...outcome, attackedWith });
    } catch (error) {
      const nothing = { told: null, records: null, figures: null, report: null, refusal: [], attackedWith: [] };
      await keep(job, release, 'failed', nothing);
      throw error;
    }
  },
};

interface Prepared {
  readonly task: BuildTask;
  readonly before: readonly LedgerTable[];
  /** All that was known by then. */
  readonly attackedWith: readonly string[];
  readonly countedAt: string;
}

/** Counts in the maker's own reach what is told; how everyone stands in all that is out, for the attack alone. */
async function prepare(database: Database, actor: Actor, release: ReleaseOpened): Promise<Prepared | Outcome> {
  const { method, fields, settings } = release;
  const counted = await asActor(database, actor, (store) => countFor(store, actor, release));
  if (!counted) return refused('empty');
  const { alike, countedAt } = counted;
  const { before, attackedWith, profiles } = await asAttacker(database, actor, (store) =>
    ledgerBeside(store, actor, release, countedAt),
  );
  if (profiles.length > mostProfiles) return refused('too-many');
  return {
    before,
    attackedWith,
    countedAt,
    task: {
      method,
      alike,
      settings,
      columns: fields,
      spare: release.spare,
      profiles,
      masks: masksOf(release),
      earlier: before.map(({ id, threshold, masks, known: told }) => ({ id, threshold, masks, known: told })),
    },
  };
}

/** How people stand in this release and in all that is out; nobody where nothing of this release is certain. */
async function ledgerBeside(
  store: Store,
  actor: Actor,
  release: ReleaseOpened,
  at: string,
): Promise<{ before: LedgerTable[]; attackedWith: string[]; profiles: Profile[] }> {
  const { id, method, fields, unit, cutOff, reach } = release;
  if (method === 'dp-synthetic') return { before: [], attackedWith: [], profiles: [] };
  // Named before they are read: what becomes known between the two is attacked and not named, never the other way round.
  const attackedWith = await knownBeside(store, release);
  const population = populationOf(unit);
  const official = population === 'people' ? await officialOut(store) : [];
  const before = [...(await releasesOut(store, population)), ...official].filter((one) => one.id !== id);
  const stands = kindOf(method) === 'table' ? standsOf : joinedStands;
  const asked = {
    unit,
    until: cutOff,
    at,
    reach: reach === 'all' ? { of: reach } : { of: reach, agencyId: actor.agencyId },
  };
  return { before, attackedWith, profiles: await profilesOf(store, [{ stands: stands(fields, asked) }, ...before]) };
}

/** Records tell how many are wholly alike; made-up ones tell of shorter combinations. */
function masksOf({ method, fields, settings }: ReleaseOpened): readonly number[] | null {
  if (kindOf(method) === 'table') return null;
  return method === 'k' ? combinationsOf(fields.length, Math.min(settings.length, 2)) : [2 ** fields.length - 1];
}

const refused = (kind: 'too-many' | 'empty'): Outcome => ({
  told: null,
  records: null,
  figures: null,
  report: null,
  refusal: [{ kind, release: null, values: [], fields: null }],
});

async function build(
  { task, before, countedAt }: Prepared,
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
    const outcome = outcomeOf(built, release, refusalOf(built, before, job.actor.agencyId));
    return { ...outcome, figures: outcome.figures && { ...outcome.figures, countedAt } };
  } finally {
    clearInterval(beat);
  }
}

/** Why it may not leave. What another agency let out is not named, and of its groups only that there is one. */
function refusalOf({ joint }: Built, before: readonly LedgerTable[], own: string): RefusalReason[] {
  return (joint?.exposed ?? []).slice(0, 100).map(({ release: id, kind, values }): RefusalReason => {
    const earlier = before.find((one) => one.id === id);
    const isForeign = earlier !== undefined && earlier.agencyId !== null && earlier.agencyId !== own;
    if (earlier === undefined || isForeign) {
      const isOf = isForeign && kind === 'small';
      return { kind: isForeign ? 'together' : kind, values: isOf ? [] : [...values], fields: null, release: null };
    }
    return {
      kind,
      values: [...values],
      fields: kind === 'small' ? [...earlier.fields] : null,
      release: { id: earlier.id, title: earlier.title, number: earlier.number },
    };
  });
}

function outcomeOf(built: Built, release: ReleaseOpened, refusal: readonly RefusalReason[]): Outcome {
  if (built.kind === 'table') return { ...withheldOutcome(built.joint?.cells ?? []), refusal };
  if (built.kind === 'perturbed') {
    const { cells, exposed, meanError, narrowest, additive } = built.build;
    const alone = exposed.map(({ values }): RefusalReason => ({
      kind: 'small',
      values: [...values],
      fields: null,
      release: null,
    }));
    return {
      told: cells.map(({ values, told }) => ({ values: [...values], count: told })),
      records: null,
      figures: { cells: cells.length, additive },
      report: { changed: { meanError, narrowest } },
      refusal: [...alone, ...refusal],
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
    refusal,
  };
}

function withheldOutcome(cells: JointBuild['cells']): Omit<Outcome, 'refusal'> {
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
  };
}

async function keep(
  { services, actor, id }: RunningJob<{ releaseId: string }>,
  release: ReleaseOpened,
  state: 'built' | 'refused' | 'failed',
  { told, records, figures, report, refusal, attackedWith }: Outcome & { readonly attackedWith: readonly string[] },
): Promise<void> {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  await asActor(services.database, actor, async (store) => {
    const safe = state === 'built';
    await sql`update release set state = ${state}, told = ${safe ? json(told) : null}::jsonb, records = ${safe ? records : null},
      figures = ${json(figures)}::jsonb, report = ${json(report)}::jsonb, refusal = ${json(refusal.length > 0 ? refusal : null)}::jsonb,
      attacked_with = ${[...attackedWith]}::uuid[], version = version + 1 where id = ${release.id} and state = 'building'`.execute(
      store,
    );
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
