import type { FactName, LinkageField } from '../schema.ts';

/** The field a fact is agreed on by: a passport and an identity card are both documents. */
export const fieldOfFact: Readonly<Record<FactName, LinkageField>> = {
  name: 'name',
  birth: 'birthDate',
  birthPlace: 'birthPlace',
  sex: 'sex',
  citizenship: 'citizenship',
  document: 'document',
  card: 'document',
  phone: 'phone',
  email: 'email',
};
