/**
 * Families of words that only some pages speak: these are fetched with those pages, or once the first page is there,
 * so that the first form opens on a thin line. The pages that open first (`firstWords` in the list of pages) use none.
 */
const laterFamilies = [
  'action.',
  'audit.',
  'backup.',
  'code.importField',
  'code.importProblem.',
  'code.importRemedy.',
  'code.law',
  'code.official',
  'code.screening',
  'code.statField.',
  'evaluation.',
  'factor.',
  'forms.',
  'health.',
  'imports.',
  'kit.',
  'law.',
  'library.',
  'linkage.',
  'measures.',
  'official.',
  'optimisation.',
  'permission.',
  'personPage.',
  'roles.',
  'screening.',
  'series.',
  'setUp.',
  'statistics.',
  'user.',
  'vocabulary.',
] as const;

/** Whether a key of the catalogue may come later. */
export const comesLater = (key: string): boolean => laterFamilies.some((family) => key.startsWith(family));
