import { sql } from 'kysely';
import type { CaptureTable } from '../../engines/estimation/index.ts';
import { may, type Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import { cellKeyNoise } from '../../engines/disclosure/index.ts';
import { lastFullStep, smallestShown } from '../statistics/index.ts';
import {
  agenciesOfLists,
  agencyHistories,
  historiesWithNoise,
  linksOfAgencies,
  referralsBetween,
  tableOfAgencies,
} from './own.ts';
import { toldOverlap } from './protect.ts';
import { waitingFor } from './waiting.ts';
import { collection, defineAction, Problem, type Action } from '../../platform/action/index.ts';
import { byThreshold, compareMethods, type Asked } from './compare.ts';
import { publishedTables } from './published.ts';
import { tableFrom } from './rules.ts';
import {
  comparedOutput,
  comparisonInput,
  keepInput,
  ownOutput,
  ownQuestion,
  publishedOutput,
  type OwnAsked,
  type OwnEstimate,
} from './schema.ts';
import { z } from 'zod';

/** Who looks at another window for a while still finds the work begun. */
const limits = { mostKept: 50, mostOfOne: 2, patience: 120_000 };
const comparedTables = waitingFor(
  async ({ table, asked }: { table: CaptureTable; asked: Asked }, watch) => ({
    ...(await compareMethods({ table, asked }, watch)),
    thresholds: await byThreshold(table, asked.seed),
  }),
  limits,
);
const ownTables = waitingFor(compareMethods, limits);
const stopped = { answer: null, progress: null };

export const compare = defineAction({
  name: 'estimates.compare',
  method: 'POST',
  path: '/api/estimates',
  summary: 'How many people no list holds: every method side by side, with what each assumes',
  input: comparisonInput,
  output: comparedOutput,
  permission: 'statistics.read',
  limits: { perMinute: 120, bodyBytes: 65_536 },
  asks: true,
  prepare: async ({ input }) => {
    const read = tableFrom(input.table);
    if ('problems' in read) {
      const fields = read.problems.map(({ line, column, problem, remedy }) => ({
        field: line < 2 ? `table.lists` : `table.rows.${line - 2}`,
        message: `${column === '' ? '' : `${column}: `}${problem}; ${remedy}`,
      }));
      throw new Problem('invalid-input', { fields });
    }
    return read.table;
  },
  subject: collection('estimate'),
  purpose: 'statistics',
  audit: 'estimated a hidden number from a capture table',
  auditDetail: ({ table }, { comparison }) => ({ checksum: comparison?.checksum ?? null, lists: table.lists.length }),
  run: async ({ actor, input: { stop, months, threshold, seed }, prepared: table }) => {
    const question = { table, asked: { months, threshold, seed } };
    if (stop) comparedTables.stop(actor.userId, question);
    const { answer: comparison, progress } = stop ? stopped : comparedTables.ask(actor.userId, question);
    return { comparison, progress };
  },
});

export const published = defineAction({
  name: 'estimates.published',
  method: 'GET',
  path: '/api/estimates/published',
  summary: 'Capture tables of published studies',
  input: z.object({}),
  output: publishedOutput,
  permission: 'statistics.read',
  prepare: publishedTables,
  subject: collection('estimate'),
  purpose: 'reference',
  audit: 'read published capture tables',
  run: async ({ prepared }) => ({ tables: prepared }),
});

const mostLists = 8;

/** With a threshold as told to who may not see small counts: of numbers with noise, whole years and whole steps of entry. */
async function fromRecords(
  { store, actor, now }: { store: Store; actor: Actor; now: Date },
  { stop, ...input }: OwnAsked & { stop: boolean },
  threshold: number | null,
): Promise<OwnEstimate> {
  if (input.from > input.to)
    throw new Problem('invalid-input', { fields: [{ field: 'from', message: 'must not come after the last year' }] });
  if (threshold !== null && input.to >= now.getUTCFullYear())
    throw new Problem('invalid-input', {
      fields: [
        {
          field: 'to',
          message: 'choose whole years that are past; the running year is for those who may see small counts',
        },
      ],
    });
  const exact = await agencyHistories(
    store,
    input,
    threshold === null ? null : await lastFullStep(store, 'victims', threshold),
  );
  const histories = threshold === null ? exact : historiesWithNoise(exact);
  const table = tableOfAgencies(histories, input.lists);
  const told = await toldOverlap(exact, agenciesOfLists(exact, input.lists), threshold);
  const refusal =
    table.lists.length === 0 || !told.all
      ? 'nobody'
      : table.lists.length === 1
        ? 'one-list'
        : table.lists.length > mostLists
          ? 'too-many-lists'
          : // Two lists make one estimate of one overlap: who is told the first can work out the second, noise and all.
            table.lists.length === 2 && !told.pair(0, 1)
            ? 'small-overlap'
            : null;
  const months = (input.to - input.from + 1) * 12;
  const asked = { months, threshold: input.threshold, seed: input.seed };
  const question = {
    table,
    asked,
    uncertain: linksOfAgencies(histories, input.lists),
    noisy: threshold === null ? null : { histories, lists: input.lists },
  };
  if (stop) ownTables.stop(actor.userId, question);
  const { answer: comparison, progress } = refusal !== null || stop ? stopped : ownTables.ask(actor.userId, question);
  const sizeOf = (persons: number): number => Math.max(threshold ?? 0, persons);
  return {
    noise: threshold === null ? null : cellKeyNoise.most,
    agencies: histories.agencies.map((one) => ({ ...one, persons: told.agency(one.id) ? sizeOf(one.persons) : null })),
    referrals: await referralsBetween(
      store,
      histories.agencies.map(({ id }) => id),
      threshold,
    ),
    refusal,
    progress,
    comparison: comparison && {
      ...comparison,
      overlap: comparison.overlap.map((row, at) =>
        // Nobody on both is withheld too: told as the least that is shown it would be false, and told as none it would tell.
        row.map((count, place) =>
          count !== null && (threshold === null || count > 0) && told.pair(at, place) ? sizeOf(count) : null,
        ),
      ),
    },
  };
}

export const estimateOwn = defineAction({
  name: 'estimates.own',
  method: 'POST',
  path: '/api/estimates/own',
  summary:
    'The hidden number from the own records, agencies as lists: every method side by side; null while it is being made',
  input: ownQuestion,
  output: ownOutput,
  permission: 'statistics.read',
  limits: { perMinute: 120 },
  asks: true,
  subject: collection('estimate'),
  purpose: 'statistics',
  audit: 'estimated a hidden number from the records',
  auditDetail: ({ from, to, sex, age }) => ({ from, to, sex, age }),
  run: async ({ store, actor, input, now }) => {
    const threshold = may(actor, 'statistics.internal') ? null : await smallestShown(store);
    return fromRecords({ store, actor, now }, input, threshold);
  },
});

export const keepEstimate = defineAction({
  name: 'estimates.keep',
  method: 'POST',
  path: '/api/estimates/kept',
  summary: 'Keep an estimate from the own records, to stand beside detected victims in official statistics',
  input: keepInput,
  output: z.object({ id: z.uuid() }),
  permission: 'statistics.sign',
  subject: collection('estimate'),
  purpose: 'statistics',
  audit: 'kept an estimate',
  run: async ({ store, actor, input: { title, ...asked }, newId, now }) => {
    // Everybody who reads statistics reads it, so that it is kept as made of numbers with noise.
    const threshold = await smallestShown(store);
    const { comparison } = await fromRecords({ store, actor, now }, { ...asked, stop: false }, threshold);
    if (comparison === null)
      throw new Problem('not-allowed-now', {
        reason:
          'There is no estimate to keep yet. It is made of numbers as everybody is told them: keep it again in a moment.',
      });
    const id = newId();
    await sql`insert into kept_estimate (id, agency_id, country, year_from, year_to, title, comparison)
      select ${id}, a.id, a.country, ${asked.from}, ${asked.to}, ${title}, ${JSON.stringify(comparison)}::jsonb
      from agency a where a.id = ${actor.agencyId}`.execute(store);
    return { id };
  },
});

export const estimateActions: readonly Action[] = [compare, published, estimateOwn, keepEstimate];
