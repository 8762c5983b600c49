import { z } from 'zod';
import {
  defineAction,
  collection,
  orNotFound,
  Problem,
  type Action,
  type Subject,
} from '../../../platform/action/index.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import { decide, decisionsOn, effectOf, findPair, inbox, sidesOf, undo, waiting, type PairRow } from '../pair-store.ts';
import { recordsAround } from '../group-store.ts';
import { decided, decideInput, factNames, inboxInput, inboxView, pairId, pairView, type PairView } from '../schema.ts';

export const reviewing = { permission: 'person.join', dataClass: 'identity', purpose: 'case-work' } as const;

type PairSubject = Subject & { readonly id: string; readonly row: PairRow };

/** A pair the actor may know of. */
export async function pairSubject({
  input,
  store,
}: LoadContext<{ pairId: string }, Actor>): Promise<PairSubject | null> {
  const row = await findPair(store, input.pairId);
  return row && { kind: 'linkage-pair', id: row.id, version: row.version, row };
}

/** What each comparison found and adds; what fields imply of one another is one step of its own. */
export function stepsOf({
  comparisons,
  levels,
  bits,
}: Pick<PairRow, 'comparisons' | 'levels' | 'bits'>): PairView['steps'] {
  const steps = levels.map((level, at) => ({
    name: comparisons?.[at]?.name ?? String(at + 1),
    label: level === 0 ? null : (comparisons?.[at]?.levels[level - 1]?.label ?? null),
    bits: bits[at] ?? 0,
  }));
  const implied = bits[levels.length] ?? 0;
  return Math.abs(implied) < 0.05 ? steps : [...steps, { name: 'implied', label: 'implied', bits: implied }];
}

/** Nearer to certain than this a probability no longer tells its prior. */
const certain = 1e-9;

/** What spoke for a pair before anything was compared, in bits: two agencies may share more people than others do. */
function priorOf({ probability, weight, prior }: PairRow): number {
  return Math.min(probability, 1 - probability) < certain
    ? (prior ?? 0)
    : Math.log2(probability / (1 - probability)) - weight;
}

export const listPairs = defineAction({
  ...reviewing,
  name: 'linkage.inbox',
  method: 'GET',
  path: '/api/linkage/pairs',
  summary: 'Pairs of records that may be of one person, those first of which a decision tells most',
  input: inboxInput,
  output: inboxView,
  subject: collection('linkage-pairs'),
  audit: 'listed records that may be of one person',
  auditHits: ({ rows }) => rows.map(({ id }) => id),
  command: 'linkage inbox',
  run: async ({ store, input }) => {
    const rows = await inbox(store, input);
    return {
      rows: rows.map((row) => ({
        ...row,
        agencies: [...new Set([row.leftAgency, row.rightAgency])],
        comparisons: stepsOf(row),
      })),
      waiting: await waiting(store, input.runId),
    };
  },
});

export const openPair = defineAction({
  ...reviewing,
  name: 'linkage.pair',
  method: 'GET',
  path: '/api/linkage/pairs/:pairId',
  summary:
    'Two records side by side as far as one may see them, what each comparison adds, and what a decision changes',
  input: pairId,
  output: pairView,
  subject: pairSubject,
  audit: 'compared two records that may be of one person',
  auditHits: ({ sides }) => sides.flatMap(({ recordId, caseId }) => [recordId, caseId]).filter((id) => id !== null),
  limits: { perMinute: 1200 },
  command: 'linkage pair',
  run: async ({ store, subject: { row } }) => {
    const sides = await sidesOf(store, row.id);
    return {
      ...row,
      prior: priorOf(row),
      steps: stepsOf(row),
      sides: sides.map((side) => ({
        ...side,
        facts: Object.fromEntries(factNames.map((name) => [name, (side[name] as string | null) ?? null])),
      })) as PairView['sides'],
      effect: await effectOf(store, row.id),
      records: (await recordsAround(store, row.id)).length,
      decisions: await decisionsOn(store, row.id),
    };
  },
});

export const decidePair = defineAction({
  ...reviewing,
  name: 'linkage.decide',
  method: 'POST',
  path: '/api/linkage/pairs/:pairId/decide',
  summary: 'Say that two records are of one person, of two, or that one cannot tell',
  input: decideInput,
  output: decided,
  subject: pairSubject,
  versioned: true,
  audit: 'decided whether two records are of one person',
  auditDetail: ({ verdict }, { state }) => ({ verdict, state }),
  limits: { perMinute: 600 },
  command: 'linkage decide',
  run: async ({ store, subject: { row }, input: { verdict, remark } }) => {
    if (row.state === 'same' || row.state === 'different')
      throw new Problem('not-allowed-now', { reason: 'This was decided already. Take the decision back first.' });
    const state = await decide(store, row.id, verdict, remark ?? null);
    // Another reviewer was quicker, and said something else.
    if ((state === 'same' || state === 'different') && (await findPair(store, row.id))?.mine !== verdict)
      throw new Problem('not-allowed-now', { reason: 'This was decided already. Take the decision back first.' });
    return { id: row.id, state };
  },
});

export const undoDecision = defineAction({
  ...reviewing,
  name: 'linkage.undo',
  method: 'POST',
  path: '/api/linkage/pairs/:pairId/undo',
  summary: 'Take back what was decided of two records; what was joined by it is split again',
  input: pairId,
  output: decided.extend({ parted: z.boolean().describe('False: both are still of one person through other records') }),
  subject: pairSubject,
  audit: 'took back a decision on two records',
  auditDetail: (_, { parted }) => ({ parted }),
  command: 'linkage undo',
  run: async ({ store, subject: { row } }) => {
    if (row.state !== 'same' && row.state !== 'different' && row.mine === null)
      throw new Problem('not-allowed-now', { reason: 'You have said nothing of this pair that could be taken back.' });
    const parted = await undo(store, row.id);
    const { state } = orNotFound(await findPair(store, row.id));
    return { id: row.id, state, parted };
  },
});

export const reviewActions: readonly Action[] = [listPairs, openPair, decidePair, undoDecision];
