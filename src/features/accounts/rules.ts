import { commonPasswords } from '../../words/common-passwords.ts';

export const MINIMUM_PASSWORD = 12;

/** Why a password is not taken, as what to do about it; null when it is. Length and being unguessable count, not signs. */
export function passwordFault(password: string, email: string): string | null {
  const plain = password.toLowerCase().replace(/\s/g, '');
  if (Array.from(password).length < MINIMUM_PASSWORD)
    return `use at least ${MINIMUM_PASSWORD} characters; several words are good`;
  if (commonPasswords.has(plain)) return 'this password is on every list of guessed ones; choose another';
  if (new Set(plain).size < 5) return 'use more than a few different characters';
  if (isRun(plain)) return 'a row of neighbouring characters is guessed at once; choose another';
  const [name = '', domain = ''] = email.toLowerCase().split('@');
  const parts = [name, domain.split('.')[0] ?? ''].filter((part) => part.length >= 4);
  if (parts.some((part) => plain.includes(part))) return 'leave parts of your e-mail address out of it';
  if (plain.replace(/palermo|[\d\W_]/g, '').length < 4 && plain.includes('palermo'))
    return 'leave the name of this application out of it';
  return null;
}

/** `abcdefghijkl` and its reverse: each character next to the one before. */
function isRun(text: string): boolean {
  const steps = new Set(
    Array.from(text)
      .slice(1)
      .map((letter, index) => letter.charCodeAt(0) - text.charCodeAt(index)),
  );
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}

const FREE_ATTEMPTS = 5;
const LONGEST_LOCK = 60 * 60;

/** For how long an account is locked after so many wrong attempts in a row: none at first, then doubling up to an hour. */
export function lockSeconds(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return Math.min(30 * 2 ** (failures - FREE_ATTEMPTS), LONGEST_LOCK);
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A recovery code that survives being written on paper: sixteen characters of Crockford's base 32, in fours. */
export function recoveryCode(random: Uint8Array): string {
  const text = Array.from(random.subarray(0, 16), (byte) => letters[byte & 31]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** The code as it was given out, whatever was made of it by hand. */
export function readRecoveryCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return plain.replace(/(.{4})(?=.)/g, '$1-');
}
