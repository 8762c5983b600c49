import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readNames } from '../../features/demo/names.ts';
import { caseNumber } from '../../features/cases/rules.ts';
import { shippedRoles } from '../../words/access.ts';
import { closedClasses } from '../../words/agencies.ts';
import {
  caseLinkKinds,
  closeReasons,
  contactKinds,
  contactSafety,
  documentKinds,
  documentStates,
  nameKinds,
  organisationParts,
  sharePurposes,
} from '../../words/case-work.ts';
import {
  ageBases,
  caseStatuses,
  crimeAnswers,
  datePrecisions,
  eventTypes,
  personParts,
  riskLevels,
} from '../../words/cases.ts';
import { isCode, isCodedValue, type CodeListId } from '../../words/codes.ts';
import { countryByAlpha3 } from '../../words/countries.ts';
import { isPlace, loadPlaces } from '../../words/gazetteer.ts';
import { caseTables, makeCaseload, truthOf, type CaseRows, type NameLists, type Row } from './index.ts';

const today = '2026-11-22';
let names: NameLists;
beforeAll(async () => {
  await loadPlaces();
  names = await readNames();
});

const made = (seed: string, cases: number) => makeCaseload({ seed, cases, today, names, caseNumber });
const rowsOf = (seed: string, cases: number): CaseRows => {
  const chunks = [...made(seed, cases).chunks()];
  return Object.fromEntries(
    caseTables.map((name) => [name, chunks.flatMap(({ rows }) => rows[name])]),
  ) as unknown as CaseRows;
};
const truth = (seed: string, cases: number) => [...truthOf({ seed, cases, today, names, caseNumber })];

/** Values of a column that are there but not among those allowed. */
function strangers(rows: readonly Row[], column: string, allowed: (value: string) => boolean): unknown[] {
  const values = new Set(rows.flatMap((row) => row[column] ?? []) as string[]);
  return [...values].filter((value) => !allowed(value));
}
const oneOf =
  (words: readonly string[]) =>
  (value: string): boolean =>
    words.includes(value);
const codeOf =
  (list: CodeListId) =>
  (value: string): boolean =>
    isCodedValue(list, value);
const setStrangers = (rows: readonly Row[], column: string, list: CodeListId): unknown[] =>
  rows
    .flatMap((row) => Object.entries((row[column] ?? {}) as Row))
    .filter(([code, answer]) => !isCode(list, code) || !['yes', 'no', 'unknown'].includes(String(answer)));

test('the same seed gives the same bytes, any seed at all, and exactly as many cases as asked for', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (seed, cases) => {
      const rows = rowsOf(seed, cases);
      expect(JSON.stringify(rowsOf(seed, cases))).toBe(JSON.stringify(rows));
      expect(JSON.stringify(made(seed, cases).house.rows)).toBe(JSON.stringify(made(seed, cases).house.rows));
      expect(rows.case_file).toHaveLength(cases);
      expect(new Set(rows.case_file.map(({ number }) => number)).size).toBe(cases);
    }),
    { numRuns: 25 },
  );
  expect(JSON.stringify(rowsOf('1', 20))).not.toBe(JSON.stringify(rowsOf('2', 20)));
});

test('a caseload cut into other chunks is the same caseload', () => {
  const small = [...makeCaseload({ seed: 's', cases: 60, today, names, caseNumber, chunk: 7 }).chunks()].flatMap(
    ({ rows }) => rows.case_file,
  );
  expect(small).toEqual(rowsOf('s', 60).case_file);
});

test('every coded value is a code of its list, and every place is in the gazetteer', () => {
  const rows = rowsOf('codes', 1500);
  const record = rows.person_record;
  const { event, movement_leg: legs, perpetrator, organisation } = rows;
  const place = (value: string): boolean => value === 'UNKNOWN' || isPlace(value);
  const country = (value: string): boolean => value === 'UNKNOWN' || countryByAlpha3(value) !== undefined;
  expect([
    ...strangers(rows.case_file, 'tip', oneOf(crimeAnswers)),
    ...strangers(rows.case_file, 'som', oneOf(crimeAnswers)),
    ...strangers(rows.case_file, 'status', oneOf(caseStatuses)),
    ...strangers(rows.case_file, 'risk', oneOf(riskLevels)),
    ...strangers(rows.case_file, 'close_reason', oneOf(closeReasons)),
    ...strangers(rows.case_grant, 'purpose', oneOf(sharePurposes)),
    ...strangers(rows.case_link, 'kind', oneOf(caseLinkKinds)),
    ...strangers(record, 'part', oneOf(personParts)),
    ...strangers(record, 'victim_status', codeOf('victim-status')),
    ...strangers(record, 'status_decided_by', codeOf('status-deciders')),
    ...strangers(record, 'sex', oneOf(['F', 'M', 'UNKNOWN'])),
    ...strangers(record, 'gender', codeOf('sex-gender')),
    ...strangers(record, 'education', codeOf('education-isced2011')),
    ...strangers(record, 'migration_status', codeOf('migration-status')),
    ...strangers(record, 'exploitation_duration', codeOf('durations')),
    ...strangers(record, 'age_entry_basis', oneOf(ageBases)),
    ...strangers(record, 'age_identification_basis', oneOf(ageBases)),
    ...strangers(record, 'citizenships', country),
    ...strangers(record, 'residence_country', country),
    ...setStrangers(record, 'recruiter_relations', 'recruiter-relations'),
    ...strangers(rows.person_identity, 'birth_precision', oneOf(datePrecisions)),
    ...strangers(rows.person_identity, 'birth_place', place),
    ...strangers(rows.person_name, 'kind', oneOf(nameKinds)),
    ...strangers(rows.person_document, 'kind', oneOf(documentKinds)),
    ...strangers(rows.person_document, 'state', oneOf(documentStates)),
    ...strangers(rows.person_contact, 'kind', oneOf(contactKinds)),
    ...strangers(rows.person_contact, 'safe', oneOf(contactSafety)),
    ...setStrangers(perpetrator, 'roles', 'perpetrator-roles'),
    ...strangers(perpetrator, 'recruiter_relation', codeOf('recruiter-relations')),
    ...strangers(perpetrator, 'justice_status', codeOf('case-status-justice')),
    ...strangers(perpetrator, 'citizenships', country),
    ...strangers(organisation, 'type', codeOf('organization-types')),
    ...strangers(organisation, 'sector', codeOf('sectors')),
    ...strangers(organisation, 'part', oneOf(organisationParts)),
    ...strangers(event, 'type', oneOf(eventTypes)),
    ...strangers(event, 'place', place),
    ...strangers(event, 'date_precision', oneOf(datePrecisions)),
    ...setStrangers(event, 'forms', 'exploitation-forms'),
    ...setStrangers(event, 'acts', 'acts'),
    ...setStrangers(event, 'means', 'means'),
    ...setStrangers(event, 'controls', 'means-of-control'),
    ...setStrangers(event, 'sectors', 'sectors'),
    ...setStrangers(event, 'recruitment_methods', 'recruitment-methods'),
    ...strangers(legs, 'from_place', place),
    ...strangers(legs, 'to_place', place),
    ...strangers(legs, 'border_point', isPlace),
    ...strangers(legs, 'border_type', codeOf('border-types')),
    ...strangers(legs, 'mode', codeOf('transport-modes')),
    ...strangers(made('codes', 1).house.rows.unit, 'place_code', isPlace),
  ]).toEqual([]);
});

test('nobody in it bears a name from outside the lists, has a number that could ring or an address that could receive', () => {
  const listed = new Set(
    [...names.values()].flatMap(({ given, family }) =>
      [given.F, given.M, family.F, family.M].flat().map(({ latin }) => latin),
    ),
  );
  expect(truth('names', 400).filter(({ given, family }) => !listed.has(given) || !listed.has(family))).toEqual([]);
  const rows = rowsOf('names', 400);
  const contacts = (kind: string) =>
    rows.person_contact.filter((contact) => contact['kind'] === kind).map(({ value }) => String(value));
  expect(contacts('phone').filter((value) => !/800-?00\d\d-?\d{4}$/.test(value))).toEqual([]);
  expect(contacts('e-mail').filter((value) => !value.endsWith('@example.org'))).toEqual([]);
  expect(rows.person_document.filter(({ number }) => !String(number).startsWith('DEMO-'))).toEqual([]);
});

test('names come in Latin, Arabic and Khmer letters and with Vietnamese marks; what a rule made is marked as made', () => {
  const written = rowsOf('scripts', 1500).person_name;
  const text = (script: string) =>
    written.filter((row) => row['script'] === script).map(({ full_text }) => String(full_text));
  expect(text('Latn').some((name) => /[ạảấầẩậắặếềểệỉịọỏốồổộớờởợụủứừữự]/.test(name))).toBe(true);
  expect(text('Khmr').every((name) => /^[\p{Script=Khmer}\s]+$/u.test(name)) && text('Khmr').length > 0).toBe(true);
  expect(text('Arab').every((name) => /^[\p{Script=Arabic}\s\u200c]+$/u.test(name)) && text('Arab').length > 20).toBe(
    true,
  );
  const kinds = new Set(written.filter((row) => row['script'] === 'Arab').map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(['legal', 'transliteration']));
});

test('about one person in seven is on file with two to five agencies, spelled differently, and the records do not say so', () => {
  const lines = truth('links', 2000);
  const counts = new Map<string, number>();
  for (const { humanId } of lines) counts.set(humanId, (counts.get(humanId) ?? 0) + 1);
  const several = [...counts.values()].filter((count) => count > 1);
  expect(several.length / counts.size).toBeGreaterThan(0.1);
  expect(several.length / counts.size).toBeLessThan(0.2);
  expect(Math.max(...several)).toBeLessThanOrEqual(5);
  const stored = new Set(JSON.stringify(rowsOf('links', 2000)).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g));
  expect(lines.filter(({ humanId }) => stored.has(humanId))).toEqual([]);
});

test('the same recruiter’s number turns up in several cases', () => {
  const cases = new Map<unknown, Set<unknown>>();
  for (const row of rowsOf('networks', 600).perpetrator_identity) {
    for (const handle of row['handles'] as string[])
      cases.set(handle, (cases.get(handle) ?? new Set()).add(row['case_id']));
  }
  expect([...cases.values()].filter((found) => found.size >= 3).length).toBeGreaterThan(10);
});

test('nothing is later than the day given but tasks still to be done', () => {
  const { task, ...rest } = rowsOf('days', 300);
  const late = Object.entries(rest).flatMap(([table, rows]) =>
    rows
      .filter((row) =>
        ['created_at', 'updated_at', 'opened_on', 'closed_on'].some(
          (column) => typeof row[column] === 'string' && row[column] >= `${today}T`,
        ),
      )
      .map(() => table),
  );
  expect(late).toEqual([]);
  const open = task.filter(({ state }) => state === 'open').map(({ due_at }) => String(due_at));
  expect(open.some((due) => due < today) && open.some((due) => due > today)).toBe(true);
});

test('every shipped role is held, some people wear two hats, and no hat reads what its agency may not', () => {
  const { offices, rows } = made('roles', 1).house;
  const hats = [...offices.values()].flatMap(({ plan, workers }) =>
    workers.map(({ role }) => ({ role, kind: plan.kind })),
  );
  expect(new Set(hats.map(({ role }) => role))).toEqual(new Set(shippedRoles.map(({ code }) => code)));
  expect(rows.membership.length).toBeGreaterThan(rows.app_user.length);
  const reads = new Map(shippedRoles.map((role) => [role.code, role.reads]));
  expect(
    hats.filter(({ role, kind }) => reads.get(role)?.some((found) => closedClasses[kind].includes(found))),
  ).toEqual([]);
  expect(new Set(rows.app_user.map(({ email }) => email)).size).toBe(rows.app_user.length);
  expect(offices.get('IDN-GTPP')?.unitIds).toHaveLength(32);
  expect(
    [...offices.values()].filter(
      ({ openers, carers, plan }) => plan.kind !== 'statistics-office' && (openers.length === 0 || carers.length === 0),
    ),
  ).toEqual([]);
});
