import { sql } from 'kysely';
import { z } from 'zod';
import { RETENTION_GRACE_DAYS } from '../../../words/retention.ts';
import { collection, defineAction, type Action } from '../../../platform/action/index.ts';
import { applyPeriod, periodsOf, previewOf, setPeriod } from '../retention-store.ts';
import { periodAsked, periodList, periodRow, periodSet, retentionPreview } from '../schema.ts';

const dayOf = (now: Date, later = 0): string => new Date(now.getTime() + later * 86_400_000).toISOString().slice(0, 10);

export const listPeriods = defineAction({
  name: 'retention.periods',
  method: 'GET',
  path: '/api/retention/periods',
  summary: 'How long the own agency keeps closed cases of each kind, and what that rests on',
  input: z.object({}),
  output: periodList,
  permission: 'case.read',
  subject: collection('retention periods'),
  purpose: 'reference',
  audit: 'read the retention periods',
  run: async ({ store, actor }) => ({ periods: await periodsOf(store, actor.agencyId) }),
});

export const previewPeriod = defineAction({
  name: 'retention.preview',
  method: 'POST',
  path: '/api/retention/preview',
  summary: 'What another period would make fall due, in counts by year and unit; nothing is changed',
  input: periodAsked,
  output: retentionPreview,
  permission: 'case.erase',
  dataClass: 'administrative',
  subject: collection('retention periods'),
  purpose: 'administration',
  audit: 'looked at what another retention period would make fall due',
  asks: true,
  run: ({ store, now, input }) =>
    previewOf(store, input.retentionClass, input, { today: dayOf(now), notBefore: dayOf(now, RETENTION_GRACE_DAYS) }),
});

export const changePeriod = defineAction({
  name: 'retention.set-period',
  method: 'PUT',
  path: '/api/retention/periods',
  summary:
    'Set how long the own agency keeps closed cases of a kind, with the law and the reason; If-Match "0" at first',
  input: periodSet,
  output: periodRow.extend({ changed: z.number().int().describe('How many closed cases fall due on another day now') }),
  permission: 'case.erase',
  dataClass: 'administrative',
  subject: async ({ store, actor, input, forUpdate }) => {
    const row = await setPeriod(store, actor.agencyId, input.retentionClass, forUpdate);
    return {
      kind: 'retention period',
      id: null,
      version: row?.version ?? 0,
      ...(row && { row, updatedAt: row.setAt ?? '', updatedBy: row.updatedBy }),
    };
  },
  versioned: true,
  purpose: 'administration',
  audit: 'set a retention period',
  auditDetail: ({ retentionClass, yearsAfterClosing, untilAge, law, reason }, { changed }) => ({
    retentionClass,
    yearsAfterClosing,
    untilAge,
    law,
    reason,
    changed,
  }),
  run: async ({ store, actor, input, now, newId }) => {
    const { retentionClass, yearsAfterClosing, untilAge, law, reason } = input;
    await sql`insert into retention_period (id, agency_id, retention_class, years, until_age, law, reason)
      values (${newId()}, ${actor.agencyId}, ${retentionClass}, ${yearsAfterClosing}, ${untilAge}, ${law}, ${reason})
      on conflict (agency_id, retention_class) do update set years = excluded.years, until_age = excluded.until_age,
        law = excluded.law, reason = excluded.reason`.execute(store);
    const changed = await applyPeriod(store, retentionClass, input, dayOf(now, RETENTION_GRACE_DAYS));
    const periods = await periodsOf(store, actor.agencyId);
    return { ...(periods.find((row) => row.retentionClass === retentionClass) as (typeof periods)[number]), changed };
  },
});

export const periodActions: readonly Action[] = [listPeriods, previewPeriod, changePeriod];
