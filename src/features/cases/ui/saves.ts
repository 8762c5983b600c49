/** A line of the history, as far as its grouping asks. */
type HistoryLine = {
  readonly kind: string;
  readonly at: string;
  readonly by: string | null;
  readonly act: 'created' | 'changed' | 'removed';
};

/** What one person wrote at one moment. */
export type Save<L extends HistoryLine> = { readonly key: string; readonly lines: readonly [L, ...L[]] };

/** The lines of a history put together save by save, in their order; in each what was done to the case itself comes first. */
export function savesOf<L extends HistoryLine>(lines: readonly L[]): readonly Save<L>[] {
  const saves = Map.groupBy(lines, ({ at, by }) => `${at} ${by ?? ''}`);
  return [...saves].flatMap(([key, all]) => {
    const [first, ...others] = all.toSorted((a, b) => Number(b.kind === 'case_file') - Number(a.kind === 'case_file'));
    return first ? [{ key, lines: [first, ...others] }] : [];
  });
}

/** What was done in a save to which kinds of record and to how many of each, in the order of its lines. */
export function actsOf<L extends HistoryLine>({ lines }: Save<L>) {
  return [...Map.groupBy(lines, ({ act }) => act)].map(([act, ofAct]) => ({
    act,
    kinds: [...Map.groupBy(ofAct, ({ kind }) => kind)].map(([kind, { length }]) => ({ kind, count: length })),
  }));
}
