import type { DataClass } from './access.ts';

/** What an agency is. Its kind bounds the classes of data its people may be given. */
export const agencyKinds = [
  'police',
  'immigration',
  'labour-inspection',
  'prosecution',
  'court',
  'task-force',
  'shelter',
  'service-provider',
  'health',
  'ngo',
  'consular',
  'un-body',
  'central-authority',
  'statistics-office',
] as const;
export type AgencyKind = (typeof agencyKinds)[number];

const nothingOfPersons: readonly DataClass[] = ['identity', 'contact', 'health', 'testimony', 'intelligence'];

/** Classes that no role given in an agency of this kind may read: police no counselling notes, shelters no intelligence. */
export const closedClasses: Readonly<Record<AgencyKind, readonly DataClass[]>> = {
  police: ['health'],
  immigration: ['health'],
  'labour-inspection': ['health'],
  prosecution: ['health'],
  court: ['health'],
  'task-force': ['health'],
  shelter: ['intelligence'],
  'service-provider': ['intelligence'],
  health: ['intelligence'],
  ngo: ['intelligence'],
  consular: ['intelligence'],
  'un-body': ['intelligence'],
  'central-authority': ['health'],
  'statistics-office': nothingOfPersons,
};

/** The shipped role that does the main work in an agency of this kind; null where it holds no cases. */
export function mainRoleOf(kind: AgencyKind): string | null {
  if (kind === 'statistics-office') return null;
  if (kind === 'prosecution') return 'prosecutor';
  return closedClasses[kind].includes('health') ? 'investigator' : 'case-worker';
}

/** The languages the product speaks. */
export const languages = ['en', 'id', 'ur'] as const;
export type Language = (typeof languages)[number];
