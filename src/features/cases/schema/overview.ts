import { z } from 'zod';
import { dataClasses } from '../../../words/access.ts';
import { asRead, personRecordRow } from '../../people/schema.ts';
import { grantRow } from './access.ts';
import { caseHeader } from './header.ts';
import {
  eventFields,
  movementFields,
  noteFields,
  organisationFields,
  participant,
  perpetratorFields,
  perpetratorIdentityFields,
  taskFields,
} from './parts.ts';

const withNumber = { position: z.number().int() };
export const taskRow = asRead(taskFields).extend({
  assignedToName: z.string().nullable(),
  doneAt: z.string().nullable(),
  caseNumber: z.string(),
  overdue: z.boolean(),
});

/** Everything a case holds, list by list. */
export const caseLists = {
  people: personRecordRow,
  perpetrators: asRead(perpetratorFields).extend({
    identity: perpetratorIdentityFields.extend({ version: z.number().int() }).nullable(),
  }),
  organisations: asRead(organisationFields),
  events: asRead(eventFields).extend({
    meansGroups: z.record(z.string(), z.unknown()).nullable(),
    participants: z.array(participant),
  }),
  movements: asRead(movementFields).extend({ recordId: z.uuid(), ...withNumber }),
  notes: asRead(noteFields).extend({ createdByName: z.string().nullable() }),
  tasks: taskRow,
  attachments: asRead(
    z.object({
      dataClass: z.enum(dataClasses),
      fileName: z.string(),
      mediaType: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      description: z.string().nullable(),
    }),
  ),
  links: asRead(
    z.object({
      kind: z.string(),
      reason: z.string(),
      otherCaseId: z.uuid(),
      otherCaseNumber: z.string(),
      otherCaseStatus: z.string(),
      otherAgencyName: z.string(),
    }),
  ),
} as const;
export type CaseList = keyof typeof caseLists;
export const caseListNames = Object.keys(caseLists) as [CaseList, ...CaseList[]];

/** The whole page of a case in one answer. */
export const caseOverview = z.object({
  case: caseHeader,
  reads: z.array(z.enum(dataClasses)).describe('Classes of this case the reader reads'),
  writes: z.array(z.enum(dataClasses)).describe('Classes of this case the reader writes'),
  withheld: z
    .array(z.enum(dataClasses))
    .describe('Classes the reader does not read, whether or not there is anything of them'),
  inCircle: z.boolean().describe('Whether the whereabouts of sheltered persons are among the contacts'),
  people: z.array(caseLists.people),
  perpetrators: z.array(caseLists.perpetrators),
  organisations: z.array(caseLists.organisations),
  events: z.array(caseLists.events),
  movements: z.array(caseLists.movements),
  notes: z.array(caseLists.notes),
  tasks: z.array(caseLists.tasks),
  attachments: z.array(caseLists.attachments),
  links: z.array(caseLists.links),
  grants: z.array(grantRow),
  more: z.array(z.enum(caseListNames)).describe('Lists with more than fits here: go on with /contents'),
});

const recordPicture = z.record(z.string(), z.unknown());

export const caseMoment = z.object({
  caseId: z.uuid(),
  moment: z.string(),
  case: recordPicture.nullable().describe('Null: the case was not there yet'),
  records: z.record(z.string(), z.array(recordPicture)).describe('Kind of record -> the records as they were'),
});

export const caseChangeLine = z.object({
  kind: z.string(),
  id: z.uuid(),
  version: z.number().int(),
  at: z.string(),
  by: z.uuid().nullable(),
  byName: z.string().nullable(),
  act: z.enum(['created', 'changed', 'removed']),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type CaseChangeLine = z.output<typeof caseChangeLine>;
