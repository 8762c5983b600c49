import { sql } from 'kysely';
import type { z } from 'zod';
import type { Store } from '../../platform/store/index.ts';
import type { workbench } from './schema.ts';

type Source = z.input<typeof workbench>['sources'][number];

const MOST_SOURCES = 1000;

/**
 * What of a case an element can rest on, as far as the reader reads it: events, person records, legs of the journey, notes,
 * documents, interviews, and each answer of an interview that says a sign was seen.
 */
export async function evidenceSources(store: Store, caseId: string): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select 'event' as kind, id, type, date_from::text as on, null::text as name, null::text as answer from event where case_id = ${caseId}
    union all select 'person_record', id, part, null, null, null from person_record where case_id = ${caseId}
    union all select 'movement', id, 'leg', coalesce(departed_on, arrived_on)::text, concat_ws(' – ', from_place, to_place), null
      from movement_leg where case_id = ${caseId}
    union all select 'note', id, data_class, to_char(created_at, 'YYYY-MM-DD'), null, null from note where case_id = ${caseId}
    union all select 'attachment', id, data_class, to_char(created_at, 'YYYY-MM-DD'), file_name, null from attachment where case_id = ${caseId}
    union all select 'screening', id, mode, to_char(started_at, 'YYYY-MM-DD'), null, null from screening
      where case_id = ${caseId} and state = 'finished'
    union all select 'screening', s.id, s.mode, to_char(s.started_at, 'YYYY-MM-DD'), null, said.key
      from screening s join screening_answers q on q.id = s.id, jsonb_each(q.interview->'answers') said
      where s.case_id = ${caseId} and s.state = 'finished' and said.value->>'value' = 'seen'
    order by kind, "on" nulls last, id, answer nulls first limit ${MOST_SOURCES}`.execute(store);
  return rows;
}
