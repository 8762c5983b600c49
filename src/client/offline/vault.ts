import { armor, Decrypter, Encrypter } from 'age-encryption';
import { base64url } from 'jose';
import { CallProblem, type Client } from '../call.ts';

/** What a browser keeps in the clear of one registered device: no content, no name. */
export interface VaultRecord {
  readonly deviceId: string;
  /** What only this browser knows; the server releases nothing without it. */
  readonly proof: string;
  readonly userId: string;
  /** The database its copy is in. */
  readonly database: string;
  /** When the copy is erased unless the device is in contact before. */
  readonly keepUntil: string;
  /** The latest moment this browser has seen, so that a clock put back opens nothing. */
  readonly latestSeen: string;
  /** The key of the copy, wrapped with the person's password (an age file); null: opened by signing in only. */
  readonly wrapped: string | null;
  /** Wrong passwords in a row. */
  readonly failures: number;
}

/** What the server was to be told of the session, and perhaps was not. */
export type Debt = 'session.lock' | 'session.sign-out';

/** Where the records stand: `localStorage`, or a list in tests. */
export interface VaultShelf {
  read(): readonly VaultRecord[];
  write(records: readonly VaultRecord[]): void;
  owed(): Debt | null;
  owe(what: Debt | null): void;
}

export const MOST_FAILURES = 5;
/** 2^17: about a second and 128 MiB on a phone of today, for each password tried. */
const SCRYPT_WORK_FACTOR = 17;
const CLOCK_SLACK_MILLISECONDS = 10 * 60_000;
const PROOF_BYTES = 32;

/** Makes this browser a device of the person who is signed in. The key stays on the server until it is asked for. */
export async function registerDevice(client: Client, userId: string, name: string, now: Date): Promise<VaultRecord> {
  const proof = base64url.encode(crypto.getRandomValues(new Uint8Array(PROOF_BYTES)));
  const { id, keepUntil } = await client.call('devices.register', { proof, name });
  return {
    deviceId: id,
    proof,
    userId,
    database: `palermo-${id}`,
    keepUntil,
    latestSeen: now.toISOString(),
    wrapped: null,
    failures: 0,
  };
}

/** The key, as the server releases it to a session of the device's person; or that the copy is to be erased. */
export async function keyFromServer(
  client: Client,
  { deviceId, proof }: VaultRecord,
): Promise<
  { state: 'open'; key: string; keepUntil: string; copies: 'kept' | 'forbidden' } | { state: 'wiped' | 'unknown' }
> {
  try {
    const { key, keepUntil, copies } = await client.call('devices.unlock', { deviceId, proof });
    return key === null || keepUntil === null ? { state: 'wiped' } : { state: 'open', key, keepUntil, copies };
  } catch (problem) {
    if (problem instanceof CallProblem && problem.code === 'not-found') return { state: 'unknown' };
    throw problem;
  }
}

/** Whether the server wants the copy kept, shut (signing in only) or erased; null when it does not know the device. Rejects where it gave no answer. */
export async function stateAtServer(
  client: Client,
  { deviceId, proof }: VaultRecord,
  erased: boolean,
): Promise<'kept' | 'shut' | 'wiped' | null> {
  try {
    return (await client.call('devices.contact', { deviceId, proof, erased })).state;
  } catch (problem) {
    if (problem instanceof CallProblem && problem.code === 'not-found') return null;
    throw problem;
  }
}

/** Wraps the key with a password, by age's own passphrase recipient (scrypt). */
export async function wrapKey(key: string, password: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(SCRYPT_WORK_FACTOR);
  encrypter.setPassphrase(password);
  return armor.encode(await encrypter.encrypt(key));
}

/** The key out of its wrapping, or null when the password is another. */
export async function unwrapKey(wrapped: string, password: string): Promise<string | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(password);
  try {
    return await decrypter.decrypt(armor.decode(wrapped), 'text');
  } catch {
    return null;
  }
}

/** Whether the time of a copy is over: past its date, or on a clock that was put back. */
export function isOver({ keepUntil, latestSeen }: VaultRecord, now: Date): boolean {
  return now.getTime() > Date.parse(keepUntil) || now.getTime() < Date.parse(latestSeen) - CLOCK_SLACK_MILLISECONDS;
}

/** Whether a password typed here, with no network, may open the copy. */
export const opensOffline = (record: VaultRecord, now: Date): boolean =>
  record.wrapped !== null && record.failures < MOST_FAILURES && !isOver(record, now);
