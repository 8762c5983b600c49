import { observedOf, type CaptureTable } from './capture-table.ts';
import { fitWhereItExists, type ExistenceMemory } from './existence.ts';
import { bicOf, type Fit, type Terms } from './log-linear.ts';
import { pairsOf } from './stepwise.ts';

/** Above this many models an enumeration is not begun: 32,768 are the pair models of six lists. */
const usualMostModels = 40_000;

/**
 * Every hierarchical model with terms of up to `order` lists: a term only with all its smaller ones. Null when there are
 * more than `mostModels`.
 */
export function hierarchicalModels(lists: number, order: number, mostModels = usualMostModels): Terms[] | null {
  const pairs = pairsOf(lists);
  if (2 ** pairs.length > mostModels) return null;
  let models: Terms[] = subsets(pairs);
  for (let size = 3; size <= order; size += 1) {
    const wider: Terms[] = [];
    for (const model of models) {
      const open = setsOfSize(lists, size).filter((set) => smaller(set).every((part) => model.includes(part)));
      if (wider.length + 2 ** open.length > mostModels) return null;
      for (const extra of subsets(open)) wider.push([...model, ...extra]);
    }
    models = wider;
  }
  return models;
}

function subsets(of: Terms): Terms[] {
  return Array.from({ length: 2 ** of.length }, (_, bits) => of.filter((__, index) => bits & (1 << index)));
}

/** Sets of so many lists, each a number with a bit a list. */
export function setsOfSize(lists: number, size: number): Terms {
  return Array.from({ length: 2 ** lists }, (_, set) => set).filter((set) => bitsOf(set).length === size);
}

/** The lists of a set, a number with one bit each. */
export const bitsOf = (set: number): number[] =>
  Array.from({ length: 32 - Math.clz32(set) }, (_, index) => 1 << index).filter((bit) => set & bit);
const smaller = (set: number): number[] => bitsOf(set).map((bit) => set & ~bit);

export interface RankedModel {
  readonly fit: Fit;
  readonly bic: number;
}

/** The models that can be fitted, the best by the Bayesian information criterion first (Silverman, Chan and Vincent 2024). */
export function rankByBic(
  table: CaptureTable,
  models: readonly Terms[],
  known: ExistenceMemory,
  onProgress?: (share: number) => void,
): RankedModel[] {
  const observed = observedOf(table);
  return models
    .flatMap((terms, at) => {
      onProgress?.(at / models.length);
      const fit = fitWhereItExists(table, terms, known);
      return fit ? [{ fit, bic: bicOf(fit, observed) }] : [];
    })
    .toSorted((a, b) => a.bic - b.bic);
}

/** A model by its largest sets of lists, as the literature writes it: `[12,13,4]`, lists counted from 1. */
export function notation(lists: number, terms: Terms): string {
  const all = [...terms, ...Array.from({ length: lists }, (_, index) => 1 << index)];
  const largest = all.filter((set) => !all.some((other) => other !== set && (other & set) === set));
  const text = (set: number) =>
    Array.from({ length: lists }, (_, index) => index)
      .filter((index) => set & (1 << index))
      .map((index) => index + 1)
      .join(lists > 9 ? '.' : '');
  return `[${largest
    .toSorted((a, b) => bitsOf(b).length - bitsOf(a).length || (text(a) < text(b) ? -1 : 1))
    .map(text)
    .join(',')}]`;
}
