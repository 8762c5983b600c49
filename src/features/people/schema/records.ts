import { z } from 'zod';
import { contactKinds, contactSafety, documentKinds, documentStates, nameKinds } from '../../../words/case-work.ts';
import { personParts } from '../../../words/cases.ts';
import {
  age,
  ageBasis,
  asRead,
  coded,
  codedOfScheme,
  codedSet,
  countriesOf,
  country,
  day,
  neededText,
  place,
  precision,
  text,
} from './fields.ts';

/** What one source said of one person, without what tells who it is. */
export const personRecordFields = z.object({
  part: z.enum(personParts),
  source: neededText(200).optional().describe('Who said it; the own agency when left out'),
  sourceKey: text(200),
  victimStatus: coded('victim-status'),
  statusDecidedBy: coded('status-deciders'),
  statusDecidedOn: day,
  sex: codedOfScheme('sex'),
  gender: codedOfScheme('gender'),
  ageIdentificationMin: age,
  ageIdentificationMax: age,
  ageIdentificationBasis: ageBasis,
  ageEntryMin: age,
  ageEntryMax: age,
  ageEntryBasis: ageBasis,
  ageExploitationMin: age,
  ageExploitationMax: age,
  ageExploitationBasis: ageBasis,
  citizenships: countriesOf,
  residenceCountry: country,
  education: coded('education-isced2011'),
  migrationStatus: coded('migration-status'),
  recruiterRelations: codedSet('recruiter-relations'),
  exploitationDuration: coded('durations'),
  registrationYear: z.number().int().min(1900).max(2200).nullable().optional(),
});

/** A birth date as far as it is known: the first and the last day it can have been. */
export const identityFields = z.object({ birthFrom: day, birthTo: day, birthPrecision: precision, birthPlace: place });

export const nameFields = z.object({
  kind: z.enum(nameKinds),
  fullText: neededText(300),
  given: text(200),
  family: text(200),
});

export const documentFields = z.object({
  kind: z.enum(documentKinds),
  number: text(100),
  issuingCountry: country,
  issuedOn: day,
  expiresOn: day,
  state: z.enum(documentStates).nullable().optional(),
});

export const contactFields = z.object({
  kind: z.enum(contactKinds),
  value: neededText(500),
  safe: z.enum(contactSafety).nullable().optional(),
  safeHours: text(200),
  sheltered: z.boolean().optional().describe('Where a protected person stays now: only the smallest circle reads it'),
});

const nameRow = asRead(nameFields.extend({ script: z.string().nullable() }));
const identityRow = identityFields.extend({ version: z.number().int(), updatedAt: z.string() });

/** A record with its parts; parts of a class the reader has not are absent and named in `withheld` of the page. */
export const personRecordRow = asRead(personRecordFields).extend({
  personId: z.uuid(),
  importId: z.uuid().nullable(),
  names: z.array(nameRow),
  identity: identityRow.nullable(),
  documents: z.array(asRead(documentFields)),
  contacts: z.array(asRead(contactFields)),
});
export type PersonRecordRow = z.output<typeof personRecordRow>;

export const personPage = z.object({
  id: z.uuid(),
  records: z.array(
    personRecordRow.extend({
      caseNumber: z.string(),
      agencyName: z.string(),
      reads: z.array(z.string()).describe('The classes of this case the reader reads'),
    }),
  ),
  links: z.array(
    z.object({
      id: z.uuid(),
      recordId: z.uuid(),
      fromPerson: z.uuid(),
      toPerson: z.uuid(),
      kind: z.enum(['join', 'split']),
      reason: z.string(),
      createdAt: z.string(),
      createdBy: z.uuid(),
      createdByName: z.string().nullable(),
      linkagePair: z.uuid().nullable().optional().describe('The pair whose review moved the record'),
    }),
  ),
});

export const accessLine = z.object({
  at: z.string(),
  agencyName: z.string().nullable(),
  userId: z.uuid().nullable().describe('Only for staff of the own agency'),
  userName: z.string().nullable(),
  roleName: z.string().nullable(),
  action: z.string(),
  outcome: z.string(),
  via: z.enum(['subject', 'list']).describe('Opened or changed itself, or found in a list, search or export'),
});
export type AccessLine = z.output<typeof accessLine>;
