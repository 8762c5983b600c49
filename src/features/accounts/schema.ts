import { z } from 'zod';
import { dataClasses, permissionNames, scopes } from '../../words/access.ts';
import { agencyKinds, languages } from '../../words/agencies.ts';

export const email = z.email().max(254);
export const personName = z.string().trim().min(1).max(200);
export const language = z.enum(languages);
/** Long enough for a sentence, short enough that hashing cannot be made slow. */
const password = z.string().min(1).max(256);
const token = z.string().regex(/^[\w-]{20,100}$/);
const codeText = z.string().min(6).max(40);
const standings = ['full', 'second-factor-needed', 'enrolment-needed', 'locked'] as const;

export const nothing = z.object({});
export const done = z.object({ done: z.boolean() });

export const credentials = z.object({ email: z.string().min(1).max(254), password });
export const standingOutput = z.object({ standing: z.enum(standings) });

const hat = z.object({
  id: z.uuid(),
  agencyId: z.uuid(),
  agencyCode: z.string(),
  agencyName: z.string(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  roleCode: z.string(),
  roleName: z.string(),
});
export const sessionOutput = z.object({
  user: z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    language: z.string(),
    version: z.number().int(),
  }),
  membership: hat
    .extend({
      permissions: z.array(z.enum(permissionNames)),
      reads: z.array(z.enum(dataClasses)),
      writes: z.array(z.enum(dataClasses)),
      scope: z.enum(scopes),
    })
    .nullable(),
  memberships: z.array(hat),
  standing: z.enum(standings),
  secondFactor: z.object({ totp: z.boolean(), passkeys: z.number().int(), recoveryCodesLeft: z.number().int() }),
  hasPassword: z.boolean(),
  /** Until when a factor may be added or removed without showing again who one is. */
  provenUntil: z.string().nullable(),
  expiresAt: z.string().nullable(),
  demo: z.boolean(),
  setUp: z.boolean(),
});
export type SessionOutput = z.output<typeof sessionOutput>;

export const nodeOutput = z.object({
  setUp: z.boolean(),
  demo: z.boolean(),
  oidc: z.string().nullable(),
  version: z.string(),
});

export const sessionList = z.object({
  sessions: z.array(
    z.object({
      id: z.uuid(),
      device: z.string(),
      agencyName: z.string().nullable(),
      createdAt: z.string(),
      lastSeenAt: z.string(),
      expiresAt: z.string(),
      current: z.boolean(),
    }),
  ),
});
export const revoked = z.object({ revoked: z.number().int() });

/** A code of the authenticator app, or one of the recovery codes. */
export const secondFactorInput = z.object({ code: codeText });
export const totpStart = z.object({ secret: z.string(), uri: z.string() });
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** What WebAuthn says is the browser's own affair; the library that verifies it reads it strictly. */
const credentialJson = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(10_000) }),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export const challengeOutput = z.object({ challengeId: z.uuid(), options: z.record(z.string(), z.unknown()) });
export const passkeyAnswer = z.object({ challengeId: z.uuid(), response: credentialJson });
export const passkeyRegistration = passkeyAnswer.extend({ name: z.string().trim().min(1).max(100) });
export const passkeyList = z.object({
  passkeys: z.array(
    z.object({ id: z.uuid(), name: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable() }),
  ),
});
export const passkeyAdded = z.object({ id: z.uuid(), recoveryCodes: z.array(z.string()) });

export const oidcStart = z.object({ url: z.string(), flow: z.uuid() });
export const oidcFinish = z.object({
  flow: z.uuid().describe('What the start gave, kept in the browser’s tab'),
  parameters: z.string().max(8000).describe('The query with which the identity provider sent the person back'),
});

export const linkToken = z.object({ token });
export const acceptLink = linkToken.extend({ password });
export const linkOutput = z.object({
  kind: z.enum(['invitation', 'reset', 'set-up']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  agencyName: z.string().nullable(),
});

export const agencyCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/, 'capitals, digits and hyphens, such as IDN-POLRI')
  .max(20);
const country = z.string().regex(/^[A-Z]{3}$/, 'three capitals, such as IDN');
export const newAgency = z.object({
  code: agencyCode,
  name: z.string().trim().min(1).max(200),
  kind: z.enum(agencyKinds),
  country,
});
export const setUpInput = linkToken.extend({
  agency: newAgency.strict(),
  administrator: z.strictObject({ email, name: personName, password }),
  language,
  start: z.enum(['empty', 'demo']),
  alsoCaseWorker: z
    .boolean()
    .default(false)
    .describe('Also give the administrator the agency’s main role, as a second hat'),
});

export const passwordChange = z.object({ current: password, password });
export const passwordProof = z.object({ password });
export const accountChange = z.object({ language });
