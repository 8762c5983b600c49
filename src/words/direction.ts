const controls = /[\u202A-\u202E\u2066-\u2069]/gu;

/** Whether a text holds such a control. */
export const turns = (text: string): boolean => text.search(controls) >= 0;

/**
 * A text without the invisible controls that turn the direction of what follows (Unicode embeddings, overrides and
 * isolates): in a name or label they could make one look like another, or disturb the words beside it. The marks that
 * only settle a neighbouring sign (U+200E, U+200F, U+061C) stay; scripts written from the right need none of the others.
 */
export const withoutTurns = (text: string): string => text.replaceAll(controls, '');

/** Deeper than any schema goes: what is nested further is refused by its schema and need not be walked. */
const DEEPEST = 64;

/** The same for every text in a value, as deep as schemas go; the names of its fields stay. */
export function withoutTurnsIn(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutTurns(value);
  if (typeof value !== 'object' || value === null || depth === DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => withoutTurnsIn(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutTurnsIn(item, depth + 1)]));
}
