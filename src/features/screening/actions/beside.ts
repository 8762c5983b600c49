import { sql } from 'kysely';
import { z } from 'zod';
import { collection, defineAction, orNotFound, Problem, type Action } from '../../../platform/action/index.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import { standardOfProof, toldBefore } from '../../../engines/screening/index.ts';
import { insertRecord } from '../../people/index.ts';
import { lawsInUse } from '../../law/index.ts';
import { compare, decisionDiffers } from '../rules.ts';
import { lawsFor } from '../rules/law.ts';
import {
  compareInput,
  compareOutput,
  decisionInput,
  instrumentContent,
  instrumentRow,
  screeningKit,
  toldOutput,
} from '../schema.ts';
import { comparedScreenings, findInstrument, instrumentsOf, toldSources } from '../store.ts';
import { seenScreening } from './screenings.ts';

const MOST_COMPARED = 2000;

export const decideScreening = defineAction({
  name: 'screenings.decide',
  method: 'POST',
  path: '/api/screenings/:screeningId/decisions',
  summary: 'Record what a person decided after a screening, with body, grounds and date; it may differ from the signs',
  input: decisionInput,
  output: z.object({ id: z.uuid(), differs: z.boolean(), standard: z.string() }),
  permission: 'case.update',
  dataClass: 'administrative',
  subject: seenScreening,
  purpose: 'case-work',
  audit: 'recorded a decision after a screening',
  auditHits: (output) => [output.id],
  auditDetail: ({ step, outcome }, { differs }) => ({ step, outcome, differs }),
  run: async ({ store, input, subject, now, newId }) => {
    if (subject.row.state !== 'finished')
      throw new Problem('not-allowed-now', { reason: 'Finish the interview before deciding on it.' });
    if (input.decidedOn > now.toISOString().slice(0, 10))
      throw new Problem('invalid-input', { fields: [{ field: 'decidedOn', message: 'lies after today' }] });
    const id = newId();
    const standard = standardOfProof[input.step];
    const differs = decisionDiffers(input.outcome, subject.row.level);
    await insertRecord(store, 'screening_decision', {
      ...input,
      id,
      caseId: subject.row.caseId,
      standard,
      differs,
      shownLevel: subject.row.level,
    });
    return { id, differs, standard };
  },
});

export const toldInCase = defineAction({
  name: 'screenings.told',
  method: 'GET',
  path: '/api/cases/:caseId/told',
  summary: 'What was told before in a case, by question of the interview, so that no story is asked for twice',
  input: z.object({ caseId: z.uuid() }),
  output: toldOutput,
  permission: 'case.read',
  subject: async ({ input, store }: LoadContext<{ caseId: string }, Actor>) => {
    const { rows } = await sql`select 1 from case_file where id = ${input.caseId}`.execute(store);
    return rows.length > 0 ? { kind: 'case', id: input.caseId, caseId: input.caseId } : null;
  },
  purpose: 'case-work',
  audit: 'read what was told before in a case',
  run: async ({ store, input }) => ({
    told: Object.fromEntries(
      Object.entries(toldBefore(await toldSources(store, input.caseId))).map(([question, told]) => [
        question,
        told.slice(0, 5),
      ]),
    ),
  }),
});

export const compareScreenings = defineAction({
  name: 'screenings.compare',
  method: 'GET',
  path: '/api/screening-comparison',
  summary: 'Screenings across officers: agreement (Cohen’s and Fleiss’ kappa), time taken, questions left out',
  input: compareInput,
  output: compareOutput,
  permission: 'screening.supervise',
  dataClass: 'testimony',
  subject: collection('screenings'),
  purpose: 'oversight',
  audit: 'compared screenings across officers',
  auditDetail: (_input, { screenings }) => ({ screenings }),
  limits: { perMinute: 30 },
  run: async ({ store, actor, input }) => {
    const found = await comparedScreenings(store, actor.agencyId, input, MOST_COMPARED + 1);
    return compare(found.slice(0, MOST_COMPARED), found.length > MOST_COMPARED);
  },
});

export const screeningKitAction = defineAction({
  name: 'screenings.kit',
  method: 'GET',
  path: '/api/screening-kit',
  summary: 'What an interview needs at hand before it begins: the agency’s own lists of signs and its country',
  input: z.object({}),
  output: screeningKit,
  permission: 'case.read',
  subject: collection('screening-instruments'),
  purpose: 'case-work',
  audit: 'took the lists of signs to hand',
  run: async ({ store, actor }) => {
    const { rows } = await sql<{ country: string }>`select country from agency where id = ${actor.agencyId}`.execute(
      store,
    );
    return {
      agencyId: actor.agencyId,
      country: rows[0]?.country ?? null,
      instruments: await instrumentsOf(store, true),
      law: lawsFor((await lawsInUse(store)).law.sources, rows[0]?.country ?? null),
    };
  },
});

export const listInstruments = defineAction({
  name: 'screening-instruments.list',
  method: 'GET',
  path: '/api/screening-instruments',
  summary: 'The agency’s own lists of signs, with those taken out of use',
  input: z.object({}),
  output: z.object({ instruments: z.array(instrumentRow) }),
  permission: 'agency.manage',
  subject: collection('screening-instruments'),
  purpose: 'administration',
  audit: 'listed the agency’s own lists of signs',
  command: 'screening-instruments list',
  run: async ({ store }) => ({ instruments: await instrumentsOf(store, false) }),
});

export const loadInstrument = defineAction({
  name: 'screening-instruments.load',
  method: 'POST',
  path: '/api/screening-instruments',
  summary: 'Load a list of signs of the agency’s own, or a new version of it',
  input: instrumentContent,
  output: z.object({ id: z.uuid(), version: z.number().int() }),
  permission: 'agency.manage',
  subject: collection('screening-instruments'),
  purpose: 'administration',
  audit: 'loaded a list of signs',
  auditHits: (output) => [output.id],
  auditDetail: ({ code, instrumentVersion }) => ({ code, instrumentVersion }),
  run: async ({ store, actor, input, newId }) => {
    const { rows } = await sql`select 1 from screening_instrument
      where agency_id = ${actor.agencyId} and code = ${input.code} and instrument_version = ${input.instrumentVersion}`.execute(
      store,
    );
    if (rows.length > 0)
      throw new Problem('already-exists', { reason: 'This version is loaded. Give the changed list another version.' });
    await sql`update screening_instrument set active = false where agency_id = ${actor.agencyId} and code = ${input.code} and active`.execute(
      store,
    );
    const id = newId();
    await insertRecord(store, 'screening_instrument', {
      id,
      agencyId: actor.agencyId,
      code: input.code,
      instrumentVersion: input.instrumentVersion,
      content: input,
    });
    return { id, version: 1 };
  },
});

export const changeInstrument = defineAction({
  name: 'screening-instruments.change',
  method: 'PATCH',
  path: '/api/screening-instruments/:instrumentId',
  summary: 'Take a list of signs out of use, or back into it',
  input: z.object({ instrumentId: z.uuid(), active: z.boolean() }),
  output: z.object({ id: z.uuid(), version: z.number().int() }),
  permission: 'agency.manage',
  subject: async ({ input, store, forUpdate }: LoadContext<{ instrumentId: string }, Actor>) => {
    const row = await findInstrument(store, input.instrumentId, forUpdate);
    return row && { kind: 'screening-instrument', id: row.id, version: row.version, row };
  },
  versioned: true,
  purpose: 'administration',
  audit: 'took a list of signs out of use or back',
  run: async ({ store, input }) => {
    await sql`update screening_instrument set active = ${input.active} where id = ${input.instrumentId}`.execute(store);
    const after = orNotFound(await findInstrument(store, input.instrumentId, false));
    return { id: after.id, version: after.version };
  },
});

export const besideActions: readonly Action[] = [
  decideScreening,
  toldInCase,
  compareScreenings,
  screeningKitAction,
  listInstruments,
  loadInstrument,
  changeInstrument,
];
