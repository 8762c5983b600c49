import { sql } from 'kysely';
import type { CaptureTable, UncertainLinks } from '../../engines/estimation/index.ts';
import { may, type Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import { smallestShown } from '../statistics/index.ts';
import { agenciesOfLists, agencyHistories, linksOfAgencies, referralsBetween, tableOfAgencies } from './own.ts';
import { roundedComparison, roundedSize, sizeStep, toldOverlap } from './protect.ts';
import { waitingFor } from './waiting.ts';
import { collection, defineAction, Problem, type Action } from '../../platform/action/index.ts';
import { compareMethods } from './compare.ts';
import { publishedTables } from './published.ts';
import { tableFrom } from './rules.ts';
import {
  comparisonInput,
  comparisonOutput,
  keepInput,
  ownInput,
  ownOutput,
  publishedOutput,
  type OwnAsked,
  type OwnEstimate,
} from './schema.ts';
import { z } from 'zod';

export const compare = defineAction({
  name: 'estimates.compare',
  method: 'POST',
  path: '/api/estimates',
  summary: 'How many people no list holds: every method side by side, with what each assumes',
  input: comparisonInput,
  output: comparisonOutput,
  permission: 'statistics.read',
  limits: { perMinute: 12, bodyBytes: 65_536 },
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
    return await compareMethods(read.table, input);
  },
  subject: collection('estimate'),
  purpose: 'statistics',
  audit: 'estimated a hidden number from a capture table',
  auditDetail: (_, { checksum, lists }) => ({ checksum, lists: lists.length }),
  run: async ({ prepared }) => prepared,
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

type Methods = Parameters<typeof compareMethods>[1];
const estimateTable = waitingFor(
  ({ table, asked, links }: { table: CaptureTable; asked: Methods; links: UncertainLinks | null }) =>
    compareMethods(table, asked, links),
  50,
);
const mostLists = 8;

async function fromRecords(store: Store, actor: Actor, input: OwnAsked, now: Date): Promise<OwnEstimate> {
  if (input.from > input.to)
    throw new Problem('invalid-input', { fields: [{ field: 'from', message: 'must not come after the last year' }] });
  const threshold = may(actor, 'statistics.internal') ? null : await smallestShown(store);
  if (threshold !== null && input.to >= now.getUTCFullYear())
    throw new Problem('invalid-input', {
      fields: [
        {
          field: 'to',
          message: 'choose whole years that are past; the running year is for those who may see small counts',
        },
      ],
    });
  const histories = await agencyHistories(store, input);
  const table = tableOfAgencies(histories, input.lists);
  const told = await toldOverlap(histories, agenciesOfLists(histories, input.lists), threshold);
  const refusal =
    table.lists.length === 0
      ? 'nobody'
      : table.lists.length === 1
        ? 'one-list'
        : table.lists.length > mostLists
          ? 'too-many-lists'
          : null;
  const months = (input.to - input.from + 1) * 12;
  const asked = { months, threshold: input.threshold, seed: input.seed };
  const comparison =
    refusal === null ? estimateTable({ table, asked, links: linksOfAgencies(histories, input.lists) }) : null;
  const sizeOf = (persons: number): number => (threshold === null ? persons : roundedSize(persons));
  const shown = comparison && {
    ...comparison,
    overlap: comparison.overlap.map((row, at) => row.map((count, place) => (told.pair(at, place) ? count : null))),
  };
  return {
    roundedTo: threshold === null ? null : sizeStep,
    agencies: histories.agencies.map((one) => ({ ...one, persons: told.agency(one.id) ? sizeOf(one.persons) : null })),
    referrals: await referralsBetween(
      store,
      histories.agencies.map(({ id }) => id),
      threshold,
    ),
    refusal,
    comparison: shown && (threshold === null ? shown : roundedComparison(shown)),
  };
}

export const estimateOwn = defineAction({
  name: 'estimates.own',
  method: 'POST',
  path: '/api/estimates/own',
  summary:
    'The hidden number from the own records, agencies as lists: every method side by side; null while it is being made',
  input: ownInput,
  output: ownOutput,
  permission: 'statistics.read',
  limits: { perMinute: 120 },
  asks: true,
  subject: collection('estimate'),
  purpose: 'statistics',
  audit: 'estimated a hidden number from the records',
  auditDetail: ({ from, to, sex, age }) => ({ from, to, sex, age }),
  run: ({ store, actor, input, now }) => fromRecords(store, actor, input, now),
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
    const { comparison } = await fromRecords(store, actor, asked, now);
    if (comparison === null)
      throw new Problem('not-allowed-now', { reason: 'There is no estimate to keep yet. Make it first.' });
    const id = newId();
    await sql`insert into kept_estimate (id, agency_id, country, year_from, year_to, title, comparison)
      select ${id}, a.id, a.country, ${asked.from}, ${asked.to}, ${title}, ${JSON.stringify(comparison)}::jsonb
      from agency a where a.id = ${actor.agencyId}`.execute(store);
    return { id };
  },
});

export const estimateActions: readonly Action[] = [compare, published, estimateOwn, keepEstimate];
