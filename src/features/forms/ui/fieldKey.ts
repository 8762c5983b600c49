const longest = 30;

/** A key for a new field out of its label: letters and digits, unlike every key there ever was in this form. */
export function freeKey(label: string, taken: readonly string[]): string {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words
    .map((word, at) =>
      at === 0 ? word.toLowerCase() : `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`,
    )
    .join('')
    .slice(0, longest);
  const stem = /^[a-z]/.test(joined) ? joined : `field${joined.replace(/^\d+/, '')}`;
  // A record without a `constructor` of its own would answer with the one every object has.
  if (!taken.includes(stem) && !(stem in {})) return stem;
  let number = 2;
  while (taken.includes(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
