import { sql } from 'kysely';
import type { Services } from '../action/services.ts';
import { asOwner } from '../store/index.ts';
import { appendSeals, sealFileOf, type Seal } from './seal-file.ts';

const SEAL_MILLISECONDS = 60_000;

/** What the authentication of a seal covers. */
export const sealedText = (lane: string, seq: number, hash: string): string => `${lane}|${seq}|${hash}`;

/** Seals the head of every lane that grew since its last seal: in the database, and beside the keys. Returns how many. */
export async function sealAudit(
  { database, keys, config }: Pick<Services, 'database' | 'keys' | 'config'>,
  now: Date,
): Promise<number> {
  const seals = await asOwner(database, async (store) => {
    const { rows } = await sql<{ lane: string; seq: number; hash: Uint8Array }>`select lane, seq, hash from audit_lane l
      where seq > 0 and not exists (select 1 from audit_seal s where s.lane = l.lane and s.seq = l.seq)`.execute(store);
    const made = rows.map((row): Seal => {
      const hash = Buffer.from(row.hash).toString('hex');
      return {
        lane: row.lane,
        seq: row.seq,
        at: now.toISOString(),
        hash,
        mac: keys.auditMac(sealedText(row.lane, row.seq, hash)),
      };
    });
    for (const seal of made) {
      await sql`insert into audit_seal (lane, seq, at, hash, mac)
        values (${seal.lane}, ${seal.seq}, ${seal.at}, ${Buffer.from(seal.hash, 'hex')}, ${seal.mac}) on conflict do nothing`.execute(
        store,
      );
    }
    return made;
  });
  // After the commit: a seal of the file always has its fellow in the database, unless somebody took it out.
  await appendSeals(sealFileOf(config.keyFolder), seals);
  return seals.length;
}

/** Seals now, every minute, and once more when stopped. A failing round is tried again at the next. */
export function startSealing(
  services: Pick<Services, 'database' | 'keys' | 'config'>,
  now: () => Date = () => new Date(),
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const round = (): void => {
    running = running.then(() => sealAudit(services, now())).catch(() => undefined);
  };
  const timer = setInterval(round, SEAL_MILLISECONDS);
  timer.unref();
  round();
  return {
    stop: async () => {
      clearInterval(timer);
      round();
      await running;
    },
  };
}
