import { sharePurposes } from '../../words/case-work.ts';
import { dataClasses } from '../../words/access.ts';
import { borderPlaces } from '../../words/gazetteer.ts';
import { daysBetween, plusDays, spanOf, yearOf } from './days.ts';
import type { House, Office } from './house.ts';
import { isChild, type Human } from './humans.ts';
import type { Random } from './random.ts';
import type { Recording } from './situation.ts';
import type { CaseRows, Row } from './tables.ts';
import { noteTexts, taskTitles, writtenIn } from './texts.ts';

const borderTypes = new Map(borderPlaces().map(({ code, type }) => [code, type]));

/** The case itself: open while it is young, closed or followed up when it is not. */
export function addCase(rows: CaseRows, random: Random, recording: Recording, number: string, today: string): void {
  const { caseId, office, crime, openedOn, stamp } = recording;
  const age = daysBetween(openedOn, today);
  const status = random.weighted(['open', 'follow-up', 'closed', 'closed-referred'], (state) =>
    state === 'open'
      ? Math.max(0.15, 1.2 - age / 500)
      : state === 'follow-up'
        ? 0.3
        : state === 'closed'
          ? Math.min(2, age / 500)
          : 0.1,
  );
  const closed = status.startsWith('closed');
  const closedOn = closed ? plusDays(openedOn, Math.min(age, random.whole(5, 900))) : null;
  rows.case_file.push({
    id: caseId,
    number,
    agency_id: office.id,
    unit_id: recording.unitId,
    assigned_to: random.chance(0.9) ? recording.carer.id : null,
    reference: random.chance(0.4)
      ? `${office.plan.domain.toUpperCase()}/${yearOf(openedOn)}/${random.whole(1, 9999)}`
      : null,
    tip: crime.tip,
    som: crime.som,
    status,
    risk: random.weighted(['low', 'medium', 'high', 'UNKNOWN', null], (risk) =>
      risk === null || risk === 'UNKNOWN' ? 1 : 2,
    ),
    opened_on: openedOn,
    closed_on: closedOn,
    close_reason:
      closedOn === null
        ? null
        : status === 'closed-referred'
          ? 'moved-to-agency'
          : crime.tip === 'no' && crime.som === 'no'
            ? 'not-a-victim'
            : random.pick(['goals-met', 'wish-of-person', 'lost-contact']),
    registration_year: yearOf(openedOn),
    summary: random.chance(0.9) ? random.pick(recording.kind.story) : null,
    ...stamp,
  });
  if (recording.sheltering) {
    const other = random.pick(office.carers);
    if (other.id !== recording.carer.id)
      rows.case_circle.push({
        case_id: caseId,
        user_id: other.id,
        created_at: stamp.created_at,
        created_by: stamp.created_by,
      });
  }
}

/** Perpetrators and organisation as this office knows them: of a network, the same names and numbers in every case. */
export function addNetwork(
  rows: CaseRows,
  random: Random,
  { caseId, stamp, members, organisation, kind, relation }: Recording,
): { perpetrators: string[]; organisations: string[] } {
  const own = { case_id: caseId, ...stamp };
  const perpetrators = members.map((member) => {
    const id = random.uuid();
    const known = random.chance(0.8);
    rows.perpetrator.push({
      ...own,
      id,
      roles: { [member.role]: 'yes' },
      sex: known ? member.sex : 'UNKNOWN',
      age_min: known ? member.age - 3 : null,
      age_max: known ? member.age + 3 : null,
      citizenships: known ? [member.country] : null,
      recruiter_relation: member.role === 'RECRUITER' ? relation : null,
      justice_status: random.weighted(
        ['REPORTED', 'INVESTIGATED', 'BEFORE_COURT', 'CONVICTED', 'ACQUITTED', null],
        (status) => (status === 'ACQUITTED' ? 0.4 : 2),
      ),
    });
    rows.perpetrator_identity.push({
      ...own,
      perpetrator_id: id,
      full_text: random.chance(0.7) ? member.name : null,
      aliases: random.chance(0.6) ? [member.alias] : null,
      documents: null,
      handles: random.some([member.phone, member.handle], random.whole(1, 2)),
      remark: random.chance(0.2) ? 'Named by more than one person.' : null,
    });
    return id;
  });
  if (organisation === null || !kind.organisation) return { perpetrators, organisations: [] };
  const id = random.uuid();
  const { type, country, sector, part } = kind.organisation;
  rows.organisation.push({ ...own, id, type, name: organisation, country, sector, part });
  return { perpetrators, organisations: [id] };
}

const all = (codes: readonly string[]): Row => Object.fromEntries(codes.map((code) => [code, 'yes']));

/** A coded set as an interview leaves it: some answered yes, a few no or unknown, the rest not asked. */
function answered(random: Random, codes: readonly string[]): Row | null {
  if (codes.length === 0 || random.chance(0.15)) return null;
  const yes = random.some(codes, random.whole(1, Math.min(4, codes.length)));
  const rest = codes.filter((code) => !yes.includes(code));
  const others = random
    .some(rest, random.whole(0, 2))
    .map((code) => [code, random.chance(0.6) ? 'no' : 'unknown'] as const);
  return { ...all(yes), ...Object.fromEntries(others) };
}

/** What happened, stage by stage, and who took part. */
export function addEvents(
  rows: CaseRows,
  random: Random,
  recording: Recording,
  records: readonly string[],
  found: { perpetrators: readonly string[]; organisations: readonly string[] },
): void {
  const { kind, caseId, stamp, beganOn, detectedOn, humans, place, crime } = recording;
  const home = humans[0]?.area ?? 'UNKNOWN';
  const form = random.pick(kind.forms);
  const child = humans.some((human) => isChild(human, beganOn));
  const add = (type: string, at: string, day: string, until: string | null, more: Row): void => {
    const precision = random.weighted(['day', 'month', 'year', 'about'], (name) => (name === 'month' ? 4 : 2));
    const { from, to } = spanOf(day, precision);
    const id = random.uuid();
    rows.event.push({
      id,
      case_id: caseId,
      ...stamp,
      type,
      place: random.chance(0.94) ? at : 'UNKNOWN',
      date_from: from,
      date_to: until === null ? to : laterOf(until, from),
      date_precision: precision,
      ...more,
    });
    const join = (participant_kind: string, participant_id: string): void => {
      rows.event_participant.push({
        id: random.uuid(),
        event_id: id,
        case_id: caseId,
        participant_kind,
        participant_id,
        ...stamp,
      });
    };
    for (const record of records) join('person_record', record);
    for (const perpetrator of type === 'DETECTION' ? [] : found.perpetrators) join('perpetrator', perpetrator);
    for (const organisation of type === 'EXPLOITATION' || type === 'RECRUITMENT' ? found.organisations : [])
      join('organisation', organisation);
  };
  const means = child ? [...kind.means, 'NOT_REQUIRED_CHILD'] : kind.means;
  if (random.chance(0.85))
    add('RECRUITMENT', home, beganOn, null, {
      recruitment_methods: answered(random, kind.methods),
      means: answered(random, [...new Set(means)]),
      acts: all(['RECRUITMENT']),
    });
  if (random.chance(0.3))
    add('TRANSIT', kind.routes[recording.routeAt]?.[0]?.to ?? 'UNKNOWN', plusDays(beganOn, 4), null, {
      acts: answered(random, ['TRANSPORTATION', 'TRANSFER', 'RECEIPT', 'SENDING']),
    });
  if (random.chance(0.2))
    add('HARBOURING', place, plusDays(beganOn, 10), null, {
      acts: all(['HARBOURING']),
      controls: answered(random, kind.controls),
    });
  if (crime.tip !== 'no' && random.chance(0.85))
    add('EXPLOITATION', place, plusDays(beganOn, random.whole(5, 30)), detectedOn, {
      forms: all([form]),
      sectors: answered(random, kind.sectors),
      controls: answered(random, kind.controls),
    });
  if (random.chance(0.5)) add('DETECTION', random.chance(0.5) ? place : home, detectedOn, null, {});
}

const laterOf = (one: string, other: string): string => (one > other ? one : other);

/** The way one person came, leg by leg. */
export function addJourney(
  rows: CaseRows,
  random: Random,
  recording: Recording,
  human: Human,
  recordId: string,
  perpetrators: readonly string[],
): void {
  if (random.chance(0.35)) return;
  const { kind, caseId, stamp, beganOn } = recording;
  let day = plusDays(beganOn, random.whole(1, 14));
  (kind.routes[recording.routeAt] ?? []).forEach((leg, position) => {
    const arrived = plusDays(day, random.whole(0, 3));
    const precision = random.pick(['day', 'month', 'about']);
    rows.movement_leg.push({
      id: random.uuid(),
      case_id: caseId,
      record_id: recordId,
      ...stamp,
      position: position + 1,
      from_place: leg.from === 'ORIGIN' ? human.area : leg.from,
      to_place: leg.to,
      border_point: leg.border,
      border_type: leg.border === null ? null : (borderTypes.get(leg.border) ?? 'UNKNOWN'),
      mode: random.chance(0.9) ? leg.mode : 'UNKNOWN',
      departed_on: day,
      departed_precision: precision,
      arrived_on: arrived,
      arrived_precision: precision,
      arranged_by_perpetrator: perpetrators.length > 0 && random.chance(0.5) ? random.pick(perpetrators) : null,
    });
    day = plusDays(arrived, random.whole(0, 6));
  });
}

const notesOf: Readonly<Record<string, readonly (keyof typeof noteTexts)[]>> = {
  caring: ['health', 'testimony', 'contact', 'administrative', 'identity'],
  investigating: ['testimony', 'intelligence', 'administrative', 'identity', 'intelligence'],
};

/** Notes of the classes this kind of office writes, and what is still to be done. */
export function addWork(
  rows: CaseRows,
  random: Random,
  { caseId, stamp, office, carer, openedOn }: Recording,
  today: string,
): void {
  const caring = ['shelter', 'health', 'ngo', 'un-body', 'consular'].includes(office.plan.kind);
  const classes = random.chance(0.05)
    ? dataClasses.filter((name) => name !== (caring ? 'intelligence' : 'health'))
    : (notesOf[caring ? 'caring' : 'investigating'] ?? []);
  for (const data_class of random.some(classes, random.whole(0, 3))) {
    rows.note.push({
      id: random.uuid(),
      case_id: caseId,
      ...stamp,
      about_kind: null,
      about_id: null,
      data_class,
      body: random.pick(writtenIn(office.plan.country, noteTexts[data_class])),
    });
  }
  for (let left = random.weighted([0, 1, 2], (count) => 3 - count); left > 0; left -= 1) {
    const young = daysBetween(openedOn, today) < 200;
    const due = young ? plusDays(today, random.whole(-30, 45)) : plusDays(openedOn, random.whole(1, 120));
    const state = young ? 'open' : random.weighted(['done', 'dropped', 'open'], (name) => (name === 'done' ? 8 : 1));
    rows.task.push({
      id: random.uuid(),
      case_id: caseId,
      ...stamp,
      title: random.pick(writtenIn(office.plan.country, taskTitles)),
      due_at: `${due}T09:00:00.000Z`,
      assigned_to: carer.id,
      state,
      done_at: state === 'done' ? `${due}T08:00:00.000Z` : null,
    });
  }
}

/** One case in twelve is shared with another office that plausibly asks for it. */
export function addShare(
  rows: CaseRows,
  random: Random,
  recording: Recording,
  house: House,
  partner: Office | null,
  today: string,
): void {
  if (!partner && !random.chance(0.05)) return;
  const other = partner ?? house.offices.get(random.pick(recording.kind.agencies));
  if (!other || other.id === recording.office.id) return;
  const from = laterOf(recording.openedOn, plusDays(today, -random.whole(1, 400)));
  const revoked = random.chance(0.1);
  const classes = random.chance(0.6)
    ? ['administrative', 'statistical', 'identity']
    : ['administrative', 'statistical'];
  rows.case_grant.push({
    id: random.uuid(),
    case_id: recording.caseId,
    kind: 'share',
    to_agency: other.id,
    classes,
    write_classes: random.chance(0.2) ? ['administrative'] : [],
    purpose: random.pick(sharePurposes),
    reason: 'Asked for by letter; the person agreed.',
    starts_at: `${from}T10:00:00.000Z`,
    expires_at: `${plusDays(from, random.pick([30, 90, 180, 365]))}T10:00:00.000Z`,
    revoked_at: revoked ? `${from}T15:00:00.000Z` : null,
    created_at: `${from}T10:00:00.000Z`,
    created_by: (recording.office.sharers[0] ?? recording.opener).id,
    updated_at: `${from}T10:00:00.000Z`,
  });
}
