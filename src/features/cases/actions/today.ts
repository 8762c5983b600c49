import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '../../../platform/access/actor.ts';
import { collection, defineAction, type Action } from '../../../platform/action/index.ts';
import { readMyTasks } from './tasks.ts';
import { clocksOf } from '../rules/clocks.ts';
import { caseId, colleague, presence, todayPage } from '../schema.ts';
import { dueCases } from '../store.ts';
import { caseSubject } from '../subject.ts';
import { changedCases, clockFacts, emergenciesToReview, newShares, unassignedCases } from '../today-store.ts';

const MOST_TASKS = 100;
const MOST_ERASURES = 100;
/** A clock that ran out stays in sight for two weeks; after that the case page alone shows it. */
const GONE_AFTER = 14 * 24 * 3_600_000;

export const readToday = defineAction({
  name: 'today.read',
  method: 'GET',
  path: '/api/today',
  summary: 'My day: my tasks, what others changed on my cases, what waits for me, and the clocks that run',
  input: z.object({}),
  output: todayPage,
  permission: 'signed-in',
  subject: collection('today'),
  purpose: 'case-work',
  audit: 'looked at the day’s work',
  auditHits: ({ tasks, changed, waiting, clocks }) => [
    ...new Set([...tasks, ...changed, ...waiting.shares, ...waiting.unassigned, ...clocks].map((one) => one.caseId)),
  ],
  run: async ({ store, actor, now }) => {
    const worksOnCases = may(actor, 'case.read');
    const facts = worksOnCases ? await clockFacts(store, actor.userId) : [];
    return {
      tasks: worksOnCases ? await readMyTasks(store, actor.userId, MOST_TASKS) : [],
      changed: worksOnCases ? await changedCases(store, actor.userId) : [],
      waiting: {
        emergencies: await emergenciesToReview(store, actor.userId),
        shares: worksOnCases ? await newShares(store, actor) : [],
        unassigned: may(actor, 'case.assign') ? await unassignedCases(store, actor.agencyId) : [],
        erasures: may(actor, 'case.erase')
          ? (await dueCases(store, now.toISOString().slice(0, 10), MOST_ERASURES)).length
          : 0,
      },
      clocks: facts
        .flatMap(({ caseId: id, caseNumber, reference, ...of }) =>
          clocksOf(of, now.toISOString()).map((clock) => ({ caseId: id, caseNumber, reference, ...clock })),
        )
        .filter(({ endsAt }) => Date.parse(endsAt) > now.getTime() - GONE_AFTER)
        .toSorted((one, other) => one.endsAt.localeCompare(other.endsAt)),
    };
  },
});

/** Somebody who does not beat for so long has left: closed the page, or lost the line. */
const HERE_FOR = '75 seconds';

export const beat = defineAction({
  name: 'presence.beat',
  method: 'POST',
  path: '/api/cases/:caseId/presence',
  summary: 'Say that I am on the page of a case, or leave it; told who else is',
  input: z.object({ caseId, leaving: z.boolean().default(false) }),
  output: presence,
  permission: 'case.read',
  subject: (context) => caseSubject({ ...context, forUpdate: false }),
  purpose: 'case-work',
  audit: 'came to the page of a case',
  goesOn: ({ arrived }) => !arrived,
  run: async ({ store, actor, subject, input }) => {
    const { rows: visits } = await sql<{
      here: boolean;
      seenAt: string;
    }>`select here_until > now() as here, seen_at from case_visit where case_id = ${subject.id} and user_id = ${actor.userId}`.execute(
      store,
    );
    const last = visits[0];
    const arrived = !last?.here && !input.leaving;
    await sql`insert into case_visit (case_id, user_id, agency_id, here_until)
      values (${subject.id}, ${actor.userId}, ${actor.agencyId}, now() + ${input.leaving ? '0 seconds' : HERE_FOR}::interval)
      on conflict (case_id, user_id) do update set seen_at = now(), here_until = excluded.here_until,
        arrived_at = case when ${arrived} then now() else case_visit.arrived_at end, agency_id = excluded.agency_id`.execute(
      store,
    );
    const { rows: others } = await sql<z.output<typeof presence>['others'][number]>`select v.user_id,
        (select name from app_user u where u.id = v.user_id) as name,
        (select name from agency a where a.id = v.agency_id) as agency_name, v.arrived_at as since
      from case_visit v where v.case_id = ${subject.id} and v.user_id <> ${actor.userId} and v.here_until > now()
      order by v.arrived_at limit 20`.execute(store);
    return { others, arrived, lastVisit: last?.seenAt ?? null };
  },
});

export const findColleague = defineAction({
  name: 'colleagues.find',
  method: 'POST',
  path: '/api/colleagues/find',
  summary: 'A person of any agency by their exact work e-mail, to share a case with them alone',
  input: z.object({ email: z.email().max(200) }),
  output: z.object({ colleague: colleague.nullable() }),
  permission: 'case.share',
  subject: collection('colleagues'),
  purpose: 'case-work',
  audit: 'looked up a colleague by e-mail',
  auditHits: ({ colleague: found }) => (found ? [found.userId] : []),
  limits: { perMinute: 10 },
  run: async ({ store, input }) => {
    const { rows } = await sql<z.output<typeof colleague>>`select * from colleague_by_email(${input.email})`.execute(
      store,
    );
    return { colleague: rows[0] ?? null };
  },
});

export const todayActions: readonly Action[] = [readToday, beat, findColleague];
