import { ageOn, plusDays, spanOf, yearOf } from './days.ts';
import { isChild, type Human } from './humans.ts';
import { withoutMarks } from './names.ts';
import type { Random } from './random.ts';
import { arabicByRule, respell } from './spelling.ts';
import type { CaseRows, Row } from './tables.ts';
import type { Recording } from './situation.ts';

/** Maybe the value, maybe nothing: an office that did not ask. */
const asked = <T>(random: Random, share: number, value: T): T | null => (random.chance(share) ? value : null);

const deciders: Readonly<Record<string, string>> = {
  police: 'POLICE',
  immigration: 'GOV_NONPOLICE',
  ngo: 'NGO',
  shelter: 'NGO',
  prosecution: 'COURT',
  court: 'COURT',
  'un-body': 'OTHER',
};

/** A person as an earlier record has them, and the case that record is in. */
export interface Found {
  readonly personId: string;
  readonly caseId: string;
}

/** Adds what one office wrote of one human: true in the main, incomplete, and spelled its own way. Answers the record's id. */
export function addRecord(
  rows: CaseRows,
  random: Random,
  recording: Recording,
  human: Human,
  joinTo: Found | null,
): { recordId: string } & Found {
  const { office, stamp, caseId, crime, detectedOn, beganOn } = recording;
  const personId = random.uuid();
  const recordId = random.uuid();
  const own = { case_id: caseId, ...stamp };
  const drift = random.chance(0.25) ? random.whole(-2, 2) : 0;
  const found = Math.max(0, ageOn(human.born, detectedOn) + drift);
  const began = Math.max(0, Math.min(found, ageOn(human.born, beganOn) + drift));
  const smuggledOnly = crime.som === 'yes' && crime.tip !== 'yes' && crime.tip !== 'suspected';
  const decided = crime.tip === 'yes' ? 'ACTUAL' : crime.tip === 'no' ? 'NOT' : 'POSSIBLE';
  const loose = random.chance(0.12) ? 2 : 0;
  if (joinTo === null) rows.person.push({ id: personId, ...stamp });
  rows.person_record.push({
    ...own,
    id: recordId,
    person_id: joinTo?.personId ?? personId,
    part: smuggledOnly ? 'smuggled-migrant' : random.chance(0.03) ? 'witness' : 'victim',
    source: office.plan.name,
    source_key: asked(
      random,
      0.3,
      `${office.plan.domain.toUpperCase()}/${yearOf(detectedOn)}/${random.whole(1000, 99999)}`,
    ),
    victim_status: asked(random, 0.9, decided),
    status_decided_by: asked(random, 0.6, deciders[office.plan.kind] ?? 'GOV_NONPOLICE'),
    status_decided_on: asked(random, 0.5, recording.openedOn),
    sex: random.chance(0.97) ? human.sex : random.chance(0.5) ? 'UNKNOWN' : null,
    gender: asked(random, 0.2, human.sex === 'F' ? 'G_F' : 'G_M'),
    ...ages('identification', random.chance(0.93), found, loose, random.pick(['claimed', 'documented', 'assessed'])),
    ...ages('entry', random.chance(0.5), began, loose, 'claimed'),
    ...ages('exploitation', random.chance(0.55), Math.min(found, began + random.whole(0, 1)), loose, 'claimed'),
    citizenships: random.chance(0.95) ? [human.country] : random.chance(0.5) ? ['UNKNOWN'] : null,
    residence_country: asked(random, 0.6, human.country),
    education: asked(random, 0.5, human.education),
    migration_status: asked(random, 0.5, recording.kind.status),
    recruiter_relations: asked(random, 0.5, {
      [recording.relation]: 'yes',
      FAMILY: recording.relation === 'FAMILY' ? 'yes' : 'no',
    }),
    exploitation_duration: asked(
      random,
      0.4,
      random.weighted(['D0_12', 'D13_24', 'D25P'], (band) => (band === 'D0_12' ? 6 : 1)),
    ),
    registration_year: yearOf(recording.openedOn),
  });
  if (joinTo)
    rows.person_link.push({
      id: random.uuid(),
      record_id: recordId,
      case_id: caseId,
      from_person: personId,
      to_person: joinTo.personId,
      kind: 'join',
      reason: recording.joinReason,
      seen_cases: [joinTo.caseId, caseId],
      created_at: stamp.created_at,
      created_by: stamp.created_by,
    });
  const part = { ...own, record_id: recordId };
  addBirth(rows, random, part, human, drift);
  addNames(rows, random, part, human);
  addDocuments(rows, random, part, human, recording);
  addContacts(rows, random, part, human, recording);
  if (isChild(human, detectedOn) && random.chance(0.7)) {
    rows.note.push({
      ...own,
      id: random.uuid(),
      about_kind: 'person_record',
      about_id: recordId,
      data_class: 'administrative',
      body: 'Age in doubt is treated as a child’s until settled; a guardian is being named.',
    });
  }
  return { recordId, personId: joinTo?.personId ?? personId, caseId };
}

const ages = (name: string, known: boolean, age: number, loose: number, basis: string): Row =>
  known
    ? { [`age_${name}_min`]: Math.max(0, age - loose), [`age_${name}_max`]: age + loose, [`age_${name}_basis`]: basis }
    : {};

function addBirth(rows: CaseRows, random: Random, part: Row, human: Human, drift: number): void {
  if (random.chance(0.12)) return;
  const precision = random.weighted(
    ['day', 'month', 'year', 'about'],
    (kind) => ({ day: 7, month: 1, year: 3, about: 1 })[kind] ?? 1,
  );
  const [year = '', month = '', day = ''] = human.born.split('-');
  const swapped = Number(day) <= 12 && random.chance(0.04) ? `${year}-${day}-${month}` : human.born;
  const written = drift === 0 ? swapped : plusDays(swapped, -drift * 365);
  const { from, to } = spanOf(written, precision);
  rows.person_identity.push({
    ...part,
    birth_from: from,
    birth_to: to,
    birth_precision: precision,
    birth_place: asked(random, 0.5, human.area),
  });
}

function addNames(rows: CaseRows, random: Random, part: Row, { name }: Human): void {
  const add = (kind: string, given: string, family: string | null, script: string): void => {
    const words = family === null ? [given] : name.familyFirst ? [family, given] : [given, family];
    rows.person_name.push({ ...part, id: random.uuid(), kind, full_text: words.join(' '), given, family, script });
  };
  const native = name.given.native !== null && name.family.native !== null;
  const nativeOnly = native && name.script !== 'Latn' && random.chance(0.15);
  const mononym = name.given.latin === name.family.latin || random.chance(0.1);
  if (!nativeOnly) {
    const spelled = (listed: string): string => (random.chance(0.22) ? respell(random, listed) : listed);
    const kind = name.given.made ? 'transliteration' : random.chance(0.8) ? 'legal' : 'as-spelled';
    add(
      kind,
      spelled(withoutMarks(name.given.latin)),
      mononym ? null : spelled(withoutMarks(name.family.latin)),
      'Latn',
    );
  }
  if (native && (nativeOnly || random.chance(0.45)))
    add('legal', name.given.native ?? '', name.family.native, name.script);
  if (!native && name.script === 'Arab' && random.chance(0.4))
    add('transliteration', arabicByRule(name.given.latin), arabicByRule(name.family.latin), 'Arab');
  if (random.chance(0.06)) add('nickname', name.given.latin.slice(0, 4), null, 'Latn');
}

function addDocuments(rows: CaseRows, random: Random, part: Row, human: Human, { beganOn, kind }: Recording): void {
  const slip = (number: string): string =>
    random.chance(0.05) ? `${number.slice(0, -1)}${random.whole(0, 9)}` : number;
  const add = (documentKind: string, number: string, years: number): void => {
    const issued = plusDays(beganOn, -random.whole(20, 700));
    rows.person_document.push({
      ...part,
      id: random.uuid(),
      kind: documentKind,
      number: slip(number),
      issuing_country: human.country,
      issued_on: asked(random, 0.5, issued),
      expires_on: asked(random, 0.5, plusDays(issued, years * 365)),
      state: asked(
        random,
        0.6,
        random.weighted(['genuine', 'withheld-by-other', 'forged', 'lost', 'expired', 'UNKNOWN'], (state) =>
          state === 'genuine' ? 5 : state === 'withheld-by-other' ? 4 : 1,
        ),
      ),
    });
  };
  if (human.passport && random.chance(0.6)) add('passport', human.passport, 5);
  if (human.identityCard && random.chance(0.4)) add('identity-card', human.identityCard, 10);
  if (kind.forms.includes('LAB.FISH') && random.chance(0.5))
    add('seafarer-book', `DEMO-S-${human.id.slice(0, 6).toUpperCase()}`, 3);
}

function addContacts(
  rows: CaseRows,
  random: Random,
  part: Row,
  human: Human,
  { office, openedOn, sheltering }: Recording,
): void {
  const add = (kind: string, value: string, safe: string | null, more: Row = {}): void => {
    rows.person_contact.push({
      ...part,
      id: random.uuid(),
      kind,
      value,
      safe,
      safe_hours: null,
      sheltered: false,
      ...more,
    });
  };
  if (random.chance(0.5)) {
    const number = random.chance(0.7) ? human.phone : human.phone.replaceAll(/[+ -]/g, '').replace(/^(62|92|60)/, '0');
    const safe = random.weighted(['yes', 'no', 'only-in-hours', 'UNKNOWN', null], (answer) =>
      answer === 'yes' ? 3 : 1,
    );
    add('phone', number, safe, safe === 'only-in-hours' ? { safe_hours: '10:00-12:00' } : {});
  }
  if (human.email && random.chance(0.5)) add('e-mail', human.email, asked(random, 0.5, 'yes'));
  if (sheltering)
    add('place', `${office.plan.name}, room ${random.whole(1, 40)}, since ${openedOn}`, 'yes', { sheltered: true });
}
