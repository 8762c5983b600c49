import { createHash } from 'node:crypto';

/** What is wrong with the trail, and where. */
export interface AuditFault {
  readonly lane: string;
  readonly seq: number;
  readonly kind: 'edited' | 'removed' | 'reordered' | 'inserted' | 'tail-removed' | 'seal-broken' | 'column-differs';
  readonly message: string;
}

/** A row of the trail as it is stored: what is hashed, and the columns that repeat it for search. */
export interface StoredEvent {
  readonly seq: number;
  readonly payload: string;
  readonly hash: Buffer;
  readonly at: string;
  readonly actor: string | null;
  readonly agency: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly caseId: string | null;
  readonly hits: readonly string[] | null;
}

const NOTHING: Buffer = Buffer.alloc(0);

/** The rule of the chain, as `audit_append` writes it. */
export function chainHash(previous: Uint8Array, seq: number, payload: string): Buffer {
  return createHash('sha256').update(previous).update(`${seq} ${payload}`, 'utf8').digest();
}

/** A row that does not follow from the one before it; kept to find out whether it only stands in the wrong place. */
interface Misfit {
  readonly seq: number;
  readonly previous: Buffer;
  readonly payload: string;
  readonly hash: Buffer;
}

/** So many misfits are compared with each other for reordering; a trail worse than that is past naming pairs. */
const MOST_COMPARED = 300;

/** Follows one lane row by row and remembers only what does not fit. */
export interface LaneWalk {
  readonly lane: string;
  readonly seq: number;
  readonly hash: Buffer;
  readonly events: number;
  step(row: StoredEvent): void;
  faults(): AuditFault[];
}

export function walkLane(lane: string): LaneWalk {
  const faults: AuditFault[] = [];
  const misfits: Misfit[] = [];
  const state = { lane, seq: 0, hash: NOTHING, events: 0 };
  let computed: Buffer | null = null;
  const step = (row: StoredEvent): void => {
    const gap = row.seq !== state.seq + 1;
    if (gap) faults.push(missing(lane, state.seq + 1, row.seq - 1));
    // After a gap the hash before it is unknown: this row cannot be recomputed, the next one can.
    if (!gap) {
      const right = chainHash(state.hash, row.seq, row.payload);
      const fits =
        right.equals(row.hash) || (computed !== null && chainHash(computed, row.seq, row.payload).equals(row.hash));
      if (!fits) misfits.push({ seq: row.seq, previous: state.hash, payload: row.payload, hash: row.hash });
      computed = fits ? null : right;
    } else computed = null;
    const columns = differingColumns(row);
    if (columns.length > 0) {
      faults.push({
        lane,
        seq: row.seq,
        kind: 'column-differs',
        message: `Event ${row.seq}: the columns ${columns.join(', ')} do not repeat what the event says.`,
      });
    }
    Object.assign(state, { seq: row.seq, hash: row.hash, events: state.events + 1 });
  };
  return {
    get lane() {
      return state.lane;
    },
    get seq() {
      return state.seq;
    },
    get hash() {
      return state.hash;
    },
    get events() {
      return state.events;
    },
    step,
    faults: () => [...faults, ...judgeMisfits(lane, misfits)].toSorted((a, b) => a.seq - b.seq),
  };
}

function missing(lane: string, from: number, to: number): AuditFault {
  const which = from === to ? `Event ${from} is` : `Events ${from} to ${to} are`;
  return { lane, seq: from, kind: 'removed', message: `${which} not there any more.` };
}

/** Misfits that fit each other's place were reordered; a misfit that only follows such a row is none; the rest were edited. */
function judgeMisfits(lane: string, misfits: readonly Misfit[]): AuditFault[] {
  const moved = new Map<number, number>();
  const compared = misfits.slice(0, MOST_COMPARED);
  for (const here of compared) {
    for (const there of compared) {
      if (here.seq === there.seq) continue;
      const hash = chainHash(here.previous, here.seq, there.payload);
      if (hash.equals(there.hash) || hash.equals(here.hash)) {
        moved.set(here.seq, there.seq);
        moved.set(there.seq, here.seq);
      }
    }
  }
  const bySeq = new Map(misfits.map((misfit) => [misfit.seq, misfit]));
  return misfits.flatMap((misfit): AuditFault[] => {
    const partner = moved.get(misfit.seq);
    if (partner !== undefined) {
      return [
        {
          lane,
          seq: misfit.seq,
          kind: 'reordered',
          message: `Event ${misfit.seq} stands in the place of event ${partner}.`,
        },
      ];
    }
    const before = bySeq.get(moved.get(misfit.seq - 1) ?? -1);
    if (before && chainHash(before.hash, misfit.seq, misfit.payload).equals(misfit.hash)) return [];
    return [
      {
        lane,
        seq: misfit.seq,
        kind: 'edited',
        message: `Event ${misfit.seq} is not what was written: it does not follow from the event before it.`,
      },
    ];
  });
}

function differingColumns(row: StoredEvent): string[] {
  let told: Record<string, unknown>;
  try {
    told = JSON.parse(row.payload) as Record<string, unknown>;
  } catch {
    return ['payload'];
  }
  const text = (name: string): string | null => (typeof told[name] === 'string' ? told[name] : null);
  const lower = (name: string): string | null => text(name)?.toLowerCase() ?? null;
  const hits = Array.isArray(told['hits']) ? told['hits'].map((hit) => String(hit).toLowerCase()).join() : null;
  const pairs: [string, unknown, unknown][] = [
    ['at', row.at, instantOf(text('at'))],
    ['actor', row.actor, lower('actor')],
    ['agency', row.agency, lower('agency')],
    ['action', row.action, text('action')],
    ['outcome', row.outcome, text('outcome')],
    ['subject_kind', row.subjectKind, text('subjectKind')],
    ['subject_id', row.subjectId, lower('subjectId')],
    ['case_id', row.caseId, lower('caseId')],
    ['hits', row.hits?.join() ?? null, hits],
  ];
  return pairs.filter(([, stored, told_]) => stored !== told_).map(([name]) => name);
}

function instantOf(text: string | null): string | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
