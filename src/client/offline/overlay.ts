import type { ActionTypes } from '../actions.generated.ts';
import { dataClasses } from '../../words/access.ts';
import { captureOf } from './captures.ts';
import type { OutboxEntry } from './entries.ts';

type Overview = ActionTypes['cases.overview']['output'];
type Row = Readonly<Record<string, unknown>> & { readonly id: string };
type Session = ActionTypes['session.open']['output'];

/** What is written over a copy: the id the record has by now, and its version when the server has it. */
export interface Written {
  readonly entry: OutboxEntry;
  readonly id: string;
  readonly version?: number;
}

const lists: Readonly<
  Record<
    string,
    keyof Overview & ('people' | 'perpetrators' | 'organisations' | 'events' | 'movements' | 'notes' | 'tasks')
  >
> = {
  'person-records': 'people',
  perpetrators: 'perpetrators',
  organisations: 'organisations',
  events: 'events',
  movements: 'movements',
  notes: 'notes',
  tasks: 'tasks',
};
const personParts = ['names', 'documents', 'contacts'];

/** What a record just begun has that its form does not ask. */
const beginnings: Readonly<Record<string, (id: string) => Record<string, unknown>>> = {
  people: (id) => ({
    personId: id,
    part: 'victim',
    source: null,
    names: [],
    documents: [],
    contacts: [],
    identity: null,
  }),
  perpetrators: () => ({ identity: null }),
  events: () => ({ participants: [], meansGroups: null }),
  movements: () => ({ position: null }),
  notes: () => ({ createdByName: null, aboutKind: null, aboutId: null }),
  tasks: () => ({ state: 'open', overdue: false, dueAt: null, doneAt: null, assignedTo: null, assignedToName: null }),
};

/** A record of a kind of writes as the page of its case shows it; undefined where it is not on this page. */
export function recordOn(overview: Overview, kind: string, id: string): Readonly<Record<string, unknown>> | undefined {
  if (kind === 'cases') return overview.case.id === id ? overview.case : undefined;
  if (kind === 'identities') return overview.people.find((one) => one.id === id)?.identity ?? undefined;
  if (kind === 'perpetrator-identities')
    return overview.perpetrators.find((one) => one.id === id)?.identity ?? undefined;
  const list = lists[kind];
  const rows =
    list === undefined
      ? overview.people.flatMap((person) => (person as unknown as Record<string, readonly Row[]>)[kind] ?? [])
      : (overview[list] as readonly Row[]);
  return rows.find((row) => row.id === id);
}

/** The page of a case as it will be once this is sent. What does not belong to this case leaves it as it is. */
export function overlay(overview: Overview, written: Written): Overview {
  const capture = captureOf(written.entry.action);
  if (capture === null) return overview;
  const { kind } = capture;
  if (kind === 'cases') return capture.act === 'change' ? onCase(overview, written) : overview;
  const list = lists[kind];
  if (list !== undefined)
    return { ...overview, [list]: onRows(overview[list] as readonly Row[], overview, written, list) };
  if (kind === 'identities') return { ...overview, people: partOf(overview.people, written, 'recordId', 'identity') };
  if (kind === 'perpetrator-identities')
    return { ...overview, perpetrators: partOf(overview.perpetrators, written, 'id', 'identity') };
  if (!personParts.includes(kind)) return overview;
  return {
    ...overview,
    people: overview.people.map((person) => {
      const rows = (person as unknown as Record<string, readonly Row[]>)[kind] ?? [];
      return { ...person, [kind]: onRows(rows, { ...overview, of: person.id }, written, kind) };
    }),
  };
}

const fieldsOf = (input: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { id: _id, caseId: _case, recordId: _record, ...fields } = input;
  return fields;
};

function onCase(overview: Overview, { entry, version }: Written): Overview {
  if (entry.input['caseId'] !== overview.case.id) return overview;
  const changed = { ...overview.case, ...fieldsOf(entry.input), ...(version !== undefined && { version }) };
  return { ...overview, case: changed as Overview['case'] };
}

type Around = Pick<Overview, 'case' | 'people'> & { readonly of?: string };

function onRows(rows: readonly Row[], around: Around, written: Written, list: string): readonly Row[] {
  const { entry, version } = written;
  const act = captureOf(entry.action)?.act;
  if (act === 'add')
    return belongs(entry, around) && !rows.some(({ id }) => id === written.id)
      ? [...rows, begun(around, written, list)]
      : rows;
  const id = entry.input['id'];
  if (act === 'remove') return rows.filter((row) => row.id !== id);
  return rows.map((row) =>
    row.id === id ? { ...row, ...fieldsOf(entry.input), ...(version !== undefined && { version }) } : row,
  );
}

/** Whether an added record stands in this case, or, of a part of a person, in this person's record. */
function belongs({ input }: OutboxEntry, around: Around): boolean {
  const record = input['recordId'];
  if (around.of !== undefined) return record === around.of;
  return record === undefined ? input['caseId'] === around.case.id : around.people.some(({ id }) => id === record);
}

const begun = (around: Around, { entry, id, version = 0 }: Written, list: string): Row => ({
  ...beginnings[list]?.(id),
  ...fieldsOf(entry.input),
  ...('recordId' in entry.input && { recordId: entry.input['recordId'] }),
  id,
  version,
  caseId: around.case.id,
  caseNumber: around.case.number,
  createdAt: entry.madeAt,
  createdBy: null,
  updatedAt: entry.madeAt,
  updatedBy: null,
});

function partOf<T extends { readonly id: string }>(
  rows: readonly T[],
  { entry, version }: Written,
  key: string,
  part: 'identity',
): T[] {
  return rows.map((row) => {
    if (row.id !== entry.input[key]) return row;
    const before = (row as unknown as Record<string, Record<string, unknown> | null>)[part] ?? { version: 0 };
    return { ...row, [part]: { ...before, ...fieldsOf(entry.input), ...(version !== undefined && { version }) } };
  });
}

/** The page of a case that was begun on this device and is not sent yet. */
export function begunCase({ entry, id }: Written, session: Session, label: string): Overview {
  const { membership, user } = session;
  const reads = membership?.reads ?? [];
  const none: [] = [];
  return {
    case: {
      risk: null,
      reference: null,
      registrationYear: null,
      summary: null,
      tip: 'not-asked',
      som: 'not-asked',
      openedOn: entry.madeAt.slice(0, 10),
      ...fieldsOf(entry.input),
      id,
      number: label,
      version: 0,
      agencyId: membership?.agencyId ?? '',
      agencyName: membership?.agencyName ?? '',
      unitId: membership?.unitId ?? null,
      assignedTo: user.id,
      assignedToName: user.name,
      status: 'open',
      closedOn: null,
      closeReason: null,
      closeRemark: null,
      reopenReason: null,
      retentionClass: 'case',
      retainUntil: null,
      legalHold: false,
      legalHoldReason: null,
      erasedAt: null,
      updatedAt: entry.madeAt,
      updatedBy: user.id,
    } as unknown as Overview['case'],
    reads: [...reads],
    writes: [...(membership?.writes ?? [])],
    withheld: dataClasses.filter((known) => !reads.includes(known)),
    inCircle: false,
    people: none,
    perpetrators: none,
    organisations: none,
    events: none,
    movements: none,
    notes: none,
    tasks: none,
    attachments: none,
    links: none,
    grants: none,
    more: none,
  } as Overview;
}
