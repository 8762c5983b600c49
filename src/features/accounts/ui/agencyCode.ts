const small: readonly string[] = ['of', 'the', 'and', 'for', 'dan', 'untuk', 'di'];

/** A code for an agency, from its country and the first letters of its name; empty while there is no country. */
export function proposeAgencyCode(name: string, country: string | null): string {
  if (country === null) return '';
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !small.includes(word.toLowerCase()));
  const latin = words.filter((word) => /^[A-Za-z0-9]+$/.test(word));
  const short =
    latin.length === 1
      ? (latin[0] ?? '').slice(0, 6)
      : latin
          .map((word) => word[0])
          .join('')
          .slice(0, 6);
  return short === '' ? country : `${country}-${short.toUpperCase()}`;
}
