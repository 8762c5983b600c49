import { sql, type Kysely } from 'kysely';
import type { Keys } from '../keys/index.ts';
import type { Tables } from '../store/index.ts';
import { walkLane, type AuditFault, type LaneWalk, type StoredEvent } from './chain.ts';
import { sealedText } from './seal.ts';
import { readSeals, sealFileOf, type Seal } from './seal-file.ts';

export interface AuditReport {
  readonly events: number;
  readonly lanes: number;
  readonly seals: number;
  readonly intact: boolean;
  readonly faults: readonly AuditFault[];
}

const PAGE = 2000;
/** A trail that was rewritten as a whole would name every event; so many faults say enough. */
const MOST_FAULTS = 1000;

/**
 * Walks every lane from its first event, recomputes the chain, holds columns against events, heads against lanes, and
 * seals (those of the database and those beside the keys) against the chain. Reads as the owner of the tables.
 */
export async function verifyAudit(
  owner: Kysely<Tables>,
  keys: Pick<Keys, 'auditMac'>,
  keyFolder: string,
): Promise<AuditReport> {
  const sealFile = sealFileOf(keyFolder);
  const fileHeads = await newestOfFile(sealFile);
  const faults: AuditFault[] = [];
  let events = 0;
  let seals = 0;
  const lanes = await lanesOf(owner, [...fileHeads.keys()]);
  for (const lane of lanes) {
    const walk = walkLane(lane);
    const found = await verifyLane(owner, keys, walk, fileHeads.get(lane) ?? null);
    events += walk.events;
    seals += found.seals;
    faults.push(...found.faults);
  }
  faults.push(...(await faultsOfFile(owner, keys, sealFile)));
  return {
    events,
    lanes: lanes.length,
    seals,
    intact: faults.length === 0,
    faults: distinct(faults).slice(0, MOST_FAULTS),
  };
}

async function lanesOf(owner: Kysely<Tables>, known: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ lane: string }>`select lane from audit_lane union select lane from audit_event
    union select lane from audit_seal union select unnest(${[...known]}::uuid[]) order by lane`.execute(owner);
  return rows.map((row) => row.lane);
}

async function verifyLane(
  owner: Kysely<Tables>,
  keys: Pick<Keys, 'auditMac'>,
  walk: LaneWalk,
  newestInFile: Seal | null,
): Promise<{ faults: AuditFault[]; seals: number }> {
  const { lane } = walk;
  const sealReader = openSealReader(owner, lane);
  const faults: AuditFault[] = [];
  const readOn = async (): Promise<void> => {
    for (;;) {
      const rows = await pageOf(owner, lane, walk.seq);
      for (const row of rows) {
        walk.step(row);
        faults.push(...(await checkSeals(sealReader, keys, row)));
      }
      if (rows.length < PAGE) return;
    }
  };
  // Seals made from here on are of events written from here on; they are left to the next verification.
  await sealReader.upTo(0);
  await readOn();
  const head = await headOf(owner, lane);
  // What was written while we read is read too: events up to the head are visible to whoever sees the head.
  if (head && head.seq > walk.seq) await readOn();
  const beyond = await sealReader.rest();
  const lastSealed = Math.max(newestInFile?.seq ?? 0, ...beyond.map((seal) => seal.seq));
  faults.push(...headFaults(walk, head, lastSealed), ...walk.faults());
  return { faults, seals: sealReader.count() };
}

async function pageOf(owner: Kysely<Tables>, lane: string, after: number): Promise<StoredEvent[]> {
  const { rows } = await sql<
    StoredEvent & { hash: Uint8Array }
  >`select seq, payload, hash, at, actor, agency, action, outcome, subject_kind, subject_id, case_id, hits
    from audit_event where lane = ${lane} and seq > ${after} order by seq limit ${PAGE}`.execute(owner);
  return rows.map((row) => ({ ...row, hash: Buffer.from(row.hash) }));
}

async function headOf(owner: Kysely<Tables>, lane: string): Promise<{ seq: number; hash: Buffer } | null> {
  const { rows } = await sql<{
    seq: number;
    hash: Uint8Array;
  }>`select seq, hash from audit_lane where lane = ${lane}`.execute(owner);
  return rows[0] ? { seq: rows[0].seq, hash: Buffer.from(rows[0].hash) } : null;
}

function headFaults(
  { lane, seq, hash }: LaneWalk,
  head: { seq: number; hash: Buffer } | null,
  lastSealed: number,
): AuditFault[] {
  const last = Math.max(head?.seq ?? 0, lastSealed);
  if (last > seq) {
    return [
      {
        lane,
        seq: seq + 1,
        kind: 'tail-removed',
        message: `The trail ends with event ${seq}, but event ${last} was written.`,
      },
    ];
  }
  if (!head) return [{ lane, seq, kind: 'removed', message: 'The head of the lane is not there any more.' }];
  if (head.seq < seq)
    return [
      {
        lane,
        seq: head.seq + 1,
        kind: 'inserted',
        message: `The head of the lane is event ${head.seq}; what follows was put in around it.`,
      },
    ];
  if (!head.hash.equals(hash))
    return [{ lane, seq, kind: 'edited', message: `Event ${seq} is not the one the head of the lane names.` }];
  return [];
}

interface SealReader {
  /** The seals up to an event, each once. */
  upTo(seq: number): Promise<Seal[]>;
  rest(): Promise<Seal[]>;
  count(): number;
}

function openSealReader(owner: Kysely<Tables>, lane: string): SealReader {
  let page: Seal[] = [];
  let read = 0;
  let after = 0;
  let more = true;
  const fill = async (): Promise<void> => {
    if (page.length > 0 || !more) return;
    const { rows } = await sql<
      Omit<Seal, 'hash'> & { hash: Uint8Array }
    >`select lane, seq, at, hash, mac from audit_seal
      where lane = ${lane} and seq > ${after} order by seq limit ${PAGE}`.execute(owner);
    page = rows.map((row) => ({ ...row, hash: Buffer.from(row.hash).toString('hex') }));
    after = page.at(-1)?.seq ?? after;
    more = rows.length === PAGE;
    read += rows.length;
  };
  const upTo = async (seq: number): Promise<Seal[]> => {
    const due: Seal[] = [];
    for (;;) {
      await fill();
      const first = page[0];
      if (!first || first.seq > seq) return due;
      due.push(first);
      page.shift();
    }
  };
  return { upTo, rest: () => upTo(Number.POSITIVE_INFINITY), count: () => read };
}

async function checkSeals(reader: SealReader, keys: Pick<Keys, 'auditMac'>, row: StoredEvent): Promise<AuditFault[]> {
  const due = await reader.upTo(row.seq);
  return due.flatMap((seal) => sealFault(keys, seal, seal.seq === row.seq ? row.hash.toString('hex') : null));
}

/** A seal must be ours, and the event it seals must still be the same. `null`: the event is gone, which the walk tells. */
function sealFault(keys: Pick<Keys, 'auditMac'>, seal: Seal, hash: string | null): AuditFault[] {
  const fault = (message: string): AuditFault[] => [{ lane: seal.lane, seq: seal.seq, kind: 'seal-broken', message }];
  if (keys.auditMac(sealedText(seal.lane, seal.seq, seal.hash)) !== seal.mac)
    return fault(`The seal of event ${seal.seq} was not made with this installation's key.`);
  if (hash !== null && hash !== seal.hash)
    return fault(`Event ${seal.seq} is not the one that was sealed: it or an event before it was rewritten.`);
  return [];
}

async function newestOfFile(path: string): Promise<Map<string, Seal>> {
  const newest = new Map<string, Seal>();
  for await (const seal of readSeals(path)) {
    if (seal.seq >= (newest.get(seal.lane)?.seq ?? 0)) newest.set(seal.lane, seal);
  }
  return newest;
}

/** Seals beside the keys whose fellow in the database is gone or differs, or whose event was rewritten. */
async function faultsOfFile(owner: Kysely<Tables>, keys: Pick<Keys, 'auditMac'>, path: string): Promise<AuditFault[]> {
  const faults: AuditFault[] = [];
  let batch: Seal[] = [];
  const check = async (): Promise<void> => {
    const { rows } = await sql<{ position: number; event: string | null; sealed: string | null }>`
      select (l.position)::integer as position, encode(e.hash, 'hex') as event, encode(s.hash, 'hex') as sealed
      from unnest(${batch.map((seal) => seal.lane)}::uuid[], ${batch.map((seal) => seal.seq)}::bigint[]) with ordinality as l (lane, seq, position)
        left join audit_event e on e.lane = l.lane and e.seq = l.seq left join audit_seal s on s.lane = l.lane and s.seq = l.seq
      where e.hash is null or s.hash is null or e.hash is distinct from s.hash or encode(s.hash, 'hex') <> (${batch.map((seal) => seal.hash)}::text[])[l.position]`.execute(
      owner,
    );
    for (const { position, event, sealed } of rows) {
      const seal = batch[position - 1];
      if (!seal) continue;
      const own = sealFault(keys, seal, event);
      faults.push(...own);
      if (own.length === 0 && sealed !== seal.hash) {
        faults.push({
          lane: seal.lane,
          seq: seal.seq,
          kind: 'seal-broken',
          message: `The seal of event ${seal.seq} kept beside the keys is not in the database any more.`,
        });
      }
    }
    batch = [];
  };
  for await (const seal of readSeals(path)) {
    batch.push(seal);
    if (batch.length >= PAGE) await check();
  }
  if (batch.length > 0) await check();
  return faults;
}

function distinct(faults: readonly AuditFault[]): AuditFault[] {
  return [...new Map(faults.map((fault) => [`${fault.lane} ${fault.seq} ${fault.kind}`, fault])).values()];
}
