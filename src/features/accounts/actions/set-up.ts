import { sql } from 'kysely';
import { z } from 'zod';
import { mainRoleOf } from '../../../words/agencies.ts';
import { collection, defineAction, definePublicAction, notFound, Problem } from '../../../platform/action/index.ts';
import { operatorActor } from '../../../platform/auth/actor.ts';
import { asOwner, type Store } from '../../../platform/store/index.ts';
import { setUpInput, standingOutput } from '../schema.ts';
import { setPassword } from '../store/accounts.ts';
import { findLink, isSet, setUpLinkIn, spendLink } from '../store/links.ts';
import { startSession } from '../store/sessions.ts';
import { hashAccepted } from './passwords.ts';

export const newSetUpLink = defineAction({
  name: 'node.set-up-link',
  method: 'POST',
  path: '/api/set-up/link',
  summary: 'A new one-time link to set this installation up, for when the printed one is lost',
  input: z.object({}),
  output: z.object({ path: z.string(), expiresAt: z.string() }),
  permission: 'node.manage',
  subject: collection('node'),
  purpose: 'administration',
  audit: 'made a link to set up the installation',
  limits: { perMinute: 10 },
  runs: 'owner',
  run: async ({ store, now }) => {
    const link = await setUpLinkIn(store, now);
    if (!link) throw new Problem('not-allowed-now', { reason: 'This installation is set up already.' });
    return { path: link.path, expiresAt: link.expiresAt };
  },
});

export const setUp = definePublicAction({
  name: 'node.set-up',
  method: 'POST',
  path: '/api/set-up',
  summary: 'Set this installation up with the one-time link it printed: its first agency, and who administers both',
  input: setUpInput,
  output: standingOutput,
  permission: 'anyone',
  prepare: async ({ input, services, now }) => {
    const link = await asOwner(services.database, (store) => findLink(store, input.token, now));
    if (link?.kind !== 'set-up') return null;
    return hashAccepted(input.administrator.password, input.administrator.email, 'administrator.password');
  },
  subject: collection('node'),
  purpose: 'administration',
  audit: 'set up the installation',
  limits: { bodyBytes: 16_384, perMinute: 10 },
  runs: 'owner',
  run: async (context) => {
    const { store, services, input, prepared, now, newId } = context;
    const link = await findLink(store, input.token, now);
    if (link?.kind !== 'set-up' || prepared === null) throw notFound();
    if (await isSet(store, 'set-up'))
      throw new Problem('not-allowed-now', { reason: 'This installation is set up already.' });
    const mainRole = input.alsoCaseWorker ? mainRoleOf(input.agency.kind) : null;
    if (input.alsoCaseWorker && mainRole === null) {
      throw new Problem('invalid-input', {
        fields: [{ field: 'alsoCaseWorker', message: 'an agency of this kind holds no cases' }],
      });
    }
    await spendLink(store, link.id, now);
    const userId = newId();
    const agencyId = newId();
    const { agency, administrator } = input;
    await sql`insert into agency (id, code, name, kind, country) values (${agencyId}, ${agency.code}, ${agency.name}, ${agency.kind}, ${agency.country})`.execute(
      store,
    );
    await sql`insert into app_user (id, email, name, language, status) values (${userId}, ${administrator.email}, ${administrator.name}, ${input.language}, 'active')`.execute(
      store,
    );
    await setPassword(store, userId, prepared);
    await addHat(store, newId(), userId, agencyId, 'node-administrator', now);
    if (mainRole) await addHat(store, newId(), userId, agencyId, mainRole, new Date(now.getTime() + 1));
    await sql`insert into setting (key, value) values ('set-up', 'true'), ('demo', ${input.start === 'demo'}::text::jsonb)
      on conflict (key) do update set value = excluded.value`.execute(store);
    if (input.start === 'demo') await services.jobs.enqueue(store, operatorActor(), 'demo.fill', newId(), { seed: 1 });
    return { standing: await startSession(context, userId, false) };
  },
});

async function addHat(
  store: Store,
  id: string,
  userId: string,
  agencyId: string,
  role: string,
  at: Date,
): Promise<void> {
  await sql`insert into membership (id, user_id, agency_id, role_id, created_at)
    select ${id}, ${userId}, ${agencyId}, r.id, ${at} from role r where r.agency_id is null and r.code = ${role}`.execute(
    store,
  );
}
