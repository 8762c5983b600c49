const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A case number that can be read over a phone and tells nothing of how many cases there are: agency, year, seven
 * characters of Crockford's base 32 (no I, L, O, U) drawn from a random id.
 */
export function caseNumber(agencyCode: string, year: number, randomId: string): string {
  let bits = BigInt(`0x${randomId.replaceAll('-', '').slice(-12)}`);
  let text = '';
  for (let position = 0; position < 7; position += 1) {
    text = `${alphabet[Number(bits & 31n)] ?? ''}${text}`;
    bits >>= 5n;
  }
  return `${agencyCode}-${year}-${text}`;
}
