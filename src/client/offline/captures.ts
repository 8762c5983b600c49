import type { ActionName, ActionTypes } from '../actions.generated.ts';

/** How a write stands to a record, so that it can be kept on the device and sent later. */
export interface Capture {
  readonly act: 'add' | 'change' | 'remove';
  /** The kind of record, unique among those one id can name. */
  readonly kind: string;
  /** The field of the input that names the record; writes that add one have none. */
  readonly key?: string;
}

const kinds = [
  'perpetrators',
  'organisations',
  'events',
  'movements',
  'notes',
  'tasks',
  'names',
  'documents',
  'contacts',
  'screenings',
];

const ofKind = (kind: string): [string, Capture][] => [
  [`${kind}.add`, { act: 'add', kind }],
  [`${kind}.change`, { act: 'change', kind, key: 'id' }],
  [`${kind}.remove`, { act: 'remove', kind, key: 'id' }],
];

/**
 * The writes that work with no network. Another capture form is one row here: the action that adds, its answer an
 * object with `id` and `version`, or one that changes the record a field of its input names.
 */
const captures: ReadonlyMap<string, Capture> = new Map<string, Capture>([
  ['cases.create', { act: 'add', kind: 'cases' }],
  ['cases.update', { act: 'change', kind: 'cases', key: 'caseId' }],
  ...ofKind('person-records'),
  ['identities.set', { act: 'change', kind: 'identities', key: 'recordId' }],
  ...kinds.flatMap(ofKind),
  ['perpetrators.identify', { act: 'change', kind: 'perpetrator-identities', key: 'id' }],
]);

/** How a write is captured; null for what needs the server at once. */
export const captureOf = (name: ActionName): Capture | null => captures.get(name) ?? null;

/** A read a page of a case makes; what is taken along is read in advance. */
export interface TakenRead<N extends ActionName = ActionName> {
  readonly name: N;
  readonly input: ActionTypes[N]['input'];
}

/** Most interviews a list asks for. */
export const mostScreenings = 200;

/** What is read when a case is taken along. Another read its page needs with no network is one more row. */
export const readsOfCase = (caseId: string): readonly TakenRead[] => [
  { name: 'cases.overview', input: { caseId } },
  { name: 'screenings.told', input: { caseId } },
  { name: 'screenings.list', input: { caseId, limit: mostScreenings } },
];
