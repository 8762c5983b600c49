import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { FoundKind } from './schema.ts';
import type { Questions } from './rules.ts';

/** A hit as the reader may see it, before it is ranked. */
export interface FoundRow {
  readonly kind: FoundKind;
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseStatus: string;
  readonly agencyName: string;
  readonly personId: string | null;
  readonly recordId: string | null;
  readonly part: string | null;
  readonly sex: string | null;
  readonly citizenships: string[] | null;
  readonly birthFrom: string | null;
  readonly birthTo: string | null;
  readonly text: string;
  readonly detail: string | null;
}

interface Candidate {
  readonly kind: FoundKind;
  readonly id: string;
}

/** Most candidates of each kind of question that are read and ranked. */
const mostRanked = 120;
const leastLikeness = 0.45;

const namesKinds = ['name', 'suspect', 'organisation'];
const numberKinds = ['document', 'contact', 'case', 'suspect'];
const textKinds = ['summary', 'note', 'attachment', 'contact'];

/** Ids of what answers the questions, within the actor's reach and classes. */
export async function candidates(store: Store, asked: Questions, kinds: ReadonlySet<FoundKind>): Promise<Candidate[]> {
  const parts: RawBuilder<unknown>[] = [];
  const ask = (question: string | null, of: readonly string[]): void => {
    const wanted = of.filter((kind) => kinds.has(kind as FoundKind));
    if (question !== null && wanted.length > 0)
      parts.push(sql`select kind, id from search_candidates(${wanted}::text[], ${question}, ${mostRanked})`);
  };
  ask(asked.names, namesKinds);
  ask(asked.numbers, numberKinds);
  ask(asked.words, textKinds);
  if (parts.length === 0) return [];
  const { rows } = await sql<Candidate>`${sql.join(parts, sql` union `)}`.execute(store);
  return rows;
}

/** The same for slips of spelling: names, numbers and places by letters in common. */
export async function candidatesAlike(
  store: Store,
  spelling: string,
  kinds: ReadonlySet<FoundKind>,
): Promise<Candidate[]> {
  const wanted = [...namesKinds, 'document', 'case'].filter((kind) => kinds.has(kind as FoundKind));
  if (wanted.length === 0) return [];
  const { rows } =
    await sql<Candidate>`select kind, id from search_alike(${wanted}::text[], ${spelling}, ${leastLikeness}, ${mostRanked})`.execute(
      store,
    );
  return rows;
}

const person = sql`r.person_id, r.id as record_id, r.part, r.sex, r.citizenships,
  (select i.birth_from from person_identity i where i.record_id = r.id) as birth_from, (select i.birth_to from person_identity i where i.record_id = r.id) as birth_to`;
const noPerson = sql`null::uuid as person_id, null::uuid as record_id, null as part, null as sex, null::text[] as citizenships, null::date as birth_from, null::date as birth_to`;

const readers: Readonly<Record<FoundKind, RawBuilder<unknown>>> = {
  name: sql`select 'name' as kind, t.id, t.case_id, ${person}, t.full_text as text, t.kind as detail from person_name t join person_record r on r.id = t.record_id`,
  document: sql`select 'document' as kind, t.id, t.case_id, ${person}, t.number as text, t.kind as detail from person_document t join person_record r on r.id = t.record_id`,
  contact: sql`select 'contact' as kind, t.id, t.case_id, ${person}, t.value as text, t.kind as detail from person_contact t join person_record r on r.id = t.record_id`,
  suspect: sql`select 'suspect' as kind, t.perpetrator_id as id, t.case_id, ${noPerson},
    concat_ws(' · ', t.full_text, array_to_string(t.aliases, ' · '), array_to_string(t.documents, ' · '), array_to_string(t.handles, ' · ')) as text, null as detail from perpetrator_identity t`,
  organisation: sql`select 'organisation' as kind, t.id, t.case_id, ${noPerson}, t.name as text, t.type as detail from organisation t`,
  case: sql`select 'case' as kind, t.id, t.id as case_id, ${noPerson}, concat_ws(' · ', t.number, t.reference) as text, null as detail from case_file t`,
  summary: sql`select 'summary' as kind, t.id, t.id as case_id, ${noPerson}, t.summary as text, null as detail from case_file t`,
  note: sql`select 'note' as kind, t.id, t.case_id, ${noPerson}, t.body as text, t.data_class as detail from note t`,
  attachment: sql`select 'attachment' as kind, t.id, t.case_id, ${noPerson}, concat_ws(' · ', t.file_name, t.description) as text, t.data_class as detail from attachment t`,
};
const idOf = (kind: FoundKind): RawBuilder<unknown> => (kind === 'suspect' ? sql`t.perpetrator_id` : sql`t.id`);

/** What the hits say, read under the rules of rows: what may not be read is not there. */
export async function readFound(store: Store, found: readonly Candidate[]): Promise<FoundRow[]> {
  const kinds = [...Map.groupBy(found, (one) => one.kind)];
  if (kinds.length === 0) return [];
  const parts = kinds.map(
    ([kind, ones]) => sql`${readers[kind]} where ${idOf(kind)} = any (${ones.map((one) => one.id)}::uuid[])`,
  );
  const { rows } =
    await sql<FoundRow>`select h.*, c.number as case_number, c.status as case_status, a.name as agency_name
    from (${sql.join(parts, sql` union all `)}) h join case_file c on c.id = h.case_id join agency a on a.id = c.agency_id`.execute(
      store,
    );
  return rows;
}
