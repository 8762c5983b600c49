import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import type { Keys } from '../../../platform/keys/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { readRecoveryCode, recoveryCode } from '../rules.ts';

const RECOVERY_CODES = 10;

interface TotpRow {
  readonly totpSecretSealed: string | null;
  readonly totpConfirmedAt: string | null;
  readonly totpLastStep: number | null;
}

/** What authenticator apps can all read: SHA-1, six digits, thirty seconds. */
function authenticator(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'Palermo', label, secret, algorithm: 'SHA1', digits: 6, period: 30 });
}

/** Begins with an authenticator app: a new secret, sealed, worth nothing until a code of it is given. */
export async function beginTotp(
  store: Store,
  keys: Keys,
  userId: string,
  label: string,
): Promise<{ secret: string; uri: string }> {
  const secret = new Secret({ size: 20 });
  const sealed = await keys.seal(secret.base32);
  await sql`insert into credential (user_id, totp_secret_sealed) values (${userId}, ${sealed})
    on conflict (user_id) do update set totp_secret_sealed = excluded.totp_secret_sealed, totp_confirmed_at = null, totp_last_step = null`.execute(
    store,
  );
  return { secret: secret.base32, uri: authenticator(secret, label).toString() };
}

/** Takes a code of the app: right, of this half minute or the one beside it, and never used before. */
export async function takeTotp(
  store: Store,
  keys: Keys,
  userId: string,
  code: string,
  now: Date,
  state: 'confirmed' | 'new',
): Promise<boolean> {
  const { rows } =
    await sql<TotpRow>`select totp_secret_sealed, totp_confirmed_at, totp_last_step from credential where user_id = ${userId} for update`.execute(
      store,
    );
  const row = rows[0];
  if (!row?.totpSecretSealed || (row.totpConfirmedAt === null) !== (state === 'new')) return false;
  const totp = authenticator(Secret.fromBase32(await keys.unseal(row.totpSecretSealed)), '');
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp, window: 1 });
  if (delta === null) return false;
  const step = totp.counter({ timestamp }) + delta;
  if (row.totpLastStep !== null && step <= row.totpLastStep) return false;
  await sql`update credential set totp_last_step = ${step}, totp_confirmed_at = coalesce(totp_confirmed_at, ${now}) where user_id = ${userId}`.execute(
    store,
  );
  return true;
}

const recoveryHash = (keys: Keys, userId: string, code: string): string =>
  keys.auditMac(`recovery-code ${userId} ${code}`);

/** New recovery codes, the old ones worth nothing; given out once, kept as keyed hashes. */
export async function renewRecoveryCodes(store: Store, keys: Keys, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode(randomBytes(16)));
  const hashes = codes.map((code) => recoveryHash(keys, userId, code));
  await sql`insert into credential (user_id, recovery_hashes) values (${userId}, ${hashes})
    on conflict (user_id) do update set recovery_hashes = excluded.recovery_hashes`.execute(store);
  return codes;
}

/** New recovery codes for a first factor; none when the person already has some. */
export async function firstRecoveryCodes(store: Store, keys: Keys, userId: string): Promise<string[]> {
  const { recoveryCodesLeft } = await factorsOf(store, userId);
  return recoveryCodesLeft > 0 ? [] : renewRecoveryCodes(store, keys, userId);
}

/** Spends a recovery code. */
export async function takeRecoveryCode(store: Store, keys: Keys, userId: string, typed: string): Promise<boolean> {
  const hash = recoveryHash(keys, userId, readRecoveryCode(typed));
  const { rows } = await sql`update credential set recovery_hashes = array_remove(recovery_hashes, ${hash})
    where user_id = ${userId} and ${hash} = any (recovery_hashes) returning user_id`.execute(store);
  return rows.length > 0;
}

export interface Factors {
  readonly totp: boolean;
  readonly passkeys: number;
  readonly recoveryCodesLeft: number;
}

export async function factorsOf(store: Store, userId: string): Promise<Factors> {
  const { rows } =
    await sql<Factors>`select coalesce((select totp_confirmed_at is not null from credential where user_id = ${userId}), false) as totp,
    (select count(*)::int from passkey where user_id = ${userId}) as passkeys,
    coalesce((select cardinality(recovery_hashes) from credential where user_id = ${userId}), 0) as recovery_codes_left`.execute(
      store,
    );
  return rows[0] ?? { totp: false, passkeys: 0, recoveryCodesLeft: 0 };
}

export async function removeTotp(store: Store, userId: string): Promise<void> {
  await sql`update credential set totp_secret_sealed = null, totp_confirmed_at = null, totp_last_step = null where user_id = ${userId}`.execute(
    store,
  );
  await dropCodesWithoutFactor(store, userId);
}

/** Recovery codes stand in for a factor; where there is none, they go too. */
export async function dropCodesWithoutFactor(store: Store, userId: string): Promise<void> {
  const { totp, passkeys } = await factorsOf(store, userId);
  if (!totp && passkeys === 0)
    await sql`update credential set recovery_hashes = '{}' where user_id = ${userId}`.execute(store);
}

/** Takes every factor away: a lost phone, on the word of an administrator whose name is kept. */
export async function clearFactors(store: Store, userId: string, by: string, now: Date): Promise<void> {
  await sql`delete from passkey where user_id = ${userId}`.execute(store);
  await removeTotp(store, userId);
  await sql`update credential set factors_cleared_by = ${by}, factors_cleared_at = ${now} where user_id = ${userId}`.execute(
    store,
  );
}
