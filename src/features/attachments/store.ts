import { sql } from 'kysely';
import type { Store } from '../../platform/store/index.ts';
import type { Attachment } from './schema.ts';
import './tables.ts';

const columns = sql`a.id, a.case_id, a.data_class, a.file_name, a.media_type, a.bytes, a.sha256, a.description, a.version,
  a.created_at, a.created_by, (select name from app_user u where u.id = a.created_by) as created_by_name, a.updated_at, a.updated_by`;

export async function caseIsVisible(store: Store, caseId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from case_file where id = ${caseId}`.execute(store);
  return rows.length > 0;
}

/** The files of a case that the actor's classes cover, oldest first. */
export async function listAttachments(store: Store, caseId: string): Promise<Attachment[]> {
  const { rows } =
    await sql<Attachment>`select ${columns} from attachment a where a.case_id = ${caseId} order by a.created_at, a.id`.execute(
      store,
    );
  return rows;
}

export async function findAttachment(
  store: Store,
  caseId: string,
  id: string,
  forUpdate: boolean,
): Promise<Attachment | null> {
  const { rows } =
    await sql<Attachment>`select ${columns} from attachment a where a.case_id = ${caseId} and a.id = ${id}
    ${forUpdate ? sql`for no key update of a` : sql``}`.execute(store);
  return rows[0] ?? null;
}

/** Where the content lies, of an attachment the actor may read. */
export async function storageKeyOf(store: Store, id: string): Promise<string | null> {
  const { rows } = await sql<{ storageKey: string }>`select storage_key from attachment where id = ${id}`.execute(
    store,
  );
  return rows[0]?.storageKey ?? null;
}
