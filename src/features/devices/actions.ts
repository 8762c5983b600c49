import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  collection,
  defineAction,
  definePublicAction,
  notFound,
  Problem,
  type Action,
} from '../../platform/action/index.ts';
import {
  contactOutput,
  deviceId,
  deviceList,
  deviceProof,
  done,
  registered,
  registerInput,
  safety,
  safetyChange,
  takeInput,
  takeOutInput,
  unlocked,
} from './schema.ts';
import { belongsTo, deviceSubject, keepUntil, listDevices, ownDeviceSubject, safetyOf } from './store.ts';

const KEY_BYTES = 32;
const hashOf = (proof: string): Buffer => createHash('sha256').update(proof).digest();
const copiesForbidden = (): Problem =>
  new Problem('not-allowed-now', { reason: 'Your agency does not allow copies on devices.' });

export const registerDevice = defineAction({
  name: 'devices.register',
  method: 'POST',
  path: '/api/devices',
  summary: 'Make this browser one that keeps cases for work without a network',
  input: registerInput,
  output: registered,
  permission: 'case.read',
  prepare: async ({ services }) => services.keys.seal(randomBytes(KEY_BYTES).toString('base64url')),
  subject: collection('devices'),
  purpose: 'own-account',
  audit: 'registered a device that keeps a copy',
  auditHits: (output) => [output.id],
  run: async ({ store, actor, input, prepared, now, newId }) => {
    const rules = await safetyOf(store, actor.agencyId);
    if (rules.keepHours === 0) throw copiesForbidden();
    const id = newId();
    const until = keepUntil(now, rules);
    await sql`insert into device (id, user_id, agency_id, name, keep_until)
      values (${id}, ${actor.userId}, ${actor.agencyId}, ${input.name}, ${until})`.execute(store);
    await sql`insert into device_secret (device_id, proof_hash, key_sealed)
      values (${id}, ${hashOf(input.proof)}, ${prepared})`.execute(store);
    return { id, keepUntil: until };
  },
});

/** Released only to a complete session of the device's own person, who sends what only this browser holds. */
export const unlockDevice = defineAction({
  name: 'devices.unlock',
  method: 'POST',
  path: '/api/devices/:deviceId/unlock',
  summary: 'The key of the copy on this device, unless it was wiped',
  input: deviceProof,
  output: unlocked,
  permission: 'signed-in',
  subject: async ({ input, actor, store }) => {
    const { rows } = await sql`select d.id from device d join device_secret s on s.device_id = d.id
      where d.id = ${input.deviceId} and d.user_id = ${actor.userId} and s.proof_hash = ${hashOf(input.proof)}
      for update of d`.execute(store);
    return rows.length > 0 ? { kind: 'device', id: input.deviceId } : null;
  },
  purpose: 'security',
  audit: 'opened the copy on a device',
  auditDetail: (_input, output) => ({ state: output.state }),
  limits: { bodyBytes: 4096, perMinute: 30 },
  // As owner: the secret is no actor's to read, and the answer is not kept for repetition.
  runs: 'owner',
  run: async ({ store, input, services, now }) => {
    const { rows } = await sql<{ keySealed: string | null; agencyId: string; belongs: boolean }>`
      select s.key_sealed, d.agency_id, ${belongsTo} as belongs
      from device d join device_secret s on s.device_id = d.id where d.id = ${input.deviceId}`.execute(store);
    const found = rows[0];
    const sealed = found?.keySealed ?? null;
    if (found === undefined || sealed === null)
      return { state: 'wiped' as const, key: null, keepUntil: null, copies: 'forbidden' as const };
    const rules = await safetyOf(store, found.agencyId);
    const until = keepUntil(now, rules);
    // The key still comes, so that what was written and not sent is not lost with the right to keep copies.
    const copies = found.belongs && rules.keepHours > 0 ? ('kept' as const) : ('forbidden' as const);
    await sql`update device set last_seen_at = ${now.toISOString()}, keep_until = ${until} where id = ${input.deviceId}`.execute(
      store,
    );
    return { state: 'open' as const, key: await services.keys.unseal(sealed), keepUntil: until, copies };
  },
});

export const contactDevice = definePublicAction({
  name: 'devices.contact',
  method: 'POST',
  path: '/api/devices/:deviceId/contact',
  summary: 'Whether the copy on this device may stay; asked before anybody signs in',
  input: deviceProof.extend({ erased: z.boolean().default(false).describe('The device says that its copy is gone') }),
  output: contactOutput,
  permission: 'anyone',
  subject: collection('devices'),
  purpose: 'security',
  audit: 'a device asked whether its copy may stay',
  limits: { bodyBytes: 4096, perMinute: 30 },
  runs: 'owner',
  run: async ({ store, input, now }) => {
    const { rows } = await sql<{ wiped: boolean; active: boolean }>`select d.wiped_at is not null as wiped,
        u.status = 'active' and ${belongsTo} as active
      from device d join device_secret s on s.device_id = d.id join app_user u on u.id = d.user_id
      where d.id = ${input.deviceId} and s.proof_hash = ${hashOf(input.proof)}`.execute(store);
    const [found] = rows;
    if (!found) throw notFound();
    if (input.erased)
      await sql`update device set erased_at = ${now.toISOString()} where id = ${input.deviceId} and wiped_at is not null`.execute(
        store,
      );
    if (found.wiped) return { state: 'wiped' as const };
    return { state: found.active ? ('kept' as const) : ('shut' as const) };
  },
});

export const listOwnDevices = defineAction({
  name: 'devices.mine',
  method: 'GET',
  path: '/api/account/devices',
  summary: 'The own devices that keep a copy',
  input: z.object({}),
  output: deviceList,
  permission: 'signed-in',
  subject: collection('devices'),
  purpose: 'own-account',
  audit: 'listed the own devices',
  run: async ({ store, actor }) => ({ devices: await listDevices(store, actor.userId) }),
});

export const listAgencyDevices = defineAction({
  name: 'devices.list',
  method: 'GET',
  path: '/api/devices',
  summary: 'The devices of the own agency that keep a copy',
  input: z.object({}),
  output: deviceList,
  permission: 'user.manage',
  subject: collection('devices'),
  purpose: 'security',
  audit: 'listed devices',
  auditHits: (output) => output.devices.map(({ id }) => id),
  command: 'devices list',
  run: async ({ store }) => ({ devices: await listDevices(store, null) }),
});

export const wipeDevice = defineAction({
  name: 'devices.wipe',
  method: 'POST',
  path: '/api/devices/:deviceId/wipe',
  summary: 'Wipe the copy on a device: its key is destroyed here, and it erases the copy at its next contact',
  input: deviceId,
  output: done,
  permission: 'signed-in',
  subject: deviceSubject,
  purpose: 'security',
  audit: 'wiped the copy on a device',
  command: 'devices wipe',
  run: async ({ store, actor, subject, now }) => {
    await sql`update device_secret set key_sealed = null where device_id = ${subject.id}`.execute(store);
    await sql`update device set wiped_at = coalesce(wiped_at, ${now.toISOString()}::timestamptz), wiped_by = coalesce(wiped_by, ${actor.userId}::uuid)
      where id = ${subject.id}`.execute(store);
    return { done: true };
  },
});

const caseInSight = async (store: Parameters<typeof listDevices>[0], caseId: string): Promise<void> => {
  const { rows } = await sql`select 1 from case_file where id = ${caseId}`.execute(store);
  if (rows.length === 0) throw notFound();
};

export const takeCase = defineAction({
  name: 'devices.take',
  method: 'PUT',
  path: '/api/devices/:deviceId/cases/:caseId',
  summary: 'Note that this device keeps a copy of a case',
  input: takeInput,
  output: done,
  permission: 'case.read',
  subject: ownDeviceSubject,
  purpose: 'case-work',
  audit: 'took a case along on a device',
  auditHits: () => [],
  auditDetail: ({ caseId }) => ({ caseId }),
  run: async ({ store, actor, input, subject }) => {
    await caseInSight(store, input.caseId);
    if ((await safetyOf(store, actor.agencyId)).keepHours === 0) throw copiesForbidden();
    await sql`insert into device_case (device_id, case_id) values (${subject.id}, ${input.caseId})
      on conflict do nothing`.execute(store);
    return { done: true };
  },
});

export const putCaseBack = defineAction({
  name: 'devices.put-back',
  method: 'DELETE',
  path: '/api/devices/:deviceId/cases/:caseId',
  summary: 'Note that this device keeps a case no more',
  input: takeInput,
  output: done,
  permission: 'signed-in',
  subject: ownDeviceSubject,
  purpose: 'case-work',
  audit: 'put a case back from a device',
  auditDetail: ({ caseId }) => ({ caseId }),
  run: async ({ store, input, subject }) => {
    await sql`delete from device_case where device_id = ${subject.id} and case_id = ${input.caseId}`.execute(store);
    return { done: true };
  },
});

/** Asked before the browser makes the file: the server decides, and the trail says that it was made. */
export const takeOut = defineAction({
  name: 'devices.take-out',
  method: 'POST',
  path: '/api/devices/:deviceId/take-out',
  summary: 'Note that what was written on this device and not sent is saved as a file, for roles of the own agency',
  input: takeOutInput,
  output: done,
  permission: 'case.export',
  subject: ownDeviceSubject,
  purpose: 'case-work',
  audit: 'saved what a device had not sent as a file',
  auditDetail: ({ memberships, entries }) => ({ memberships: memberships.join(' '), entries }),
  run: async ({ store, actor, input }) => {
    const { rows } = await sql<{ known: number }>`select count(*)::int as known from membership
      where id = any (${[...new Set(input.memberships)]}::uuid[]) and user_id = ${actor.userId} and agency_id = ${actor.agencyId}`.execute(
      store,
    );
    if (rows[0]?.known !== new Set(input.memberships).size) throw notFound();
    return { done: true };
  },
});

export const openSafety = defineAction({
  name: 'safety.open',
  method: 'GET',
  path: '/api/safety',
  summary: 'How long copies on devices live and how long a screen may be left alone, in the own agency',
  input: z.object({}),
  output: safety,
  permission: 'signed-in',
  subject: collection('safety'),
  purpose: 'reference',
  audit: 'read the rules for devices and screens',
  run: ({ store, actor }) => safetyOf(store, actor.agencyId),
});

export const changeSafety = defineAction({
  name: 'safety.change',
  method: 'PATCH',
  path: '/api/safety',
  summary: 'Say how long copies on devices live and how long a screen may be left alone; If-Match "0" at first',
  input: safetyChange,
  output: safety,
  permission: 'agency.manage',
  subject: async ({ store, actor, forUpdate }) => {
    const row = await safetyOf(store, actor.agencyId, forUpdate);
    return { kind: 'safety', id: null, version: row.version, row };
  },
  versioned: true,
  purpose: 'security',
  audit: 'changed the rules for devices and screens',
  auditDetail: ({ keepHours, idleMinutes }) => ({ keepHours: keepHours ?? null, idleMinutes: idleMinutes ?? null }),
  run: async ({ store, actor, input, subject }) => {
    const next = { ...subject.row, ...input };
    await sql`insert into agency_safety (agency_id, keep_hours, idle_minutes, updated_by)
      values (${actor.agencyId}, ${next.keepHours}, ${next.idleMinutes}, ${actor.userId})
      on conflict (agency_id) do update set keep_hours = excluded.keep_hours, idle_minutes = excluded.idle_minutes,
        version = agency_safety.version + 1, updated_at = now(), updated_by = excluded.updated_by`.execute(store);
    return safetyOf(store, actor.agencyId);
  },
});

export const deviceActions: readonly Action[] = [
  registerDevice,
  unlockDevice,
  contactDevice,
  listOwnDevices,
  listAgencyDevices,
  wipeDevice,
  takeCase,
  putCaseBack,
  takeOut,
  openSafety,
  changeSafety,
];
