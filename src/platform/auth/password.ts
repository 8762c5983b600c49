import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const argon2id = promisify(argon2);

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's least for argon2id, and a little more. Raise it here: hashes made with less are renewed at the next sign-in. */
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;

/** One form of a password, however the keyboard composed its characters. */
const normal = (password: string): string => password.normalize('NFKC');

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

async function tagOf(
  password: string,
  nonce: Buffer,
  { memory, passes, parallelism }: Cost,
  tagLength: number,
): Promise<Buffer> {
  return argon2id('argon2id', { message: normal(password), nonce, memory, passes, parallelism, tagLength });
}

/** The hash of a password as a PHC string, which carries its own salt and cost. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await tagOf(password, nonce, cost, TAG_BYTES);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

/** Stands in where there is no account or no password, so that the answer takes the same work. */
const decoy = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(randomBytes(16))}$${base64(randomBytes(TAG_BYTES))}`;

/** Whether the password is the one hashed; null is a hash that nothing matches. Takes the same time either way. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  const parts = phc.exec(hash ?? decoy);
  if (!parts) throw new Error('a stored password hash is not in PHC form');
  const [, memory, passes, parallelism, nonce = '', expected = ''] = parts;
  const tag = Buffer.from(expected, 'base64');
  const own = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const given = await tagOf(password, Buffer.from(nonce, 'base64'), own, tag.length);
  return timingSafeEqual(given, tag) && hash !== null;
}

/** Whether the hash was made at another cost than today's. */
export function isOutdated(hash: string): boolean {
  const parts = phc.exec(hash);
  return (
    !parts ||
    Number(parts[1]) !== cost.memory ||
    Number(parts[2]) !== cost.passes ||
    Number(parts[3]) !== cost.parallelism
  );
}
