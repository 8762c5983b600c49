import { z } from 'zod';

/** What only this browser knows of itself: 32 random bytes, base64url. */
const proof = z.string().regex(/^[\w-]{43}$/);
export const deviceId = z.object({ deviceId: z.uuid() });
export const deviceProof = deviceId.extend({ proof });

export const registerInput = z.object({
  proof,
  name: z.string().trim().min(1).max(100).describe('Browser and system, as the person would call the device'),
});
export const registered = z.object({ id: z.uuid(), keepUntil: z.string() });

export const unlocked = z.object({
  state: z.enum(['open', 'wiped']),
  key: z.string().nullable().describe('The key of the copy, 32 bytes in base64url; kept in memory only'),
  keepUntil: z.string().nullable().describe('When the copy is erased unless the device is in contact before'),
  copies: z
    .enum(['kept', 'forbidden'])
    .describe('forbidden: the person left the agency, or it keeps no copies any more; only what waits may stay'),
});

/** What is taken out of a device as a file: how much of which roles, for the trail; never the words. */
export const takeOutInput = deviceId.extend({
  memberships: z.array(z.uuid()).min(1).max(50).describe('The own roles, of now or before, it was written in'),
  entries: z.number().int().min(1).max(100_000),
});

export const contactOutput = z.object({
  state: z
    .enum(['kept', 'shut', 'wiped'])
    .describe('shut: may not be opened without the server any more; wiped: erase all'),
});

export const device = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  userName: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  keepUntil: z.string(),
  wipedAt: z.string().nullable(),
  erasedAt: z.string().nullable(),
  cases: z.number().int().describe('How many cases it holds'),
});
export const deviceList = z.object({ devices: z.array(device) });
export type DeviceRow = z.output<typeof device>;

export const takeInput = deviceId.extend({ caseId: z.uuid() });
export const done = z.object({ done: z.boolean() });

export const safety = z.object({
  keepHours: z.number().int(),
  idleMinutes: z.number().int(),
  version: z.number().int(),
});
export type Safety = z.output<typeof safety>;
export const safetyChange = z.object({
  keepHours: z.number().int().min(0).max(720).optional().describe('0 forbids copies on devices'),
  idleMinutes: z.number().int().min(1).max(120).optional(),
});
