import { sql, type RawBuilder } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { FoundKind } from './schema/kinds.ts';
import type { Questions } from './rules.ts';
import type { FoundRow } from './rules/rank.ts';

interface CaseFacts {
  readonly caseNumber: string;
  readonly caseStatus: string;
  readonly agencyName: string;
}
interface PersonFacts {
  readonly personId: string | null;
  readonly personName: string | null;
  readonly part: string | null;
  readonly sex: string | null;
  readonly citizenships: string[] | null;
  readonly birthFrom: string | null;
  readonly birthTo: string | null;
}

interface Candidate {
  readonly kind: FoundKind;
  readonly id: string;
}

/** Most candidates of each kind of question that are read and ranked. */
const mostRanked = 120;
const leastLikeness = 0.45;

const namesKinds: readonly FoundKind[] = ['name', 'suspect', 'organisation'];
const numberKinds: readonly FoundKind[] = ['document', 'contact', 'case', 'suspect'];
const textKinds: readonly FoundKind[] = ['summary', 'note', 'attachment', 'task', 'contact'];

/** Ids of what answers the questions, within the actor's reach and classes. */
export async function candidates(
  store: Store,
  asked: Partial<Pick<Questions, 'names' | 'numbers' | 'words'>>,
  kinds: ReadonlySet<FoundKind>,
): Promise<Candidate[]> {
  const parts: RawBuilder<unknown>[] = [];
  const ask = (question: string | null | undefined, of: readonly FoundKind[]): void => {
    const wanted = of.filter((kind) => kinds.has(kind));
    if (question && wanted.length > 0)
      parts.push(sql`select kind, id from search_candidates(${wanted}::text[], ${question}, ${mostRanked})`);
  };
  ask(asked.names, namesKinds);
  ask(asked.numbers, numberKinds);
  ask(asked.words, textKinds);
  if (parts.length === 0) return [];
  const { rows } = await sql<Candidate>`${sql.join(parts, sql` union all `)}`.execute(store);
  return rows;
}

/** The same for slips of spelling in names, by letters in common. */
export async function candidatesAlike(
  store: Store,
  spelling: string,
  kinds: ReadonlySet<FoundKind>,
): Promise<Candidate[]> {
  const wanted = namesKinds.filter((kind) => kinds.has(kind));
  if (wanted.length === 0) return [];
  const { rows } =
    await sql<Candidate>`select kind, id from search_alike(${wanted}::text[], ${spelling}, ${leastLikeness}, ${mostRanked})`.execute(
      store,
    );
  return rows;
}

const readers: Readonly<Record<FoundKind, RawBuilder<unknown>>> = {
  name: sql`select 'name' as kind, t.id, t.case_id, t.record_id, t.full_text as text, t.kind as detail from person_name t`,
  document: sql`select 'document' as kind, t.id, t.case_id, t.record_id, t.number as text, t.kind as detail from person_document t`,
  contact: sql`select 'contact' as kind, t.id, t.case_id, t.record_id, t.value as text, t.kind as detail from person_contact t`,
  suspect: sql`select 'suspect' as kind, t.perpetrator_id as id, t.case_id, null::uuid as record_id,
    concat_ws(' · ', t.full_text, array_to_string(t.aliases, ' · '), array_to_string(t.documents, ' · '), array_to_string(t.handles, ' · ')) as text, null as detail from perpetrator_identity t`,
  organisation: sql`select 'organisation' as kind, t.id, t.case_id, null::uuid as record_id, t.name as text, t.type as detail from organisation t`,
  case: sql`select 'case' as kind, t.id, t.id as case_id, null::uuid as record_id, concat_ws(' · ', t.number, t.reference) as text, null as detail from case_file t`,
  summary: sql`select 'summary' as kind, t.id, t.id as case_id, null::uuid as record_id, t.summary as text, null as detail from case_file t`,
  note: sql`select 'note' as kind, t.id, t.case_id, null::uuid as record_id, t.body as text, t.data_class as detail from note t`,
  attachment: sql`select 'attachment' as kind, t.id, t.case_id, null::uuid as record_id, concat_ws(' · ', t.file_name, t.description) as text, t.data_class as detail from attachment t`,
  task: sql`select 'task' as kind, t.id, t.case_id, null::uuid as record_id, t.title as text, t.state as detail from task t`,
};
const idOf = (kind: FoundKind): RawBuilder<unknown> => (kind === 'suspect' ? sql`t.perpetrator_id` : sql`t.id`);

/** What the hits say, read under the rules of rows: what may not be read is not there. */
export async function readFound(store: Store, found: readonly Candidate[]): Promise<FoundRow[]> {
  const kinds = [...Map.groupBy(found, (one) => one.kind)];
  if (kinds.length === 0) return [];
  const parts = kinds.map(
    ([kind, ones]) => sql`${readers[kind]} where ${idOf(kind)} = any (${ones.map((one) => one.id)}::uuid[])`,
  );
  const { rows } = await sql<FoundRow>`${sql.join(parts, sql` union all `)}`.execute(store);
  return rows;
}

type Place = Pick<FoundRow, 'caseId' | 'recordId'>;

/** What tells the few hits that are shown from one another: their case, and of a person what is known of them. */
export async function readFacts(
  store: Store,
  shown: readonly Place[],
): Promise<(hit: Place) => (CaseFacts & PersonFacts) | null> {
  const cases = [...new Set(shown.map((hit) => hit.caseId))];
  if (cases.length === 0) return () => null;
  const { rows: headers } = await sql<
    { id: string } & CaseFacts
  >`select c.id, c.number as case_number, c.status as case_status, a.name as agency_name
    from case_file c join agency a on a.id = c.agency_id where c.id = any (${cases}::uuid[])`.execute(store);
  const headerOf = new Map(headers.map(({ id, ...facts }) => [id, facts]));
  const personOf = new Map((await readPeople(store, shown)).map(({ id, ...facts }) => [id, facts]));
  return (hit) => {
    const header = headerOf.get(hit.caseId);
    return header ? { ...header, ...(personOf.get(hit.recordId ?? '') ?? nobody) } : null;
  };
}

async function readPeople(store: Store, shown: readonly Place[]): Promise<({ id: string } & PersonFacts)[]> {
  const records = [...new Set(shown.flatMap((hit) => hit.recordId ?? []))];
  if (records.length === 0) return [];
  const { rows } = await sql<
    { id: string } & PersonFacts
  >`select r.id, r.person_id, r.part, r.sex, r.citizenships, i.birth_from, i.birth_to,
    (select n.full_text from person_name n where n.record_id = r.id order by n.kind <> 'legal', n.created_at, n.id limit 1) as person_name
    from person_record r left join person_identity i on i.record_id = r.id where r.id = any (${records}::uuid[])`.execute(
    store,
  );
  return rows;
}

const nobody: PersonFacts = {
  personName: null,
  personId: null,
  part: null,
  sex: null,
  citizenships: null,
  birthFrom: null,
  birthTo: null,
};
