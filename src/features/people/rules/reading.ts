import { romanise } from '../../../engines/shared/names/index.ts';

/** A name of another script in Latin letters, as a help to read it aloud; null for one that is in them already. */
export function romanReading(text: string, script: string | null): string | null {
  if (script === null || script === 'Latn') return null;
  const read = romanise(text).trim();
  return read === '' || read === text ? null : read.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}
