import { sql } from 'kysely';
import type { Actor } from '../../platform/access/actor.ts';
import type { LoadContext } from '../../platform/action/define.ts';
import type { Subject } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { DEFAULT_IDLE_MINUTES, DEFAULT_KEEP_HOURS } from './rules.ts';
import type { DeviceRow, Safety } from './schema.ts';

/** A device as far as the actor may see it: their own, or one of the agency they look after. */
export async function deviceSubject({
  input,
  store,
  forUpdate,
}: LoadContext<{ deviceId: string }, Actor>): Promise<(Subject & { readonly id: string }) | null> {
  const { rows } =
    await sql`select id from device where id = ${input.deviceId} ${forUpdate ? sql`for update` : sql``}`.execute(store);
  return rows.length > 0 ? { kind: 'device', id: input.deviceId } : null;
}

/** The actor's own device only. */
export async function ownDeviceSubject(
  context: LoadContext<{ deviceId: string }, Actor>,
): Promise<(Subject & { readonly id: string }) | null> {
  const { rows } =
    await sql`select id from device where id = ${context.input.deviceId} and user_id = ${context.actor.userId}`.execute(
      context.store,
    );
  return rows.length > 0 ? deviceSubject(context) : null;
}

/** Devices of one person, or of everybody the actor may see, the last seen first. */
export async function listDevices(store: Store, userId: string | null): Promise<DeviceRow[]> {
  const { rows } =
    await sql<DeviceRow>`select d.id, d.user_id, u.name as user_name, d.name, d.created_at, d.last_seen_at,
      d.keep_until, d.wiped_at, d.erased_at,
      (select count(*)::int from device_case c where c.device_id = d.id) as cases
    from device d join app_user u on u.id = d.user_id
    where ${userId}::uuid is null or d.user_id = ${userId}::uuid
    order by d.last_seen_at desc limit 500`.execute(store);
  return rows;
}

/** What the agency says of copies and screens, or what holds where it said nothing. */
export async function safetyOf(store: Store, agencyId: string, forUpdate = false): Promise<Safety> {
  const { rows } = await sql<Safety>`select keep_hours, idle_minutes, version from agency_safety
    where agency_id = ${agencyId} ${forUpdate ? sql`for update` : sql``}`.execute(store);
  return rows[0] ?? { keepHours: DEFAULT_KEEP_HOURS, idleMinutes: DEFAULT_IDLE_MINUTES, version: 0 };
}

/** Whether the person of device `d` still works for the agency it is of. */
export const belongsTo = sql`exists (select 1 from membership m
  where m.user_id = d.user_id and m.agency_id = d.agency_id and m.active)`;

/** Until when a copy lives that was in contact now. */
export const keepUntil = (now: Date, { keepHours }: Safety): string =>
  new Date(now.getTime() + keepHours * 3_600_000).toISOString();
