import { collection, defineAction, type Action } from '../../platform/action/index.ts';
import { questionsOf } from './rules.ts';
import { rankFound } from './rules/rank.ts';
import { findInput, findOutput } from './schema.ts';
import { foundGroups, foundKinds, groupOf, type FoundKind } from './schema/kinds.ts';
import { candidates, candidatesAlike, readFacts, readFound } from './store.ts';

/** Fewer good hits than this, and slips of spelling are looked for too. */
const fewHits = 3;
const goodScore = 0.8;

/** Asked with POST so that no name stands in an address, a log or a history. */
export const find = defineAction({
  name: 'search.find',
  method: 'POST',
  path: '/api/search',
  summary: 'Find people, cases, numbers and words within reach: in any script, by sound, with slips of spelling',
  input: findInput,
  output: findOutput,
  permission: 'case.read',
  subject: collection('search'),
  purpose: 'case-work',
  audit: 'searched',
  auditHits: (output) => [
    ...new Set(hitsOf(output.groups).flatMap((hit) => [hit.caseId, ...(hit.recordId ? [hit.recordId] : [])])),
  ],
  asks: true,
  limits: { bodyBytes: 8 * 1024, perMinute: 1200 },
  run: async ({ store, input }) => {
    const groups = input.groups ?? foundGroups;
    const kinds = new Set(foundKinds.filter((kind) => groups.includes(groupOf[kind])));
    const asked = questionsOf(input.text);
    const rows = await readFound(store, await candidates(store, asked, kinds));
    let ranked = rankFound(input.text, rows, input.limit, groups);
    // Each way costs more than the one before, and is gone only where little was found until then.
    const near = { names: asked.namesButOne, numbers: asked.numbersSlipped };
    const ways = [
      () => candidates(store, near, kinds),
      () => (asked.spelling === null ? [] : candidatesAlike(store, asked.spelling, kinds)),
    ];
    for (const [at, way] of ways.entries()) {
      if (isAnswered(hitsOf(ranked), at === 0 ? fewHits : 1)) break;
      const seen = new Set(rows.map((row) => row.kind + row.id));
      const more = (await way()).filter((one) => !seen.has(one.kind + one.id));
      rows.push(...(await readFound(store, more)));
      ranked = rankFound(input.text, rows, input.limit, groups);
    }
    const factsOf = await readFacts(store, hitsOf(ranked));
    return {
      groups: ranked.map(({ hits, ...group }) => ({
        ...group,
        hits: hits.flatMap((hit) => {
          const facts = factsOf(hit);
          return facts ? [{ ...hit, ...facts }] : [];
        }),
      })),
    };
  },
});

/** Enough good hits, or the very number that was typed: numbers of one series are all alike. */
function isAnswered(hits: readonly { readonly kind: FoundKind; readonly score: number }[], enough: number): boolean {
  return (
    hits.filter((hit) => hit.score >= goodScore).length >= enough ||
    hits.some((hit) => hit.score === 1 && numbered.has(hit.kind))
  );
}
const numbered: ReadonlySet<FoundKind> = new Set(['case', 'document', 'contact']);

const hitsOf = <H>(groups: readonly { readonly hits: readonly H[] }[]): H[] =>
  groups.flatMap((group) => [...group.hits]);

export const searchActions: readonly Action[] = [find];
