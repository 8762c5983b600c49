import type { ActionName, ActionTypes } from '../../../client/index.ts';
import type { FieldSpec, RecordValues } from '../../../kit/recordSpecs.ts';

export type Overview = ActionTypes['cases.overview']['output'];
export type PersonRecord = Overview['people'][number];

/** A record of the case as it was read. */
export type ReadRecord = RecordValues & { readonly id: string; readonly version: number };

/** A kind of record that is added to, changed in and removed from a case. */
export type Part = {
  add: ActionName | null;
  change: ActionName;
  remove: ActionName | null;
  /** What names the record in the change: `id`, or of an identity its person record. */
  key: 'id' | 'recordId';
  specs: (overview: Overview, labels: PartyLabels) => readonly FieldSpec[];
};

/** How those who take part in a case are called. */
export type PartyLabels = {
  people: readonly { id: string; label: string }[];
  perpetrators: readonly { id: string; label: string }[];
  organisations: readonly { id: string; label: string }[];
  events: readonly { id: string; label: string }[];
  /** Who may be given a task. */
  colleagues: readonly { id: string; label: string }[];
};
