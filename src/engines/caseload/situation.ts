import { plusDays } from './days.ts';
import type { House, Office, Worker } from './house.ts';
import { makeHuman, type Human } from './humans.ts';
import type { CaseKind } from './kind.ts';
import { caseKinds } from './kinds.ts';
import type { NameLists } from './names.ts';
import { networkOf, type Member } from './networks.ts';
import { randomOf, type Random } from './random.ts';
import { joinReasons } from './texts.ts';

/** What a caseload is made from. The same words give the same bytes. */
export interface Making {
  readonly seed: string;
  /** The day on which the caseload is looked at; nothing in it is later, but what is still to be done. */
  readonly today: string;
  readonly names: NameLists;
  readonly house: House;
}

/** Who wrote a row and when. */
export interface Stamp {
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
}

/** One office's case of a situation, before it is written down. */
export interface Recording {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly office: Office;
  readonly unitId: string | null;
  readonly opener: Worker;
  readonly carer: Worker;
  readonly crime: { readonly tip: string; readonly som: string };
  readonly beganOn: string;
  readonly detectedOn: string;
  readonly openedOn: string;
  readonly stamp: Stamp;
  readonly humans: readonly Human[];
  readonly place: string;
  readonly routeAt: number;
  readonly relation: string;
  readonly sheltering: boolean;
  readonly joinReason: string;
  readonly members: readonly Member[];
  readonly organisation: string | null;
}

/** What happened to some people together, and each office's case of it. */
export interface Situation {
  readonly number: number;
  readonly recordings: readonly Recording[];
  /** True: an officer has already found that the second office's records are of the same people. */
  readonly joined: boolean;
}

const YEARS = 6;

/** The n-th situation, made from its number alone. `networks` is how many networks each kind of story knows. */
export function situationOf(making: Making, number: number, networks: number): Situation {
  const random = randomOf(making.seed, 'situation', number);
  const kind = random.weighted(caseKinds, ({ weight }) => weight);
  const beganOn = plusDays(making.today, -random.whole(60, YEARS * 365));
  const detectedOn = earlier(
    plusDays(beganOn, 3 + Math.floor(900 * random.next() ** 3)),
    plusDays(making.today, -random.whole(3, 45)),
  );
  const origin = random.pick(kind.origins);
  const size = 1 + Math.floor(kind.group * random.next() ** 3.5);
  const humans = Array.from({ length: size }, () => makeHuman(random, kind, making.names, beganOn, origin));
  const network =
    kind.organisation && random.chance(0.65)
      ? networkOf(making.seed, kind, random.whole(0, networks - 1), making.names)
      : null;
  const shared = {
    kind,
    beganOn,
    detectedOn,
    place: random.pick(kind.places),
    routeAt: random.whole(0, kind.routes.length - 1),
    relation: random.pick([
      'INTIMATE_PARTNER',
      'FAMILY',
      'FRIEND',
      'OTHER.AGENCY',
      'OTHER.EMPLOYER',
      'OTHER.ONLINE',
      'UNKNOWN',
    ]),
    members: network ? random.some(network.members, random.whole(1, 2)) : [],
    organisation: network ? network.organisation : null,
  };
  const several = random.chance(0.15) ? random.weighted([2, 3, 4, 5], (count) => 8 - count * 1.4) : 1;
  const offices = random.some(kind.agencies, several).flatMap((code) => making.house.offices.get(code) ?? []);
  let day = detectedOn;
  const recordings = offices.map((office, at) => {
    const known = at === 0 ? humans : humans.filter(() => random.chance(0.92));
    day = earlier(plusDays(day, random.whole(0, at === 0 ? 5 : 40)), plusDays(making.today, -1));
    return {
      ...shared,
      ...recordingOf(random, making, kind, office, day),
      humans: known.length > 0 ? known : humans.slice(0, 1),
    };
  });
  return { number, recordings, joined: random.chance(0.12) };
}

function recordingOf(random: Random, making: Making, kind: CaseKind, office: Office, openedOn: string) {
  const opener = random.pick(office.openers);
  const carer = random.pick(office.carers);
  const [tip, som] = random.weighted(kind.crimes, ([, , weight]) => weight);
  const created = `${openedOn}T${String(random.whole(0, 15)).padStart(2, '0')}:${String(random.whole(10, 59))}:${String(random.whole(10, 59))}.${String(random.whole(0, 999)).padStart(3, '0')}Z`;
  const changed = earlier(plusDays(openedOn, Math.floor(400 * random.next() ** 3)), plusDays(making.today, -1));
  return {
    caseId: random.uuid(),
    office,
    unitId: opener.unitId ?? carer.unitId ?? (office.unitIds.length > 0 ? random.pick(office.unitIds) : null),
    opener,
    carer,
    crime: { tip, som },
    openedOn,
    stamp: {
      created_at: created,
      created_by: opener.id,
      updated_at: later(created, `${changed}T17:${String(random.whole(10, 59))}:${String(random.whole(10, 59))}.000Z`),
    },
    sheltering: office.plan.kind === 'shelter' && random.chance(0.5),
    joinReason: random.pick(joinReasons),
  };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
const later = (one: string, other: string): string => (one > other ? one : other);
