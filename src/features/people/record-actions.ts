import { z } from 'zod';
import type { DataClass } from '../../words/access.ts';
import { defineAction, Problem, type Subject } from '../../platform/action/index.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Store } from '../../platform/store/index.ts';
import type { FieldFault } from './rules.ts';
import { written } from './schema.ts';
import { deleteRecord, insertRecord, loadRecord, updateRecord, visibleCase, type Values } from './record-store.ts';

/** What a kind of record may look at while it completes what was said. */
export interface Completing {
  readonly store: Store;
  readonly actor: Actor;
  readonly now: Date;
  readonly newId: () => string;
  readonly caseId: string;
  readonly id: string;
  /** The record before the change; null when it is new. */
  readonly before: Values | null;
}

/** One kind of record in a case: declared once, added, changed and removed alike. */
export interface RecordKind<S extends z.ZodRawShape> {
  /** Plural, for names of actions and paths. */
  readonly name: string;
  readonly table: string;
  /** For summaries and the audit trail: `a note`. */
  readonly label: string;
  readonly fields: z.ZodObject<S>;
  /** Null: each record names its own. */
  readonly dataClass: DataClass | null;
  /** What is wrong with the record as a whole, after the change. */
  readonly faults?: (row: Values) => readonly FieldFault[];
  /** What is stored, from what was said. */
  readonly complete?: (values: Values, completing: Completing) => Promise<Values>;
  /** What is written beside the record. */
  readonly after?: (values: Values, completing: Completing) => Promise<void>;
}

type Parent = Subject & { readonly id: string; readonly caseId: string };

/** Add, change and remove for records that stand in a case by themselves. */
export function caseRecordActions<S extends z.ZodRawShape>(kind: RecordKind<S>) {
  const add = defineAction({
    ...adding(kind),
    path: `/api/cases/:caseId/${kind.name}`,
    input: kind.fields.extend({ caseId: z.uuid() }),
    ...classOfAdding(kind),
    subject: ({ input, store }): Promise<Parent | null> => visibleCase(store, (input as { caseId: string }).caseId),
    run: (context) => addTo(kind, { ...context, values: context.input as Values }, {}),
  });
  return { add, ...changeAndRemove(kind) };
}

/** Add, change and remove for what is said of one person record. */
export function personPartActions<S extends z.ZodRawShape>(kind: RecordKind<S>) {
  const add = defineAction({
    ...adding(kind),
    path: `/api/person-records/:recordId/${kind.name}`,
    input: kind.fields.extend({ recordId: z.uuid() }),
    ...classOfAdding(kind),
    subject: ({ input, store }): Promise<Parent | null> =>
      loadRecord(store, 'person_record', (input as { recordId: string }).recordId, false),
    run: (context) => addTo(kind, { ...context, values: context.input as Values }, { recordId: context.subject.id }),
  });
  return { add, ...changeAndRemove(kind) };
}

const adding = <S extends z.ZodRawShape>(kind: RecordKind<S>) =>
  ({
    name: `${kind.name}.add`,
    method: 'POST',
    summary: `Add ${kind.label}`,
    output: written,
    permission: 'case.update',
    purpose: 'case-work',
    audit: `added ${kind.label}`,
    auditHits: (output: z.output<typeof written>) => [output.id],
  }) as const;

/** A record that names its class is refused by it before anything is loaded. */
const classOfAdding = <S extends z.ZodRawShape>({ dataClass }: RecordKind<S>) => ({
  dataClass: dataClass ?? ((input: unknown) => (input as { dataClass: DataClass }).dataClass),
});

interface AddContext {
  readonly values: Values;
  readonly store: Store;
  readonly actor: Actor;
  readonly subject: Parent;
  readonly now: Date;
  readonly newId: () => string;
}

async function addTo<S extends z.ZodRawShape>(
  kind: RecordKind<S>,
  context: AddContext,
  parent: Values,
): Promise<z.input<typeof written>> {
  const { caseId: _case, recordId: _record, ...said } = context.values;
  const id = context.newId();
  const caseId = context.subject.caseId;
  const completing = {
    store: context.store,
    actor: context.actor,
    now: context.now,
    newId: context.newId,
    caseId,
    id,
    before: null,
  };
  const stored = kind.complete ? await kind.complete({ ...said, ...parent }, completing) : { ...said, ...parent };
  refuseFaults(kind, stored);
  await insertRecord(context.store, kind.table, { ...stored, id, caseId });
  await kind.after?.(said, completing);
  return { id, caseId, version: 1 };
}

function changeAndRemove<S extends z.ZodRawShape>(kind: RecordKind<S>) {
  const change = defineAction({
    name: `${kind.name}.change`,
    method: 'PATCH',
    path: `/api/${kind.name}/:id`,
    summary: `Change ${kind.label}`,
    input: kind.fields.partial().extend({ id: z.uuid() }),
    output: written,
    permission: 'case.update',
    ...(kind.dataClass ? { dataClass: kind.dataClass } : {}),
    subject: ({ input, store, forUpdate }) => loadRecord(store, kind.table, (input as { id: string }).id, forUpdate),
    versioned: true,
    purpose: 'case-work',
    audit: `changed ${kind.label}`,
    run: async ({ input, store, actor, subject, now, newId }) => {
      const { id: _id, ...said } = input as Values;
      const completing = { store, actor, now, newId, caseId: subject.caseId, id: subject.id, before: subject.row };
      const stored = kind.complete ? await kind.complete(said, completing) : said;
      refuseFaults(kind, { ...subject.row, ...stored });
      await updateRecord(store, kind.table, subject.id, stored);
      await kind.after?.(said, completing);
      return { id: subject.id, caseId: subject.caseId, version: subject.version + 1 };
    },
  });
  const remove = defineAction({
    name: `${kind.name}.remove`,
    method: 'DELETE',
    path: `/api/${kind.name}/:id`,
    summary: `Remove ${kind.label}; what it said stays in the history`,
    input: z.object({ id: z.uuid() }),
    output: written,
    permission: 'case.update',
    ...(kind.dataClass ? { dataClass: kind.dataClass } : {}),
    subject: ({ input, store, forUpdate }) => loadRecord(store, kind.table, input.id, forUpdate),
    versioned: true,
    purpose: 'case-work',
    audit: `removed ${kind.label}`,
    run: async ({ store, subject }) => {
      await deleteRecord(store, kind.table, subject.id);
      return { id: subject.id, caseId: subject.caseId, version: subject.version };
    },
  });
  return { change, remove };
}

function refuseFaults<S extends z.ZodRawShape>(kind: RecordKind<S>, row: Values): void {
  const fields = kind.faults?.(row) ?? [];
  if (fields.length > 0) throw new Problem('invalid-input', { fields });
}
