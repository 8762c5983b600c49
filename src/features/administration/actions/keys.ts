import { sql } from 'kysely';
import { z } from 'zod';
import { clearFactors, makeLink, revokeSessions } from '../../accounts/index.ts';
import { defineAction, Problem } from '../../../platform/action/index.ts';
import { twoPersonFault } from '../rules.ts';
import { done, newLink, userId } from '../schema.ts';
import { looksAfter, refuse } from '../who.ts';
import { takeCharge, userSubject } from './users.ts';

export const makeUserLink = defineAction({
  name: 'users.link',
  method: 'POST',
  path: '/api/users/:userId/link',
  summary: 'A new one-time link: the invitation again, or a new password for who lost theirs',
  input: userId,
  output: newLink,
  permission: 'user.manage',
  subject: userSubject,
  purpose: 'administration',
  audit: 'made a one-time link for a user',
  auditDetail: (_input, output) => ({ kind: output.kind }),
  limits: { perMinute: 20 },
  runs: 'owner',
  run: async ({ store, actor, subject: { row }, now }) => {
    await takeCharge(store, actor, row);
    if (row.status === 'suspended') throw new Problem('not-allowed-now', { reason: 'Let this person in again first.' });
    const kind: 'invitation' | 'reset' = row.status === 'invited' ? 'invitation' : 'reset';
    if (kind === 'reset') {
      const { rows } = await sql<{
        by: string | null;
        at: string | null;
      }>`select factors_cleared_by as by, factors_cleared_at as at from credential where user_id = ${row.id}`.execute(
        store,
      );
      refuse(twoPersonFault(actor, rows[0] ?? { by: null, at: null }, now));
    }
    return { kind, ...(await makeLink(store, kind, row.id, actor.userId, now)) };
  },
});

export const clearSecondFactor = defineAction({
  name: 'users.clear-second-factor',
  method: 'DELETE',
  path: '/api/users/:userId/second-factor',
  summary: 'Take away the second factor of a person who lost it; they set up a new one at the next sign-in',
  input: userId,
  output: done,
  permission: 'user.manage',
  subject: userSubject,
  purpose: 'administration',
  audit: 'took away the second factor of a user',
  limits: { perMinute: 20 },
  runs: 'owner',
  run: async ({ store, actor, subject: { row }, now }) => {
    await takeCharge(store, actor, row);
    const { rows } = await sql<{
      by: string | null;
      at: string | null;
    }>`select created_by as by, created_at as at from invitation
      where user_id = ${row.id} and kind = 'reset' and created_by = ${actor.userId} order by created_at desc limit 1`.execute(
      store,
    );
    refuse(twoPersonFault(actor, rows[0] ?? { by: null, at: null }, now));
    await clearFactors(store, row.id, actor.userId, now);
    await revokeSessions(store, row.id);
    return { done: true };
  },
});

export const revokeUserSessions = defineAction({
  name: 'users.sessions.revoke',
  method: 'DELETE',
  path: '/api/users/:userId/sessions',
  summary: 'End the sessions in which a person works for the own agency',
  input: userId,
  output: z.object({ revoked: z.number().int() }),
  permission: 'user.manage',
  subject: userSubject,
  purpose: 'security',
  audit: 'ended the sessions of a user',
  runs: 'owner',
  run: async ({ store, actor, subject: { row } }) => {
    const { rows } = await sql<{
      id: string;
      agencyId: string | null;
    }>`select s.id, m.agency_id from session s left join membership m on m.id = s.membership_id
      where s.user_id = ${row.id} and s.revoked_at is null and s.expires_at > now()`.execute(store);
    let revoked = 0;
    for (const { id, agencyId } of rows) {
      if (agencyId === null || looksAfter(actor, agencyId))
        revoked += await revokeSessions(store, row.id, { only: id });
    }
    return { revoked };
  },
});
