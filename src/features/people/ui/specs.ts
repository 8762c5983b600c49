import { contactKinds, contactSafety, documentKinds, documentStates, nameKinds } from '../../../words/case-work.ts';
import { ageBases, personParts } from '../../../words/cases.ts';
import type { FieldSpec } from '../../../kit/recordSpecs.ts';

const ages = (of: string): readonly FieldSpec[] => [
  { name: `age${of}Min`, as: 'number' },
  { name: `age${of}Max`, as: 'number' },
  { name: `age${of}Basis`, as: 'choice', family: 'ageBasis', values: ageBases },
];

/** What one source said of one person. */
export const personSpecs: readonly FieldSpec[] = [
  { name: 'part', as: 'choice', family: 'personPart', values: personParts, required: true },
  { name: 'source', as: 'text', help: 'record.sourceHelp' },
  { name: 'victimStatus', as: 'code', list: 'victim-status' },
  { name: 'statusDecidedBy', as: 'code', list: 'status-deciders' },
  { name: 'statusDecidedOn', as: 'day' },
  { name: 'migrationStatus', as: 'code', list: 'migration-status' },
  { name: 'sex', as: 'code', list: 'sex-gender', scheme: 'sex' },
  { name: 'gender', as: 'code', list: 'sex-gender', scheme: 'gender' },
  { name: 'citizenships', as: 'countries' },
  { name: 'residenceCountry', as: 'country' },
  { name: 'education', as: 'code', list: 'education-isced2011' },
  ...ages('Identification'),
  ...ages('Entry'),
  ...ages('Exploitation'),
  { name: 'exploitationDuration', as: 'code', list: 'durations' },
  { name: 'registrationYear', as: 'number' },
  { name: 'recruiterRelations', as: 'codes', list: 'recruiter-relations' },
];

/** When and where somebody was born. */
export const identitySpecs: readonly FieldSpec[] = [
  { name: 'birthFrom', as: 'date', precision: 'birthPrecision', until: 'birthTo' },
  { name: 'birthPlace', as: 'place' },
];

export const nameSpecs: readonly FieldSpec[] = [
  { name: 'fullText', as: 'text', required: true, wide: true, help: 'record.nameHelp' },
  { name: 'kind', as: 'choice', family: 'nameKind', values: nameKinds, required: true },
  { name: 'given', as: 'text' },
  { name: 'family', as: 'text' },
];

export const documentSpecs: readonly FieldSpec[] = [
  { name: 'kind', as: 'choice', family: 'documentKind', values: documentKinds, required: true },
  { name: 'number', as: 'text' },
  { name: 'issuingCountry', as: 'country' },
  { name: 'state', as: 'choice', family: 'documentState', values: documentStates },
  { name: 'issuedOn', as: 'day' },
  { name: 'expiresOn', as: 'day' },
];

export const contactSpecs: readonly FieldSpec[] = [
  { name: 'kind', as: 'choice', family: 'contactKind', values: contactKinds, required: true },
  { name: 'value', as: 'text', required: true },
  { name: 'safe', as: 'choice', family: 'contactSafety', values: contactSafety },
  { name: 'safeHours', as: 'text' },
  { name: 'sheltered', as: 'check', wide: true, help: 'record.shelteredHelp' },
];
