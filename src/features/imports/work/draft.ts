import { sql } from 'kysely';
import type { JobKind, RunningJob } from '../../../platform/jobs/index.ts';
import { asActor, type Store } from '../../../platform/store/index.ts';
import type { TableRow } from '../../../platform/tables/index.ts';
import { openReader } from '../layouts.ts';
import { rowWarning } from '../problems.ts';
import {
  addProblems,
  auditStep,
  changeImport,
  findImport,
  otherContent,
  sameContent,
  type ImportRow,
  type PlacedProblem,
} from '../store.ts';
import type { MappedRow, RowReader } from '../target.ts';
import { failureOf } from './failure.ts';
import { forgetEnded } from './forget.ts';
import { contentDigest, withTable } from './working-file.ts';

const CHUNK = 5_000;
/** More problems than a person can read are counted, not kept. */
const KEPT_PROBLEMS = 20_000;
const PREVIEW_ROWS = 20;
const PREVIEW_CELL = 200;

export interface ImportJob {
  readonly importId: string;
}

/** Reads every row of a file as its layout does, and writes down what is wrong; nothing goes into the case tables. */
export const draftJob: JobKind<ImportJob> = {
  kind: 'imports.draft',
  run: async (job) => {
    await forgetEnded(job.services, job.actor);
    const row = await begin(job);
    if (!row) return;
    try {
      await withTable(job.services, row, async (table, path) => {
        const digest = await contentDigest(path);
        const reader = openReader(job.services, row, table.columns, digest);
        await new Drafting(job, row, reader).run(table.rows(), digest);
      });
    } catch (error) {
      const problem = failureOf(error);
      if (!problem) throw error;
      await asActor(job.services.database, job.actor, async (store) => {
        await changeImport(store, row.id, {
          state: sql`'failed'`,
          problem: sql`${JSON.stringify(problem)}::jsonb`,
          finishedAt: sql`now()`,
        });
        await auditStep(store, job.actor, row, 'imports.drafted', 'failed', {}, new Date());
      });
    }
  },
};

/** A draft begins anew after a crash: it writes nothing that could be there twice. */
async function begin(job: RunningJob<ImportJob>): Promise<ImportRow | null> {
  return asActor(job.services.database, job.actor, async (store) => {
    const row = await findImport(store, job.input.importId, true);
    if (!row || !['received', 'drafting'].includes(row.state)) return null;
    await sql`delete from import_problem where import_id = ${row.id}`.execute(store);
    await changeImport(store, row.id, {
      state: sql`'drafting'`,
      rowsTotal: sql`null`,
      rowsDone: sql`0`,
      rowsRefused: sql`0`,
      errors: sql`0`,
      warnings: sql`0`,
      counts: sql`'{}'::jsonb`,
      problem: sql`null`,
      preview: sql`null`,
      stageStartedAt: sql`now()`,
    });
    return row;
  });
}

class Drafting {
  readonly #job: RunningJob<ImportJob>;
  readonly #row: ImportRow;
  readonly #reader: RowReader<unknown>;
  readonly #preview: { row: number; cells: string[]; drafts: readonly unknown[] }[] = [];
  #problems: PlacedProblem[] = [];
  #kept = 0;
  #done = 0;
  #refused = 0;
  #drafts = 0;
  #errors = 0;
  #warnings = 0;

  constructor(job: RunningJob<ImportJob>, row: ImportRow, reader: RowReader<unknown>) {
    this.#job = job;
    this.#row = row;
    this.#reader = reader;
  }

  async run(rows: AsyncIterable<TableRow>, digest: string): Promise<void> {
    for await (const row of rows) {
      this.#take(this.#reader.read(row), row);
      if (this.#done % CHUNK === 0 && (await this.#save())) return;
    }
    this.#note(this.#reader.finish?.() ?? [], null, null);
    await this.#save((store) => this.#finish(store, digest));
  }

  #take(mapped: MappedRow<unknown>, { row, line, values }: TableRow): void {
    this.#done += 1;
    this.#drafts += mapped.drafts.length;
    if (mapped.problems.some(({ severity }) => severity === 'error')) this.#refused += 1;
    if (this.#preview.length < PREVIEW_ROWS)
      this.#preview.push({ row, cells: values.map((cell) => cell.slice(0, PREVIEW_CELL)), drafts: mapped.drafts });
    this.#note(mapped.problems, row, line);
  }

  #note(problems: MappedRow<unknown>['problems'], row: number | null, line: number | null): void {
    for (const problem of problems) {
      if (problem.severity === 'error') this.#errors += 1;
      else this.#warnings += 1;
      if (this.#kept + this.#problems.length < KEPT_PROBLEMS) this.#problems.push({ ...problem, row, line });
    }
  }

  /** Writes what was found since the last time; true when a person asked to stop. */
  async #save(last?: (store: Store) => Promise<void>): Promise<boolean> {
    const { services, actor } = this.#job;
    const stopped = await asActor(services.database, actor, async (store) => {
      const now = await findImport(store, this.#row.id, true);
      if (!now || now.state !== 'drafting') return true;
      if (now.cancelAsked) {
        await changeImport(store, now.id, { state: sql`'cancelled'`, finishedAt: sql`now()` });
        return true;
      }
      await addProblems(store, now.id, this.#kept, this.#problems);
      await sql`update import set rows_done = ${this.#done}, rows_refused = ${this.#refused}, errors = ${this.#errors}, warnings = ${this.#warnings} where id = ${now.id}`.execute(
        store,
      );
      await last?.(store);
      return false;
    });
    this.#kept += this.#problems.length;
    this.#problems = [];
    if (!stopped) await this.#job.report({ stage: 'reading', done: this.#done, total: null });
    return stopped;
  }

  async #finish(store: Store, digest: string): Promise<void> {
    const earlier = await sameContent(store, this.#row, digest);
    if (!earlier && this.#row.layout === 'ctdc' && (await otherContent(store, this.#row, digest))) {
      const message =
        'Another file of this layout is already in. Its rows are nobody in particular and cannot be compared: persons in both files will count twice.';
      const problem = rowWarning(
        'other-release',
        null,
        null,
        message,
        'Undo the earlier import first, unless the two files have no rows in common.',
      );
      await addProblems(store, this.#row.id, this.#kept + this.#problems.length, [
        { ...problem, row: null, line: null },
      ]);
      await sql`update import set warnings = warnings + 1 where id = ${this.#row.id}`.execute(store);
    }
    const counts = { drafts: this.#drafts };
    await changeImport(store, this.#row.id, {
      state: sql`'drafted'`,
      rowsTotal: sql`${this.#done}`,
      contentDigest: sql`${digest}`,
      alreadyApplied: sql`${earlier}::uuid`,
      counts: sql`${JSON.stringify(counts)}::jsonb`,
      preview: sql`${JSON.stringify(this.#preview)}::jsonb`,
      finishedAt: sql`now()`,
    });
    await auditStep(
      store,
      this.#job.actor,
      this.#row,
      'imports.drafted',
      'done',
      { rows: this.#done, errors: this.#errors, warnings: this.#warnings },
      new Date(),
    );
  }
}
