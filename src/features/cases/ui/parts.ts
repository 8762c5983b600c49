import type { FieldSpec } from '../../../kit/recordSpecs.ts';
import { dataClasses } from '../../../words/access.ts';
import { organisationParts } from '../../../words/case-work.ts';
import { crimeAnswers, eventTypes, riskLevels } from '../../../words/cases.ts';
import { contactSpecs, documentSpecs, identitySpecs, nameSpecs, personSpecs } from '../../people/ui/specs.ts';
import type { Part, PartyLabels } from './types.ts';

/** A case's own facts. */
export const caseSpecs: readonly FieldSpec[] = [
  { name: 'tip', as: 'choice', family: 'crime', values: crimeAnswers, required: true },
  { name: 'som', as: 'choice', family: 'crime', values: crimeAnswers, required: true },
  { name: 'risk', as: 'choice', family: 'risk', values: riskLevels },
  { name: 'reference', as: 'text' },
  { name: 'openedOn', as: 'day', required: true },
  { name: 'registrationYear', as: 'number' },
  { name: 'summary', as: 'area' },
];

const perpetratorSpecs: readonly FieldSpec[] = [
  { name: 'roles', as: 'codes', list: 'perpetrator-roles' },
  { name: 'sex', as: 'code', list: 'sex-gender', scheme: 'sex' },
  { name: 'justiceStatus', as: 'code', list: 'case-status-justice' },
  { name: 'ageMin', as: 'number' },
  { name: 'ageMax', as: 'number' },
  { name: 'citizenships', as: 'countries' },
  { name: 'recruiterRelation', as: 'code', list: 'recruiter-relations' },
];

const perpetratorIdentitySpecs: readonly FieldSpec[] = [
  { name: 'fullText', as: 'text', wide: true },
  { name: 'aliases', as: 'lines', help: 'record.linesHelp' },
  { name: 'documents', as: 'lines', help: 'record.linesHelp' },
  { name: 'handles', as: 'lines', help: 'record.linesHelp' },
  { name: 'remark', as: 'area' },
];

const organisationSpecs: readonly FieldSpec[] = [
  { name: 'type', as: 'code', list: 'organization-types', required: true },
  { name: 'part', as: 'choice', family: 'organisationPart', values: organisationParts },
  { name: 'name', as: 'text', wide: true },
  { name: 'country', as: 'country' },
  { name: 'sector', as: 'code', list: 'sectors' },
];

const parties = ({ people, perpetrators, organisations }: PartyLabels) => [
  ...people.map(({ id, label }) => ({ value: `person_record ${id}`, label })),
  ...perpetrators.map(({ id, label }) => ({ value: `perpetrator ${id}`, label })),
  ...organisations.map(({ id, label }) => ({ value: `organisation ${id}`, label })),
];
const chosen = (list: PartyLabels['people']) => list.map(({ id, label }) => ({ value: id, label }));

const eventSpecs = (labels: PartyLabels): readonly FieldSpec[] => [
  { name: 'type', as: 'choice', family: 'eventType', values: eventTypes, required: true },
  { name: 'place', as: 'place' },
  { name: 'dateFrom', as: 'date', precision: 'datePrecision', until: 'dateTo' },
  { name: 'forms', as: 'codes', list: 'exploitation-forms' },
  { name: 'acts', as: 'codes', list: 'acts' },
  { name: 'means', as: 'codes', list: 'means' },
  { name: 'controls', as: 'codes', list: 'means-of-control' },
  { name: 'sectors', as: 'codes', list: 'sectors' },
  { name: 'recruitmentMethods', as: 'codes', list: 'recruitment-methods' },
  { name: 'participants', as: 'parties', options: parties(labels) },
];

const movementSpecs = (labels: PartyLabels): readonly FieldSpec[] => [
  { name: 'fromPlace', as: 'place' },
  { name: 'toPlace', as: 'place' },
  { name: 'departedOn', as: 'date', precision: 'departedPrecision' },
  { name: 'arrivedOn', as: 'date', precision: 'arrivedPrecision' },
  { name: 'borderPoint', as: 'place' },
  { name: 'borderType', as: 'code', list: 'border-types' },
  { name: 'mode', as: 'code', list: 'transport-modes' },
  { name: 'position', as: 'number' },
  { name: 'arrangedByPerpetrator', as: 'chosen', options: chosen(labels.perpetrators) },
  { name: 'arrangedByOrganisation', as: 'chosen', options: chosen(labels.organisations) },
];

const taskSpecs = ({ colleagues }: PartyLabels): readonly FieldSpec[] => [
  { name: 'title', as: 'text', required: true, wide: true },
  { name: 'dueAt', as: 'instant' },
  { name: 'assignedTo', as: 'chosen', options: chosen(colleagues) },
];

const plain = (
  name: 'names' | 'documents' | 'contacts' | 'organisations' | 'perpetrators',
  specs: readonly FieldSpec[],
) =>
  ({
    add: `${name}.add`,
    change: `${name}.change`,
    remove: `${name}.remove`,
    key: 'id',
    specs: () => specs,
  }) satisfies Part;

/** Every kind of record a case holds: the actions that write it and the fields of its form. */
export const parts = {
  people: {
    add: 'person-records.add',
    change: 'person-records.change',
    remove: 'person-records.remove',
    key: 'id',
    specs: () => personSpecs,
  },
  identity: { add: null, change: 'identities.set', remove: null, key: 'recordId', specs: () => identitySpecs },
  names: plain('names', nameSpecs),
  documents: plain('documents', documentSpecs),
  contacts: plain('contacts', contactSpecs),
  perpetrators: plain('perpetrators', perpetratorSpecs),
  perpetratorIdentity: {
    add: null,
    change: 'perpetrators.identify',
    remove: null,
    key: 'id',
    specs: () => perpetratorIdentitySpecs,
  },
  organisations: plain('organisations', organisationSpecs),
  events: {
    add: 'events.add',
    change: 'events.change',
    remove: 'events.remove',
    key: 'id',
    specs: (_overview, labels) => eventSpecs(labels),
  },
  movements: {
    add: 'movements.add',
    change: 'movements.change',
    remove: 'movements.remove',
    key: 'id',
    specs: (_overview, labels) => movementSpecs(labels),
  },
  notes: {
    add: 'notes.add',
    change: 'notes.change',
    remove: 'notes.remove',
    key: 'id',
    specs: ({ writes }, labels) => [
      {
        name: 'dataClass',
        as: 'choice',
        family: 'dataClass',
        values: dataClasses.filter((known) => writes.includes(known)),
        required: true,
        help: 'notes.classHelp',
      },
      { name: 'body', as: 'area', required: true },
      {
        name: 'aboutId',
        as: 'about',
        kind: 'aboutKind',
        options: [...parties(labels), ...labels.events.map(({ id, label }) => ({ value: `event ${id}`, label }))],
      },
    ],
  },
  tasks: {
    add: 'tasks.add',
    change: 'tasks.change',
    remove: 'tasks.remove',
    key: 'id',
    specs: (_overview, labels) => taskSpecs(labels),
  },
} as const satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof parts;
