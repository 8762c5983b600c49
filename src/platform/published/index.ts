import { readdirSync, readFileSync } from 'node:fs';

/** A JSON file of published data that the product ships. */
export interface PublishedFile {
  /** Its name without the ending. */
  readonly name: string;
  readonly content: unknown;
}

/** The JSON files of a folder of `data/`, by name. Read whole: they are small and do not change while the product runs. */
export function readPublished(folder: string): PublishedFile[] {
  const path = new URL(`../../../data/${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      content: JSON.parse(readFileSync(new URL(file, path), 'utf8')) as unknown,
    }));
}
