import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { pathParameters, type Action } from '../../src/platform/action/index.ts';
import { newInterview } from '../../src/engines/screening/index.ts';
import { sampleOf } from '../harness/arbitrary.ts';
import type { Estate } from './estate.ts';

type Input = Record<string, unknown>;

const later = (): string => new Date(Date.now() + 86_400_000).toISOString();
const reason = 'for a reason worth telling';
/** The secret of the device in the first estate, 43 characters of base64url. */
const deviceProof = 'SHELTER'.padEnd(43, 'p');
const token = 'a-token-of-the-right-length-that-nobody-has';

/** What a sample cannot guess: codes of lists, fields that belong together, and ids that must stand in the same house. */
const said: Readonly<Record<string, (ids: Estate['ids']) => Input>> = {
  'node.set-up': () => ({
    token,
    agency: { code: 'IDN-NEW', name: 'New', kind: 'police', country: 'IDN' },
    administrator: { email: 'new@example.org', name: 'New', password: 'boats leave before dawn' },
    language: 'en',
    start: 'empty',
  }),
  'invitations.open': () => ({ token }),
  'invitations.accept': () => ({ token, password: 'boats leave before dawn' }),
  'agencies.create': () => ({
    code: `X${randomUUID().slice(0, 8).toUpperCase()}`,
    name: 'New',
    kind: 'police',
    country: 'IDN',
  }),
  'estimates.compare': () => ({
    table: {
      lists: ['A', 'B'],
      rows: [
        { on: [true, false], count: 9 },
        { on: [false, true], count: 8 },
        { on: [true, true], count: 4 },
      ],
    },
  }),
  'estimates.own': () => ({ from: 2023, to: 2024 }),
  'estimates.keep': () => ({ from: 2023, to: 2024, title: 'An estimate' }),
  'official.figures': () => ({ country: 'IDN', from: 2023, to: 2024 }),
  'official.records': () => ({ country: 'IDN', table: 'G7', year: 2024, sex: '_T', age: '_T', category: '_T' }),
  'official.sign': () => ({ country: 'IDN', from: 2023, to: 2024, title: 'A release' }),
  'official.complete': () => ({ completeTo: '2024-12-31' }),
  'official.population': () => ({ country: 'IDN', year: 2024, people: 283_000_000, source: 'A census of 2024' }),
  'outcomes.add': ({ perpetrators }) => ({
    subjectKind: 'perpetrator',
    subjectId: perpetrators,
    kind: 'PROSECUTED',
    happenedFrom: '2024-01-02',
  }),
  'outcomes.change': () => ({ happenedFrom: '2024-01-02' }),
  'perpetrators.join': ({ otherSuspects }) => ({ otherId: otherSuspects, reason: 'One handle in both' }),
  'perpetrators.split': () => ({ reason: 'Another person' }),
  'official.file': () => ({ format: 'csv' }),
  'agencies.change': () => ({ name: 'Another name' }),
  'units.create': () => ({ name: 'A new unit' }),
  'units.change': () => ({ name: 'Another name' }),
  'roles.list': () => ({}),
  'roles.create': () => ({
    code: `r${randomUUID().slice(0, 8)}`,
    name: 'New',
    permissions: ['series.read'],
    reads: [],
    writes: [],
    scope: 'shared',
    secondFactor: false,
  }),
  'roles.change': () => ({ name: 'Another name' }),
  'users.list': () => ({}),
  'users.invite': ({ roleId }) => ({ email: `${randomUUID()}@example.org`, name: 'New', roleId }),
  'users.change': () => ({ name: 'Another name' }),
  'memberships.add': ({ roleId }) => ({ roleId }),
  'memberships.change': ({ roleId }) => ({ roleId }),
  'cases.list': () => ({}),
  'cases.create': () => ({ summary: 'A new case' }),
  'cases.update': () => ({ summary: 'Other words' }),
  'cases.contents': () => ({ list: 'people' }),
  'cases.assign': () => ({ userId: null }),
  'cases.close': () => ({ reason: 'goals-met' }),
  'cases.reopen': () => ({ reason }),
  'perpetrators.add': () => ({ roles: { RECRUITER: 'yes' } }),
  'perpetrators.change': () => ({ sex: 'M' }),
  'organisations.add': () => ({ type: 'AGENCY' }),
  'organisations.change': () => ({ name: 'Another' }),
  'events.add': () => ({ type: 'TRANSIT' }),
  'events.change': () => ({ type: 'TRANSIT' }),
  'movements.add': () => ({ toPlace: 'MYS' }),
  'movements.change': () => ({ toPlace: 'MYS' }),
  'notes.add': () => ({ dataClass: 'administrative', body: 'A word' }),
  'notes.change': () => ({ body: 'Another word' }),
  'tasks.add': () => ({ title: 'To do' }),
  'tasks.change': () => ({ title: 'Done' }),
  'cases.share': ({ userId }) => ({
    toUser: userId,
    classes: ['administrative'],
    purpose: 'assistance',
    reason,
    expiresAt: later(),
  }),
  'cases.link': ({ spareCaseId }) => ({ otherCaseId: spareCaseId, kind: 'other', reason }),
  'cases.at': () => ({ moment: new Date().toISOString() }),
  'cases.retain': () => ({ reason }),
  'emergency.open': () => ({ caseNumber: 'NO-SUCH-CASE', reason }),
  'emergency.review': () => ({ outcome: 'justified', end: false }),
  'access.why': () => ({ caseNumber: 'NO-SUCH-CASE' }),
  'person-records.add': () => ({ part: 'victim' }),
  'person-records.change': () => ({ part: 'victim' }),
  'documents.add': () => ({ kind: 'passport', number: 'X1' }),
  'documents.change': () => ({ number: 'X2' }),
  'contacts.add': () => ({ kind: 'phone', value: '+62 000' }),
  'identities.set': () => ({ birthPlace: null }),
  'people.join': ({ recordId }) => ({ recordIds: [recordId], reason }),
  'people.split': ({ recordId }) => ({ recordIds: [recordId], reason }),
  'imports.create': () => ({}),
  'imports.list': () => ({}),
  'imports.map': () => ({}),
  'screenings.list': () => ({}),
  'screenings.add': () => ({ interview: newInterview('emergency', 'en', new Date().toISOString()) }),
  'screenings.change': () => ({ interview: newInterview('emergency', 'en', new Date().toISOString()) }),
  'screenings.decide': () => ({
    step: 'screening',
    outcome: 'more-needed',
    grounds: reason,
    decidedByBody: 'NGO',
    decidedOn: '2026-01-01',
  }),
  'screenings.compare': () => ({}),
  'screening-instruments.load': () => ({
    code: `x${randomUUID().slice(0, 8)}`,
    instrumentVersion: '1',
    title: { en: 'New' },
    source: 'Nobody',
    sourceVerified: false,
    rule: null,
    indicators: [{ code: 'A', label: { en: 'A' }, dimension: 'a', weight: null, verified: false }],
  }),
  'audit.list': () => ({}),
  'audit.export': () => ({}),
  'statistics.count': () => ({}),
  'releases.build': () => ({
    title: 'Victims by sex',
    method: 'suppress',
    fields: ['sex'],
    cutOff: '2025-12-31',
    citation: 'Nobody (2026)',
  }),
  'releases.withdraw': () => ({ reason }),
  'privacy-budgets.ask-raise': () => ({ dataSet: 'agency', epsilon: 20, reason }),
  'privacy-budgets.decide-raise': () => ({ grant: true, reason }),
  'public-window.change': () => ({ open: false, about: null }),
  'public-window.page': () => ({}),
  'public-window.content': () => ({}),
  'series.changes': () => ({ source: 'nobody', from: '2023-05-30', to: '2025-01-15' }),
  'exports.create': () => ({ subject: 'cases', format: 'csv', encrypt: false, reason }),
  'attachments.add': () => ({ dataClass: 'administrative' }),
  'demo.fill': () => ({}),
  'forms.versions': () => ({ target: 'case' }),
  'forms.change': () => ({ target: 'case', fields: [] }),
  'extra-values.set': ({ caseId }) => ({ target: 'case', subjectId: caseId, dataClass: 'administrative', values: {} }),
  'vocabulary.label': () => ({ list: 'means', code: 'DEBT', label: 'Another word' }),
  'search.find': () => ({ text: 'a person somewhere' }),
  'views.save': () => ({
    name: 'A view',
    audience: 'me',
    view: { filter: {}, sort: 'updated-down', columns: ['status'] },
  }),
  'devices.register': () => ({ proof: deviceProof, name: 'Chrome' }),
  'devices.unlock': () => ({ proof: deviceProof }),
  'devices.contact': () => ({ proof: deviceProof }),
  'devices.take-out': () => ({ memberships: [randomUUID()], entries: 1 }),
  'safety.change': () => ({ idleMinutes: 10 }),
  'retention.preview': () => ({ retentionClass: 'case', yearsAfterClosing: 5, untilAge: null }),
  'retention.set-period': () => ({
    retentionClass: 'case',
    yearsAfterClosing: 5,
    untilAge: null,
    law: 'Archives Act',
    reason: 'A new act',
  }),
  'linkage.propose': () => ({
    agencyIds: [randomUUID()],
    fields: ['name', 'birthDate'],
    shownFields: [],
    purpose: 'To count every person once',
    validUntil: '2099-01-01',
  }),
  'linkage.set-rule': () => ({ reviewers: 1, automaticFrom: null, onImport: true }),
  'linkage.run': () => ({}),
  'linkage.inbox': () => ({}),
  'linkage.groups': () => ({}),
  'linkage.decide-group': () => ({ stamp: 'as read', persons: null }),
  'linkage.decide': () => ({ verdict: 'different' }),
  'linkage.overlap': () => ({}),
  'law.pack': () => ({ pack: 'untoc' }),
  'law.load': () => ({ content: {}, note: reason }),
  'law.check': () => ({ content: {} }),
  'law.compare': () => ({ first: 'un-tip-protocol', second: 'idn-tip-2007' }),
  'law.ask': () => ({ facts: {} }),
  'law.assistance': () => ({ packs: ['untoc'], contents: {} }),
  'law.assess': ({ caseId }) => ({ aboutKind: 'case', aboutId: caseId, facts: {}, packs: ['idn-tip-2007'] }),
  'law.note': () => ({}),
  'law.review': () => ({ pack: 'idn-tip-2007' }),
};

/** Whether what the sample leaves open is what the action takes; a new action that a sample cannot fill is told. */
export function faultOf(action: Action, input: Input): string | null {
  const result = action.spec.input.strict().safeParse(input);
  return result.success
    ? null
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

/** An input the action takes, its path aimed at the estate. Ids in the body are of the estate too. */
export function inputOf(action: Action, ids: Estate['ids']): Input {
  const { spec } = action;
  const base = said[spec.name]?.(ids) ?? (sampleOf(spec.input) as Input);
  return { ...base, ...aimed(action, ids) };
}

const things = (name: string): string => name.split('.')[0] ?? '';

/** The ids of the path, from the estate. `:id` is of the kind the action is named after. */
export function aimed({ spec }: Action, ids: Estate['ids']): Input {
  return Object.fromEntries(
    pathParameters(spec.path).map((name) => {
      const id = ids[name === 'id' ? things(spec.name) : name];
      if (id === undefined) throw new Error(`${spec.name}: the estate of the tests has nothing for :${name}`);
      return [name, id];
    }),
  );
}

/** Ids of nothing, in the shape of an estate. */
export const nowhere = (ids: Estate['ids']): Estate['ids'] =>
  Object.fromEntries(Object.keys(ids).map((name) => [name, randomUUID()]));

/** Where an input takes ids beside its path: `field`, `field[]` or `field.inner`. */
export function idFields({ spec }: Action): { readonly field: string; readonly put: (id: string) => unknown }[] {
  const inPath = new Set(pathParameters(spec.path));
  return Object.entries(spec.input.shape as Record<string, z.core.$ZodType>)
    .filter(([field]) => !inPath.has(field))
    .flatMap(([field, schema]) => placesIn(schema).map((put) => ({ field, put })));
}

function placesIn(schema: z.core.$ZodType): ((id: string) => unknown)[] {
  const def = schema._zod.def as z.core.$ZodTypeDef & Record<string, unknown>;
  if ('innerType' in def) return placesIn(def['innerType'] as z.core.$ZodType);
  if (def.type === 'array') return placesIn(def['element'] as z.core.$ZodType).map((put) => (id) => [put(id)]);
  if (def.type === 'string') return (schema as z.ZodString).format === 'uuid' ? [(id) => id] : [];
  if (def.type !== 'object') return [];
  const shape = (schema as z.ZodObject).shape as Record<string, z.core.$ZodType>;
  return Object.entries(shape).flatMap(([name, field]) =>
    placesIn(field).map((put) => (id: string) => ({ ...(requiredOf(schema) as object), [name]: put(id) })),
  );
}

/** What stands beside an id inside an object: only what the object cannot do without. */
function requiredOf(schema: z.core.$ZodType): unknown {
  const shape = (schema as z.ZodObject).shape as Record<string, z.core.$ZodType>;
  return Object.fromEntries(
    Object.entries(shape)
      .filter(([, field]) => !['optional', 'default', 'prefault'].includes(field._zod.def.type))
      .map(([name, field]) => [name, sampleOf(field)]),
  );
}
