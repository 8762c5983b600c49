import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openInstallation, systemClock, type Installation } from '../../src/installation.ts';
import { hashToken } from '../../src/platform/auth/actor.ts';
import { readConfig } from '../../src/platform/config/index.ts';
import { asOwner, type Database } from '../../src/platform/store/index.ts';
import { testDatabase } from './database.ts';

/** The agencies every test knows; kinds and countries as in the demo caseload. */
export const testAgencies = {
  POLRI: { code: 'IDN-POLRI', name: 'National Police, Indonesia', kind: 'police', country: 'IDN' },
  SHELTER: { code: 'IDN-RPTC', name: 'Trauma Centre Pontianak', kind: 'shelter', country: 'IDN' },
  PDRM: { code: 'MYS-PDRM', name: 'Royal Police, Malaysia', kind: 'police', country: 'MYS' },
  FIA: { code: 'PAK-FIA', name: 'Federal Investigation Agency, Pakistan', kind: 'police', country: 'PAK' },
  UN: { code: 'UN-IOM', name: 'UN migration office', kind: 'un-body', country: 'IDN' },
} as const;
export type TestAgency = keyof typeof testAgencies;

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Record<string, unknown>;
}
export interface CallOptions {
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
  readonly headers?: Record<string, string>;
  readonly file?: { readonly name: string; readonly content: Buffer | string };
}
/** A person with a session: calls the HTTP API as the browser would. */
export interface Person {
  readonly userId: string;
  readonly membershipId: string;
  readonly agencyId: string;
  readonly token: string;
  call<T = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    options?: CallOptions,
  ): Promise<Answer<T>>;
}
export interface House {
  readonly installation: Installation;
  readonly database: Database;
  readonly folder: string;
  agencyId(agency: TestAgency): string;
  /** A new person in an agency with a shipped role, signed in with a second factor. */
  person(agency: TestAgency, role: string, options?: { unitId?: string; name?: string }): Promise<Person>;
  unit(agency: TestAgency, name: string, parentId?: string): Promise<string>;
  /** Somebody without a session. */
  stranger: Pick<Person, 'call'>;
  /** The local operator, as the command line calls. */
  operator(as?: string): Pick<Person, 'call'>;
  close(): Promise<void>;
}

/** A whole Palermo for one test file, on the database the run asks for, with agencies but no people yet. */
export async function openHouse(now?: () => Date): Promise<House> {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'palermo-test-'));
  const config = readConfig({ PALERMO_DATA: folder });
  const installation = await openInstallation(config, { database, clock: { ...systemClock, ...(now ? { now } : {}) } });
  const agencyIds = new Map<string, string>();
  await asOwner(database, async (store) => {
    for (const [key, agency] of Object.entries(testAgencies)) {
      const id = randomUUID();
      agencyIds.set(key, id);
      await sql`insert into agency (id, code, name, kind, country) values (${id}, ${agency.code}, ${agency.name}, ${agency.kind}, ${agency.country})`.execute(
        store,
      );
    }
    await sql`insert into setting values ('set-up', 'true') on conflict do nothing`.execute(store);
  });
  const agencyId = (agency: TestAgency): string => agencyIds.get(agency) ?? '';
  const caller =
    (identity: Record<string, string>): Person['call'] =>
    (method, path, body, options) =>
      call(installation, identity, method, path, body, options);
  return {
    installation,
    database,
    folder,
    agencyId,
    unit: async (agency, name, parentId) => {
      const id = randomUUID();
      await asOwner(database, (store) =>
        sql`insert into unit (id, agency_id, parent_id, name) values (${id}, ${agencyId(agency)}, ${parentId ?? null}, ${name})`.execute(
          store,
        ),
      );
      return id;
    },
    person: async (agency, role, options = {}) => {
      const person = {
        userId: randomUUID(),
        membershipId: randomUUID(),
        agencyId: agencyId(agency),
        token: randomBytes(32).toString('base64url'),
      };
      await asOwner(database, async (store) => {
        await sql`insert into app_user (id, email, name, status) values (${person.userId}, ${`${person.userId}@example.org`}, ${options.name ?? `${role} of ${agency}`}, 'active')`.execute(
          store,
        );
        await sql`insert into membership (id, user_id, agency_id, unit_id, role_id) values (${person.membershipId}, ${person.userId}, ${person.agencyId}, ${options.unitId ?? null},
          (select id from role where code = ${role} and agency_id is null))`.execute(store);
        await sql`insert into session (id, token_hash, user_id, membership_id, expires_at, second_factor_at, device)
          values (${randomUUID()}, ${hashToken(person.token)}, ${person.userId}, ${person.membershipId}, now() + interval '1 day', now(), 'test')`.execute(
          store,
        );
      });
      return { ...person, call: caller({ cookie: `palermo_session=${person.token}`, 'x-palermo-client': 'test' }) };
    },
    stranger: { call: caller({ 'x-palermo-client': 'test' }) },
    operator: (as) => ({
      call: caller({
        authorization: `Bearer ${installation.services.keys.operatorToken}`,
        ...(as ? { 'x-palermo-as': as } : {}),
      }),
    }),
    close: async () => {
      await installation.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function call<T>(
  installation: Installation,
  identity: Record<string, string>,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  options: CallOptions = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = { ...identity, ...options.headers };
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  if (options.file)
    Object.assign(headers, {
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(options.file.name),
    });
  else if (body !== undefined) headers['content-type'] = 'application/json';
  const payload = options.file ? options.file.content : body === undefined ? undefined : JSON.stringify(body);
  const answer = await installation.server.inject({
    method,
    url: path,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  const json = String(answer.headers['content-type'] ?? '').includes('json');
  return {
    status: answer.statusCode,
    body: (json ? JSON.parse(answer.payload) : answer.payload) as T,
    text: answer.payload,
    bytes: answer.rawPayload,
    headers: answer.headers,
  };
}
