import { romanise } from '../shared/names/index.ts';

/** Small Latin letters and digits, single spaces: for what is not a name. */
export function foldText(text: string): string {
  return romanise(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
