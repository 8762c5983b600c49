/** Where a translated label was published by a body with a say in it. */
export interface LabelSource {
  readonly name: string;
  readonly url: string;
  /** How the wording was seen. */
  readonly seen: string;
}

/** A label as it is translated: our own words, or words of a source with its key. */
type StoredLabel = string | readonly [text: string, source: string];

/** The labels of codes in one language other than English. */
export interface LabelSet {
  readonly language: string;
  readonly sources: Readonly<Record<string, LabelSource>>;
  readonly lists: Readonly<Record<string, Readonly<Record<string, StoredLabel>>>>;
}

/** A code's label in a language; the source is null where no official wording was found and the words are ours. */
export interface TranslatedLabel {
  readonly text: string;
  readonly source: LabelSource | null;
}

/** Languages whose labels are translated; English stands in the lists themselves. A new one is a row and a file. */
const files = {
  id: async () => (await import('./labels/id.json', { with: { type: 'json' } })).default,
  ur: async () => (await import('./labels/ur.json', { with: { type: 'json' } })).default,
} as const;

export const labelLanguages = Object.keys(files) as readonly (keyof typeof files)[];

/** The labels of a language; null where it has none, as English has. */
export async function loadLabels(language: string): Promise<LabelSet | null> {
  const load = Object.hasOwn(files, language) ? files[language as keyof typeof files] : null;
  return load === null ? null : ((await load()) as unknown as LabelSet);
}

/** A code's label in the language of the set; null where it is not translated. */
export function labelIn(set: LabelSet | null, list: string, code: string): TranslatedLabel | null {
  const stored = set?.lists[list]?.[code];
  if (stored === undefined) return null;
  if (typeof stored === 'string') return { text: stored, source: null };
  return { text: stored[0], source: set?.sources[stored[1]] ?? null };
}
