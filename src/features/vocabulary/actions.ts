import { sql } from 'kysely';
import { z } from 'zod';
import { isCode, isCodeListId } from '../../words/codes.ts';
import { collection, defineAction, type Action } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { localLabel, localLabelChange, localLabelList, type LocalLabel } from './schema.ts';

const columns = sql`id, list, code, label, version, updated_at, coalesce(updated_by, created_by) as updated_by`;
type StoredLabel = LocalLabel & { readonly id: string; readonly updatedAt: string; readonly updatedBy: string };

async function findLabel(
  store: Store,
  { list, code }: { list: string; code: string },
  agencyId: string,
): Promise<StoredLabel | null> {
  const { rows } =
    await sql<StoredLabel>`select ${columns} from local_label where agency_id = ${agencyId} and list = ${list} and code = ${code}`.execute(
      store,
    );
  return rows[0] ?? null;
}

export const listLocalLabels = defineAction({
  name: 'vocabulary.labels',
  method: 'GET',
  path: '/api/vocabulary/labels',
  summary: 'What one’s own agency calls codes of the vocabulary',
  input: z.object({}),
  output: localLabelList,
  permission: 'signed-in',
  subject: collection('vocabulary'),
  purpose: 'reference',
  audit: 'read the agency’s words for codes',
  impersonal: true,
  command: 'vocabulary labels',
  run: async ({ store }) => {
    const { rows } = await sql<StoredLabel>`select ${columns} from local_label order by list, code`.execute(store);
    return { labels: rows };
  },
});

export const setLocalLabel = defineAction({
  name: 'vocabulary.label',
  method: 'PUT',
  path: '/api/vocabulary/labels',
  summary: 'Say what the agency calls a code; If-Match "0" when it has no word of its own yet',
  input: localLabelChange,
  output: localLabel,
  permission: 'agency.manage',
  subject: async ({ input, actor, store }) => {
    if (!isCodeListId(input.list) || !isCode(input.list, input.code)) return null;
    const found = await findLabel(store, input, actor.agencyId);
    return {
      kind: 'local_label',
      id: found?.id ?? null,
      version: found?.version ?? 0,
      ...(found && { updatedAt: found.updatedAt, updatedBy: found.updatedBy }),
      agencyId: actor.agencyId,
    };
  },
  versioned: true,
  purpose: 'administration',
  audit: 'changed the agency’s word for a code',
  auditDetail: ({ list, code }) => ({ list, code }),
  run: async ({ store, input: { list, code, label }, subject, newId }) => {
    if (label === '') {
      if (subject.id !== null) await sql`delete from local_label where id = ${subject.id}`.execute(store);
      return { list, code, label, version: 0 };
    }
    await (
      subject.id === null
        ? sql`insert into local_label (id, agency_id, list, code, label) values (${newId()}, ${subject.agencyId}, ${list}, ${code}, ${label})`
        : sql`update local_label set label = ${label} where id = ${subject.id}`
    ).execute(store);
    return { list, code, label, version: subject.version + 1 };
  },
});

export const vocabularyActions: readonly Action[] = [listLocalLabels, setLocalLabel];
