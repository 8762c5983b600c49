import { z } from 'zod';
import { dataClasses } from '../../../words/access.ts';
import {
  caseLinkKinds,
  organisationParts,
  participantKinds,
  taskClocks,
  taskStates,
} from '../../../words/case-work.ts';
import { eventTypes } from '../../../words/cases.ts';
import {
  age,
  coded,
  codedOfScheme,
  codedSet,
  countriesOf,
  country,
  day,
  neededCode,
  neededText,
  place,
  precision,
  reason,
  text,
} from '../../people/schema.ts';

export const perpetratorFields = z.object({
  roles: codedSet('perpetrator-roles'),
  sex: codedOfScheme('sex'),
  ageMin: age,
  ageMax: age,
  citizenships: countriesOf,
  recruiterRelation: coded('recruiter-relations'),
  justiceStatus: coded('case-status-justice'),
});

const texts = z.array(neededText(200)).max(50).nullable().optional();
export const perpetratorIdentityFields = z.object({
  fullText: text(300),
  aliases: texts,
  documents: texts,
  handles: texts,
  remark: text(4000),
});

export const organisationFields = z.object({
  type: neededCode('organization-types'),
  name: text(300),
  country,
  sector: coded('sectors'),
  part: z.enum(organisationParts).nullable().optional(),
});

export const participant = z.object({ kind: z.enum(participantKinds), id: z.uuid() });
export const eventFields = z.object({
  type: z.enum(eventTypes),
  place,
  dateFrom: day,
  dateTo: day,
  datePrecision: precision,
  forms: codedSet('exploitation-forms'),
  acts: codedSet('acts'),
  means: codedSet('means'),
  controls: codedSet('means-of-control'),
  sectors: codedSet('sectors'),
  recruitmentMethods: codedSet('recruitment-methods'),
  participants: z.array(participant).max(200).optional().describe('Who took part; replaces those named before'),
});

export const movementFields = z.object({
  position: z.number().int().min(1).max(1000).optional().describe('Order of the legs; the last when left out'),
  fromPlace: place,
  toPlace: place,
  borderPoint: place,
  borderType: coded('border-types'),
  mode: coded('transport-modes'),
  departedOn: day,
  departedPrecision: precision,
  arrivedOn: day,
  arrivedPrecision: precision,
  arrangedByPerpetrator: z.uuid().nullable().optional(),
  arrangedByOrganisation: z.uuid().nullable().optional(),
});

export const noteFields = z.object({
  dataClass: z.enum(dataClasses),
  body: neededText(20_000),
  aboutKind: z
    .enum([...participantKinds, 'event'])
    .nullable()
    .optional(),
  aboutId: z.uuid().nullable().optional(),
});

export const taskFields = z.object({
  title: neededText(300),
  dueAt: z.iso.datetime().nullable().optional(),
  assignedTo: z.uuid().nullable().optional(),
  state: z.enum(taskStates).optional(),
  clock: z.enum(taskClocks).nullable().optional().describe('The clock of the case that stops when this is done'),
});

export const linkInput = z.object({
  caseId: z.uuid(),
  otherCaseId: z.uuid().optional(),
  otherCaseNumber: z.string().max(100).optional(),
  kind: z.enum(caseLinkKinds),
  reason,
});
