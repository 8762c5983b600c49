import type { HealthReport } from '../schema.ts';

export type Judgement = 'good' | 'attention' | 'bad';
type Part = 'database' | 'backup' | 'disk' | 'memory' | 'jobs' | 'audit' | 'keys';

const hour = 3_600_000;
const day = 24 * hour;
const gigabyte = 1e9;
/** Seals go out each minute while somebody works; later than this, something holds them up. */
const sealLag = 10 * 60_000;

const graded = (isBad: boolean, wantsAttention: boolean): Judgement =>
  isBad ? 'bad' : wantsAttention ? 'attention' : 'good';
const ageOf = (at: string | null, now: number): number => (at === null ? Infinity : now - Date.parse(at));

/** What of the installation is well and what is not, by house thresholds; `now` in milliseconds. */
export function judge(report: HealthReport, now: number): Readonly<Record<Part, Judgement>> {
  const { database, backup, disk, memory, jobs, audit, keys } = report;
  const freeShare = disk === null ? 1 : disk.freeBytes / Math.max(1, disk.totalBytes);
  const unsealed =
    audit.lastActAt === null ? 0 : Date.parse(audit.lastActAt) - Date.parse(audit.lastSealAt ?? '1970-01-01');
  return {
    database: graded(database.answerMs > 2000, database.answerMs > 300),
    backup: graded(ageOf(backup.lastAt, now) > 7 * day, ageOf(backup.lastAt, now) > day),
    disk: graded(freeShare < 0.05 || (disk !== null && disk.freeBytes < gigabyte), disk === null || freeShare < 0.15),
    memory: graded(memory.freeBytes / memory.totalBytes < 0.02, memory.freeBytes / memory.totalBytes < 0.08),
    jobs: graded(
      jobs.stalled > 0,
      jobs.failed > 0 || ageOf(jobs.oldestWaiting ?? new Date(now).toISOString(), now) > hour,
    ),
    audit: graded(unsealed > hour, unsealed > sealLag),
    keys: graded(
      keys.some(({ present }) => !present),
      keys.some(({ openToOthers }) => openToOthers),
    ),
  };
}
