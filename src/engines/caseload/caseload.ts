import { addCase, addEvents, addJourney, addNetwork, addShare, addWork } from './case-rows.ts';
import { yearOf } from './days.ts';
import { makeHouse, type House } from './house.ts';
import { caseKinds } from './kinds.ts';
import type { NameLists } from './names.ts';
import { addOutcomes } from './outcomes.ts';
import { randomOf } from './random.ts';
import { addRecord, type Found } from './records.ts';
import { situationOf, type Making, type Recording, type Situation } from './situation.ts';
import { emptyRows, type CaseRows } from './tables.ts';

export interface CaseloadOptions {
  readonly seed: string;
  /** How many cases, exactly. */
  readonly cases: number;
  /** `YYYY-MM-DD`: nothing made is later, but what is still to be done. */
  readonly today: string;
  readonly names: NameLists;
  /** Makes a case's number of the agency's code, a year and an id; each id here is another. */
  readonly caseNumber: (agencyCode: string, year: number, id: string) => string;
  /** Cases in a chunk; the last may be smaller. */
  readonly chunk?: number;
}

/** Which invented human a record tells of. Never stored: it is what linkage is measured against. */
export interface TruthLine {
  readonly recordId: string;
  readonly humanId: string;
  readonly given: string;
  readonly family: string;
}
export interface CaseloadChunk {
  readonly rows: CaseRows;
  readonly cases: number;
  readonly truth: readonly TruthLine[];
}
export interface Caseload {
  readonly house: House;
  /** The cases in chunks, made one after the other: a million need no more memory than a thousand. */
  chunks(): Generator<CaseloadChunk>;
}

/** An invented caseload: the same options give the same bytes. Areas must be loaded (`loadPlaces`). */
export function makeCaseload(options: CaseloadOptions): Caseload {
  const house = makeHouse(options.seed, options.today, options.names);
  return { house, chunks: () => chunksOf(options, { ...options, house }) };
}

/** Which records tell of the same human, in the order of the caseload. */
export function* truthOf(options: CaseloadOptions): Generator<TruthLine> {
  for (const { truth } of makeCaseload(options).chunks()) yield* truth;
}

function* chunksOf(options: CaseloadOptions, making: Making): Generator<CaseloadChunk> {
  const size = options.chunk ?? 250;
  const networks = Math.max(2, Math.ceil(options.cases / (caseKinds.length * 12)));
  const numberOf = numberer(options);
  let draft = { rows: emptyRows(), cases: 0, truth: [] as TruthLine[] };
  let made = 0;
  for (let number = 0; made < options.cases; number += 1) {
    const situation = situationOf(making, number, networks);
    const recordings = situation.recordings.slice(0, options.cases - made);
    write(draft.rows, draft.truth, making, { ...situation, recordings }, (recording, at) =>
      numberOf(recording, made + at),
    );
    made += recordings.length;
    draft.cases += recordings.length;
    if (draft.cases >= size || made >= options.cases) {
      yield draft;
      draft = { rows: emptyRows(), cases: 0, truth: [] };
    }
  }
}

/**
 * Case numbers that look drawn and never meet: multiplying by an odd number within 35 bits, the width of a case number,
 * gives each case another value.
 */
function numberer({ seed, caseNumber }: CaseloadOptions): (recording: Recording, position: number) => string {
  const offset = BigInt(randomOf(seed, 'numbers').whole(0, 2 ** 31));
  return ({ office, openedOn }, position) => {
    const spread = ((BigInt(position) + offset) * 22_695_477_601n) & 0x7_ffff_ffffn;
    return caseNumber(
      office.plan.code,
      yearOf(openedOn),
      `00000000-0000-4000-8000-${spread.toString(16).padStart(12, '0')}`,
    );
  };
}

function write(
  rows: CaseRows,
  truth: TruthLine[],
  making: Making,
  situation: Situation,
  numberOf: (recording: Recording, at: number) => string,
): void {
  const persons = new Map<string, Found>();
  situation.recordings.forEach((recording, at) => {
    const random = randomOf(making.seed, 'case', situation.number, at);
    addCase(rows, random, recording, numberOf(recording, at), making.today);
    const network = addNetwork(rows, random, recording);
    const records = recording.humans.map((human) => {
      const known = situation.joined && at === 1 ? (persons.get(human.id) ?? null) : null;
      const { recordId, ...found } = addRecord(rows, random, recording, human, known);
      persons.set(human.id, persons.get(human.id) ?? found);
      truth.push({ recordId, humanId: human.id, given: human.name.given.latin, family: human.name.family.latin });
      addJourney(rows, random, recording, human, recordId, network.perpetrators);
      return recordId;
    });
    addEvents(rows, random, recording, records, network);
    addWork(rows, random, recording, making.today);
    addOutcomes(rows, randomOf(making.seed, 'outcomes', situation.number, at), recording, network, making.today);
    const next = situation.recordings[at + 1];
    const partner = next && random.chance(0.4) ? next.office : null;
    addShare(rows, random, recording, making.house, partner, making.today);
    if (next && partner) {
      rows.case_link.push({
        id: random.uuid(),
        case_id: next.caseId,
        other_case_id: recording.caseId,
        kind: 'same-event',
        reason: 'Both offices write of the same departure.',
        ...next.stamp,
      });
    }
  });
}
