export { change } from '../../engines/evaluation/index.ts';

/** Acts by which a state joins a treaty stand in the year of the act and hold from then on. */
export const isAct = (indicator: string): boolean => /-(party|signature)$/.test(indicator);

const isSaid = (text: string | null): boolean => !/^(n\/?a)?$/i.test(text?.trim() ?? '');

/** Groups as a legend names them; the watch list stands between the second tier and the third. */
export const inTierOrder = (groups: readonly string[]): string[] => {
  const place = (group: string): number =>
    /watch/i.test(group) ? 2.5 : Number(/^tier (\d)/i.exec(group)?.[1] ?? (/special/i.test(group) ? 9 : 0));
  return groups.toSorted((one, other) => place(one) - place(other) || one.localeCompare(other, 'en'));
};

/** What a source says in words, and of which year. */
export interface Stated {
  readonly year: number;
  readonly text: string;
}

/** The first thing said in words up to a year; null where nothing was, or only parts or nothing printed. */
export function statedBy(
  cells: readonly { readonly year: number; readonly text: string | null }[],
  year: number,
): Stated | null {
  const [first] = cells
    .flatMap(({ year: of, text }) => (of <= year && isSaid(text) ? [{ year: of, text: text?.trim() ?? '' }] : []))
    .toSorted((one, other) => one.year - other.year);
  return first ?? null;
}
