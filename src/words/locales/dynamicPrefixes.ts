/**
 * Keys below these prefixes are put together at run time from codes (`t(\`problem.${code}\`)`), so no file spells
 * them out. The check of the strings does not call them unused.
 */
export const dynamicPrefixes = [
  'problem.',
  'code.',
  'permission.',
  'action.',
  'role.',
  'dataClass.',
  'linkage.example.',
  'linkage.word.',
] as const;
