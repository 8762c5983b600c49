import { observedOf, type CaptureTable } from './capture-table.ts';
import { fitWhereItExists, type ExistenceMemory } from './existence.ts';
import { bitsOf, setsOfSize, type RankedModel } from './hierarchical.ts';
import { bicOf, type Terms } from './log-linear.ts';
import { chooseStepwise, pairsOf } from './stepwise.ts';

/** How many models a search fits before it stops; with more lists each takes longer. */
const mostFitsOf = (lists: number): number => (lists <= 6 ? 3000 : 1200);
/** Thresholds of the stepwise rule whose models the search also starts from. */
const starts = [0.2, 0.05, 0.02, 0.005, 0.001];

/**
 * Where there are too many hierarchical models to compare all: a best-first search. It goes on from the best model not yet
 * gone on from, to every model with one term more or less, from several starts (independent lists, the stepwise choices, all
 * pairs), and does not stop at the first model that none of its neighbours betters, for that is a trap (Silverman, Chan and
 * Vincent 2024, table 6). The best model found comes first; it may not be the best there is.
 */
export function searchByBic(
  table: CaptureTable,
  order: number,
  known: ExistenceMemory,
  onProgress?: (share: number) => void,
): RankedModel[] {
  const lists = table.lists.length;
  const observed = observedOf(table);
  const mostFits = mostFitsOf(lists);
  const terms = Array.from({ length: order - 1 }, (_, at) => setsOfSize(lists, at + 2)).flat();
  const found = new Map<string, RankedModel | null>();
  const open: RankedModel[] = [];
  const visit = (model: Terms): void => {
    const sorted = model.toSorted((a, b) => a - b);
    const key = sorted.join(',');
    if (found.has(key) || found.size >= mostFits) return;
    onProgress?.(found.size / mostFits);
    const fit = fitWhereItExists(table, sorted, known);
    const ranked = fit ? { fit, bic: bicOf(fit, observed) } : null;
    found.set(key, ranked);
    if (ranked) open.push(ranked);
  };
  visit([]);
  for (const threshold of starts) visit(chooseStepwise(table, threshold, known)?.terms ?? []);
  visit(pairsOf(lists));
  while (open.length > 0 && found.size < mostFits) {
    const [next] = open.splice(smallestAt(open), 1);
    if (!next) break;
    for (const model of neighboursOf(next.fit.terms, terms)) visit(model);
  }
  return [...found.values()].filter((one) => one !== null).toSorted((a, b) => a.bic - b.bic);
}

function smallestAt(models: readonly RankedModel[]): number {
  let at = 0;
  for (const [index, { bic }] of models.entries()) if (bic < (models[at]?.bic ?? Infinity)) at = index;
  return at;
}

/** Models with one term more, all whose parts are there, or with one term less that no other term needs. */
function neighboursOf(model: Terms, terms: Terms): Terms[] {
  const has = new Set(model);
  const partsIn = (set: number): boolean =>
    bitsOf(set).every((bit) => bitsOf(set & ~bit).length < 2 || has.has(set & ~bit));
  const wider = terms.filter((set) => !has.has(set) && partsIn(set)).map((set) => [...model, set]);
  const narrower = model
    .filter((set) => !model.some((other) => other !== set && (other & set) === set))
    .map((set) => model.filter((other) => other !== set));
  return [...wider, ...narrower];
}
