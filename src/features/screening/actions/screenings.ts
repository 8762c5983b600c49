import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.ts';
import {
  collection,
  defineAction,
  orNotFound,
  Problem,
  type Action,
  type Subject,
} from '../../../platform/action/index.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import type { Store } from '../../../platform/store/index.ts';
import { lawFacts, modusOf, nextStep, saysSame, screen, type Interview } from '../../../engines/screening/index.ts';
import { insertRecord, updateRecord, type Values } from '../../people/index.ts';
import {
  asInterview,
  screeningAdd,
  screeningChange,
  screeningListInput,
  screeningOpened,
  screeningRow,
  screeningWritten,
} from '../schema.ts';
import { asInstrument } from '../rules/instrument.ts';
import {
  answersOf,
  decisionsOf,
  findScreening,
  instrumentsOf,
  listScreenings,
  type StoredScreening,
} from '../store.ts';
import { openCaseFor } from './opening.ts';

export type ScreeningSubject = Subject & { readonly id: string; readonly row: StoredScreening };

/** A screening an action names, as far as the actor may see it; locked for a write. */
async function findSubject(store: Store, id: string, forUpdate: boolean): Promise<ScreeningSubject | null> {
  const row = await findScreening(store, id, forUpdate);
  if (!row && forUpdate && (await findScreening(store, id, false))) throw new Problem('not-permitted');
  return (
    row && {
      kind: 'screening',
      id: row.id,
      caseId: row.caseId,
      version: row.version,
      updatedAt: row.updatedAt,
      updatedBy: row.updatedBy,
      row,
    }
  );
}
const screeningSubject = ({ input, store, forUpdate }: LoadContext<{ id: string }, Actor>) =>
  findSubject(store, input.id, forUpdate);
/** For what adds beside a screening and leaves its own row alone. */
export const seenScreening = ({ input, store }: LoadContext<{ screeningId: string }, Actor>) =>
  findSubject(store, input.screeningId, false);

export const listScreeningsAction = defineAction({
  name: 'screenings.list',
  method: 'GET',
  path: '/api/screenings',
  summary: 'Screenings within reach, of a case or all, the latest first',
  input: screeningListInput,
  output: z.object({ screenings: z.array(screeningRow), more: z.boolean() }),
  permission: 'case.read',
  subject: collection('screenings'),
  purpose: 'case-work',
  audit: 'listed screenings',
  auditHits: (output) => output.screenings.map((found) => found.id),
  command: 'screenings list',
  run: ({ store, input }) => listScreenings(store, input),
});

export const openScreening = defineAction({
  name: 'screenings.open',
  method: 'GET',
  path: '/api/screenings/:id',
  summary: 'One screening: its answers for who reads testimony or asked, its signs, and what people decided',
  input: z.object({ id: z.uuid() }),
  output: screeningOpened,
  permission: 'case.read',
  subject: screeningSubject,
  purpose: 'case-work',
  audit: 'opened a screening',
  command: 'screenings open',
  run: async ({ store, subject }) => {
    const answers = await answersOf(store, subject.id);
    return {
      screening: subject.row,
      interview: answers?.interview ?? null,
      result: answers?.result ?? null,
      decisions: await decisionsOf(store, subject.id),
    };
  },
});

type Written = z.output<typeof screeningAdd> | z.output<typeof screeningChange>;

/** What the columns and the answers hold of an interview, scored by the instruments of the day. */
async function scored(store: Store, interview: Interview): Promise<{ row: Values; answers: Values }> {
  const own = await instrumentsOf(store, true);
  const result = screen(
    interview,
    own.map(({ content }) => asInstrument(content)),
  );
  return {
    row: {
      mode: interview.mode,
      language: interview.language,
      startedAt: interview.startedAt,
      endedAt: interview.endedAt ?? null,
      level: result.level,
      treatAs: result.age.treatAs,
      danger: result.emergency.state === 'danger',
      protectionToldAt: interview.protectionToldAt ?? null,
      modus: modusOf(interview),
      modes: result.indonesianModes,
    },
    answers: { interview, result: { ...result, law: lawFacts(interview) } },
  };
}

/** An answer that is new or other than before was written down by the actor, whoever the device says it was. */
function signed(interview: Interview, before: Interview | null, by: string): Interview {
  const answers = Object.fromEntries(
    Object.entries(interview.answers).map(([key, answer]) => {
      const known = before?.answers[key];
      const same =
        known !== undefined &&
        known.value === answer.value &&
        saysSame([known.codes, known.order], [answer.codes, answer.order]);
      return [key, { ...answer, by: same ? (known.by ?? by) : by }];
    }),
  );
  return { ...interview, answers };
}

/** A child's interview that nobody stands by has no answers beyond the emergency check and what was observed. */
function refuseBlocked(interview: Interview): void {
  const step = nextStep(interview);
  if (step.kind !== 'blocked' || step.by !== 'guardian') return;
  const asked = Object.values(interview.answers).some(({ value, basis }) => value !== 'not-asked' && basis === 'told');
  const emergency = Object.keys(interview.answers).every((key) => key.startsWith('urgent-'));
  if (asked && !emergency)
    throw new Problem('rule-broken', {
      reason: 'A child is not interviewed before a guardian is recorded, or a reason for none.',
    });
}

function refuseUnfinishable({ finish, opening, caseId }: Written, row: StoredScreening | null): void {
  if (row?.state === 'finished') throw new Problem('not-allowed-now', { reason: 'This interview is finished.' });
  if (opening && !finish)
    throw new Problem('invalid-input', {
      fields: [{ field: 'opening', message: 'finish the interview to open a case' }],
    });
  if (opening && (caseId ?? row?.caseId))
    throw new Problem('invalid-input', {
      fields: [{ field: 'opening', message: 'this screening has a case already' }],
    });
  if (opening && row?.exercise)
    throw new Problem('invalid-input', { fields: [{ field: 'opening', message: 'an exercise opens no case' }] });
}

export const addScreening = defineAction({
  name: 'screenings.add',
  method: 'POST',
  path: '/api/screenings',
  summary: 'Keep a new screening, running or finished; needs no name and no case, and may open one',
  input: screeningAdd,
  output: screeningWritten,
  permission: 'case.update',
  dataClass: 'testimony',
  subject: collection('screenings'),
  purpose: 'case-work',
  audit: 'screened a person',
  auditHits: (output) => [output.id, ...(output.caseId ? [output.caseId] : [])],
  auditDetail: ({ finish, interview }) => ({ finished: finish, mode: interview.mode }),
  limits: { bodyBytes: 512 * 1024 },
  run: async ({ store, actor, input, now, newId }) => {
    refuseUnfinishable(input, null);
    if (input.exercise && (input.caseId || input.opening))
      throw new Problem('invalid-input', { fields: [{ field: 'exercise', message: 'an exercise stands in no case' }] });
    const interview = signed(asInterview(input.interview), null, actor.userId);
    refuseBlocked(interview);
    await seeAgency(store, actor.agencyId);
    const id = newId();
    const { row, answers } = await scored(store, interview);
    const opened = input.opening
      ? await openCaseFor({ store, actor, now, newId, interview, opening: input.opening, screeningId: id })
      : null;
    const caseId = opened?.caseId ?? input.caseId ?? null;
    const place = { caseId, recordId: opened?.recordId ?? input.recordId ?? null };
    await seeCase(store, caseId);
    await insertRecord(store, 'screening', {
      ...row,
      ...place,
      id,
      agencyId: actor.agencyId,
      unitId: actor.unitId,
      exercise: input.exercise ?? null,
      state: input.finish ? 'finished' : 'running',
    });
    await insertRecord(store, 'screening_answers', { ...answers, id, caseId });
    return { id, version: 1, caseId, caseNumber: opened?.number ?? null };
  },
});

async function seeAgency(store: Store, agencyId: string): Promise<void> {
  const { rows } = await sql`select 1 from agency where id = ${agencyId}`.execute(store);
  if (rows.length === 0)
    throw new Problem('not-allowed-now', { reason: 'The local operator belongs to no agency. Act as a user of one.' });
}

/** A case named by the caller is one they see; any other is not there. */
async function seeCase(store: Store, caseId: string | null): Promise<void> {
  if (caseId === null) return;
  const { rows } = await sql`select 1 from case_file where id = ${caseId}`.execute(store);
  if (rows.length === 0) throw new Problem('not-found');
}

/** What was told on one case is not carried to another. */
function refuseMoved(asked: string | null | undefined, present: string | null): void {
  if (asked && present !== null && asked !== present)
    throw new Problem('invalid-input', {
      fields: [{ field: 'caseId', message: 'is not the case this screening is on; begin another on that case' }],
    });
}

export const changeScreening = defineAction({
  name: 'screenings.change',
  method: 'PATCH',
  path: '/api/screenings/:id',
  summary:
    'Go on with a screening, bring it to a case, or finish it; on another device it is gone on with by its version',
  input: screeningChange,
  output: screeningWritten,
  permission: 'case.update',
  dataClass: 'testimony',
  subject: screeningSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'went on with a screening',
  auditHits: (output) => [output.id, ...(output.caseId ? [output.caseId] : [])],
  auditDetail: ({ finish }) => ({ finished: finish }),
  limits: { bodyBytes: 512 * 1024 },
  run: async ({ store, actor, input, subject, now, newId }) => {
    refuseUnfinishable(input, subject.row);
    const before = await answersOf(store, subject.id);
    const interview = signed(asInterview(input.interview), before?.interview ?? null, actor.userId);
    refuseBlocked(interview);
    await seeCase(store, input.caseId ?? null);
    refuseMoved(input.caseId, subject.row.caseId);
    const { row, answers } = await scored(store, interview);
    const opened = input.opening
      ? await openCaseFor({ store, actor, now, newId, interview, opening: input.opening, screeningId: subject.id })
      : null;
    const caseId = opened?.caseId ?? subject.row.caseId ?? input.caseId ?? null;
    await seeCase(store, caseId);
    const recordId = opened?.recordId ?? (input.recordId === undefined ? subject.row.recordId : input.recordId);
    // The answers first: once the row says "finished", who only writes testimony no longer reaches them.
    await updateRecord(store, 'screening_answers', subject.id, answers);
    await updateRecord(store, 'screening', subject.id, {
      ...row,
      caseId,
      recordId: caseId === null ? null : recordId,
      state: input.finish ? 'finished' : 'running',
    });
    return {
      id: subject.id,
      version: subject.row.version + 1,
      caseId,
      caseNumber: opened?.number ?? subject.row.caseNumber,
    };
  },
});

export const removeScreening = defineAction({
  name: 'screenings.remove',
  method: 'DELETE',
  path: '/api/screenings/:id',
  summary: 'Forget a screening that came to no case, with its history',
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid(), version: z.number().int() }),
  permission: 'case.update',
  dataClass: 'testimony',
  subject: screeningSubject,
  versioned: true,
  purpose: 'case-work',
  audit: 'forgot a screening that came to no case',
  run: async ({ store, subject }) => {
    if (subject.row.caseId !== null)
      throw new Problem('not-allowed-now', { reason: 'What came to a case is erased with the case.' });
    const { rows } = await sql<{ done: boolean }>`select forget_screening(${subject.id}) as done`.execute(store);
    orNotFound(rows[0]?.done === true ? true : null);
    return { id: subject.id, version: subject.row.version };
  },
});

export const screeningActions: readonly Action[] = [
  listScreeningsAction,
  openScreening,
  addScreening,
  changeScreening,
  removeScreening,
];
