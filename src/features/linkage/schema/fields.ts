import { z } from 'zod';

/** What of a record can be compared, and agreed on. A sheltered address is none of it. */
export const linkageFields = [
  'name',
  'birthDate',
  'birthPlace',
  'sex',
  'citizenship',
  'document',
  'phone',
  'email',
] as const;
export type LinkageField = (typeof linkageFields)[number];

/** What a record says, by the columns that are compared: a field may have two. */
export const factNames = [
  'name',
  'birth',
  'birthPlace',
  'sex',
  'citizenship',
  'document',
  'card',
  'phone',
  'email',
] as const;
export type FactName = (typeof factNames)[number];

export const field = z.enum(linkageFields);
