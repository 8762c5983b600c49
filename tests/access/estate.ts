import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { drafted } from '../harness/imports.ts';
import { newInterview, type Interview } from '../../src/engines/screening/index.ts';
import { asOwner } from '../../src/platform/store/index.ts';
import { testAgencies, type House, type Person, type TestAgency } from '../harness/house.ts';
import { leaveLibraryUnfilled } from './unfilled.ts';

/** Stands in everything an agency of the tests keeps, so that whatever leaks is found by it. */
const markOf = (agency: TestAgency): string => `MARK${agency}KRAM`;

/** One agency with one of everything: names of things -> ids. */
export interface Estate {
  readonly agency: TestAgency;
  readonly mark: string;
  readonly owner: Person;
  readonly caseNumber: string;
  readonly ids: Readonly<Record<string, string>>;
}

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

/** Builds a full case and what stands around it, as a case worker would, and what that takes as an investigator. */
export async function openEstate(house: House, agency: TestAgency): Promise<Estate> {
  const mark = markOf(agency);
  await leaveLibraryUnfilled(house);
  const unitId = await house.unit(agency, `${mark} unit`);
  const owner = await house.person(agency, 'case-worker', { name: `${mark} worker` });
  const investigator = await house.person(agency, 'investigator', { name: `${mark} investigator` });
  const provider = await house.person(agency, 'service-provider', { name: `${mark} provider` });
  const made = async (who: Person, path: string, body: unknown, ifMatch?: number): Promise<Record<string, unknown>> => {
    const answer = await who.call('POST', path, body, ifMatch === undefined ? {} : { ifMatch });
    if (answer.status !== 200) throw new Error(`${path} ${answer.text}`);
    return answer.body;
  };
  const add = async (path: string, body: unknown, who = owner): Promise<string> =>
    String((await made(who, path, body))['id']);
  const file = await made(owner, '/api/cases', { unitId, summary: mark, reference: mark });
  const caseId = String(file['id']);
  const at = `/api/cases/${caseId}`;
  const otherCaseId = await add('/api/cases', { unitId, summary: mark });
  const spareCaseId = await add('/api/cases', { unitId });
  const personRecords = await add(`${at}/person-records`, { part: 'victim', sex: 'F', source: mark });
  const about = `/api/person-records/${personRecords}`;
  const names = await add(`${about}/names`, { kind: 'legal', fullText: mark });
  const documents = await add(`${about}/documents`, { kind: 'passport', number: mark });
  const contacts = await add(`${about}/contacts`, { kind: 'phone', value: mark });
  const perpetrators = await add(`${at}/perpetrators`, { roles: { RECRUITER: 'yes' } });
  await investigator.call('PUT', `/api/perpetrators/${perpetrators}/identity`, { fullText: mark }, { ifMatch: 0 });
  const otherSuspects = await add(`/api/cases/${otherCaseId}/perpetrators`, { roles: { BROKER: 'yes' } });
  const same = { otherId: otherSuspects, reason: `${mark} one handle` };
  await made(investigator, `/api/perpetrators/${perpetrators}/same`, same);
  const step = {
    subjectKind: 'perpetrator',
    subjectId: perpetrators,
    kind: 'INVESTIGATED',
    happenedFrom: '2024-01-02',
  };
  const outcomes = await add(`${at}/outcomes`, step);
  const organisations = await add(`${at}/organisations`, { type: 'AGENCY', name: mark });
  const participants = [
    { kind: 'person_record', id: personRecords },
    { kind: 'perpetrator', id: perpetrators },
  ];
  const events = await add(`${at}/events`, { type: 'TRANSIT', participants });
  const movements = await add(`${about}/movements`, { toPlace: 'MYS', arrangedByPerpetrator: perpetrators });
  const notes = await add(`${at}/notes`, { dataClass: 'administrative', body: mark });
  for (const dataClass of ['health', 'testimony']) await add(`${at}/notes`, { dataClass, body: mark });
  await add(`${at}/notes`, { dataClass: 'intelligence', body: mark }, investigator);
  const tasks = await add(`${at}/tasks`, { title: mark, assignedTo: owner.userId });
  const upload = `${at}/attachments?dataClass=administrative`;
  const attachment = await owner.call('POST', upload, undefined, {
    file: { name: `${mark}.csv`, content: `${mark},b\n1,2\n` },
  });
  const links = await add(`${at}/links`, { otherCaseId, kind: 'other', reason: `${mark} beside` });
  const share = { classes: ['administrative'], purpose: 'assistance', reason: `${mark} help`, expiresAt: tomorrow() };
  const shares = await add(`${at}/shares`, { ...share, toAgency: house.agencyId('UN') });
  const list = `No,Nama Lengkap,JK\n1,${mark} list,P\n`;
  const imported = await drafted(owner, 'daftar.csv', list);
  const exported = await add('/api/exports', {
    subject: 'cases',
    format: 'csv',
    encrypt: false,
    reason: `${mark} why`,
  });
  await exportMade(owner, exported);
  // After the circle of the case is made by its sheltered address: the provider takes the case over, with the circle.
  await made(owner, `${at}/assign`, { userId: provider.userId }, 1);
  const sheltered = await add(`${about}/contacts`, { kind: 'address', value: mark, sheltered: true });
  const device = await add('/api/devices', { proof: agency.padEnd(43, 'p'), name: mark });
  const screenings = await add('/api/screenings', { caseId, interview: screened(mark) });
  const assessed = { aboutKind: 'case', aboutId: caseId, facts: {}, packs: ['idn-tip-2007'], remark: mark };
  const assessmentId = await add(`${at}/law`, assessed, investigator);
  const reviewId = await add('/api/law/reviews', { pack: 'idn-tip-2007' });
  const administrator = await house.person(agency, 'administrator', { name: `${mark} administrator` });
  const instrumentId = await add('/api/screening-instruments', ownList(mark), administrator);
  const linkage = await linked(house, { caseId, recordId: personRecords, spareCaseId, owner, administrator, mark });
  const stranded = await openEmergency(house, caseId, owner.userId, investigator.userId);
  const { rows } = await sql<{ personId: string; jobId: string; lastSession: string }>`select
      (select person_id from person_record where id = ${personRecords}) as person_id,
      (select job_id from import where id = ${imported.id}) as job_id,
      (select id from session where user_id = ${owner.userId}) as last_session`.execute(house.database.owner);
  const roleId = await ownRole(house, agency, mark);
  const releaseId = await ownRelease(house, agency, owner.userId, mark);
  return {
    agency,
    mark,
    owner,
    caseNumber: String(file['number']),
    ids: {
      caseId,
      otherCaseId,
      spareCaseId,
      'person-records': personRecords,
      recordId: personRecords,
      names,
      documents,
      contacts,
      sheltered,
      perpetrators,
      outcomes,
      otherSuspects,
      officialId: await officialRelease(house, owner.agencyId, mark),
      organisations,
      events,
      movements,
      notes,
      tasks,
      links,
      screenings,
      screeningId: screenings,
      instrumentId,
      assessmentId,
      reviewId,
      releaseId,
      release: releaseId,
      raiseId: await askedRaise(house, owner.agencyId, owner.userId, mark),
      agency: testAgencies[agency].code,
      ...linkage,
      shares,
      attachmentId: String(attachment.body['id']),
      importId: imported.id,
      exportId: exported,
      jobId: rows[0]?.jobId ?? '',
      personId: rows[0]?.personId ?? '',
      sessionId: rows[0]?.lastSession ?? '',
      passkeyId: await passkey(house, owner.userId, mark),
      grantId: stranded,
      deviceId: device,
      viewId: await add('/api/case-views', {
        name: mark,
        audience: 'me',
        view: { filter: {}, sort: 'updated-down', columns: ['status'] },
      }),
      agencyId: house.agencyId(agency),
      unitId,
      roleId,
      userId: owner.userId,
      membershipId: owner.membershipId,
      providerId: provider.userId,
    },
  };
}

const screened = (mark: string): Interview => ({
  ...newInterview('observation', 'en', new Date().toISOString()),
  guardian: { kind: 'none', reasonForNone: mark },
});

const ownList = (mark: string): object => ({
  code: 'own-list',
  instrumentVersion: '1',
  title: { en: mark },
  source: mark,
  sourceVerified: false,
  rule: null,
  indicators: [{ code: 'A', label: { en: mark }, dimension: 'a', weight: null, verified: false }],
});

/** A proposed agreement, a comparison of the agency's records, and a pair of them that waits for a person. */
async function linked(
  house: House,
  of: { caseId: string; recordId: string; spareCaseId: string; owner: Person; administrator: Person; mark: string },
): Promise<{ agreementId: string; runId: string; pairId: string }> {
  const proposed = await of.administrator.call('POST', '/api/linkage/agreements', {
    agencyIds: [house.agencyId('UN')],
    fields: ['name', 'birthDate'],
    shownFields: [],
    purpose: `${of.mark} to count once`,
    validUntil: '2099-01-01',
  });
  const run = await of.owner.call('POST', '/api/linkage/runs', {});
  await runEnded(house, String(run.body['id']));
  const other = await of.owner.call('POST', `/api/cases/${of.spareCaseId}/person-records`, {
    part: 'victim',
    source: of.mark,
  });
  const { rows } = await sql<{
    id: string;
  }>`insert into linkage_pair (left_record, right_record, left_case, right_case, left_agency,
      right_agency, left_stamp, right_stamp, run_id, weight, probability, levels, bits, linked, worth, cluster, cluster_worth)
    select least(a.id, b.id), greatest(a.id, b.id), case when a.id < b.id then a.case_id else b.case_id end,
      case when a.id < b.id then b.case_id else a.case_id end, ${of.owner.agencyId}, ${of.owner.agencyId}, 'x', 'x', ${String(run.body['id'])},
      1, 0.5, array[1], array[1.0], false, 1, 0, 1
    from person_record a, person_record b where a.id = ${of.recordId} and b.id = ${String(other.body['id'])} returning id`.execute(
    house.database.owner,
  );
  return {
    agreementId: String(proposed.body['id']),
    runId: String(run.body['id']),
    pairId: rows[0]?.id ?? '',
  };
}

async function runEnded(house: House, id: string): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    const { rows } = await sql<{ over: boolean }>`select r.finished_at is not null and not exists (select 1 from job j
        where j.kind = 'linkage.run' and j.state in ('queued', 'running')) as over from linkage_run r where r.id = ${id}`.execute(
      house.database.owner,
    );
    if (rows[0]?.over) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The comparison of records did not end.');
}

async function exportMade(who: Person, id: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await who.call('GET', `/api/exports/${id}`)).body['state'] === 'done') return;
    await sleep(25);
  }
  throw new Error('the export was not made');
}

async function openEmergency(house: House, caseId: string, informed: string, opener: string): Promise<string> {
  const id = randomUUID();
  await asOwner(house.database, (store) =>
    sql`insert into case_grant (id, case_id, kind, to_user, classes, purpose, reason, expires_at, informed_user, created_by)
      values (${id}, ${caseId}, 'break-glass', ${opener}, array['identity'], 'emergency', 'somebody is in danger now', now() + interval '4 hours', ${informed}, ${opener})`.execute(
      store,
    ),
  );
  return id;
}

async function ownRole(house: House, agency: TestAgency, mark: string): Promise<string> {
  const id = randomUUID();
  await asOwner(house.database, (store) =>
    sql`insert into role (id, agency_id, code, name, permissions, reads, writes, scope, second_factor)
      values (${id}, ${house.agencyId(agency)}, 'reader-of-figures', ${mark}, array['series.read'], '{}', '{}', 'shared', false)`.execute(
      store,
    ),
  );
  return id;
}

async function ownRelease(house: House, agency: TestAgency, maker: string, mark: string): Promise<string> {
  const id = randomUUID();
  await asOwner(house.database, (store) =>
    sql`insert into release (id, agency_id, series_id, number, kind, title, unit, fields, reach, cut_off, method, settings, licence, citation, state, created_by)
      values (${id}, ${house.agencyId(agency)}, ${id}, 1, 'table', ${mark}, 'victims', '{sex}', 'agency', '2026-01-01', 'suppress',
        '{"threshold":11,"base":5,"epsilon":1,"delta":0.000001,"length":3}', 'CC BY 4.0', ${mark}, 'built', ${maker})`.execute(
      store,
    ),
  );
  return id;
}

/** A larger privacy budget that was asked for, beside a budget of other people for which none was. */
async function askedRaise(house: House, agencyId: string, asker: string, mark: string): Promise<string> {
  const id = randomUUID();
  await asOwner(house.database, async (store) => {
    for (const dataSet of ['agency', 'all'])
      await sql`insert into privacy_budget (agency_id, data_set, epsilon, delta, updated_by)
        values (${agencyId}, ${dataSet}, 12, 0.00001, ${asker})`.execute(store);
    await sql`insert into privacy_budget_raise (id, agency_id, data_set, epsilon, delta, reason, asked_by)
      values (${id}, ${agencyId}, 'all', 16, 0.00001, ${`${mark} needs more to be told`}, ${asker})`.execute(store);
  });
  return id;
}

async function passkey(house: House, userId: string, mark: string): Promise<string> {
  const id = randomUUID();
  await asOwner(house.database, (store) =>
    sql`insert into passkey (id, user_id, credential_id, public_key, counter, name) values (${id}, ${userId}, ${id}, ''::bytea, 0, ${mark})`.execute(
      store,
    ),
  );
  return id;
}

/**
 * Everything the database keeps that names an agency or anything of it, the trail apart: the same text means no change. The
 * index of what can be found is made of the same records, some of it a little later; published figures name nobody's ids and
 * are many.
 */
export async function holdingsOf(house: House, estate: Estate): Promise<string> {
  const ids = Object.values(estate.ids);
  const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'search\\_%'
      and relname not in ('audit_event', 'audit_lane', 'audit_seal', 'idempotency', 'failed_attempt',
        'series_figure', 'series_incident')
    order by relname`.execute(house.database.owner);
  const each = tables.map(
    ({ name }) =>
      sql`select ${name}::text as name, (to_jsonb(t) - 'last_seen_at')::text as text from ${sql.table(name)} t`,
  );
  const { rows } = await sql<{
    digest: string;
  }>`select name || ' ' || count(*) || ' ' || md5(string_agg(text, '|' order by text)) as digest
    from (${sql.join(each, sql` union all `)}) rows where text ~ ${ids.join('|')} group by name order by name`.execute(
    house.database.owner,
  );
  return rows.map(({ digest }) => digest).join('\n');
}

/** A signed release of the agency's own figures, with nobody in it. */
async function officialRelease(house: House, agencyId: string, title: string): Promise<string> {
  const id = randomUUID();
  const content = {
    country: 'IDN',
    years: [2024],
    cutOff: '2024-12-31',
    confirmedOnly: false,
    reach: 'own',
    figures: [],
    threshold: 11,
    undated: 0,
    coverage: [],
    population: [],
    estimates: [],
  };
  await sql`insert into official_release (id, agency_id, country, year_from, year_to, cut_off, confirmed_only, title, content, signed_by, signer)
    values (${id}, ${agencyId}, 'IDN', 2024, 2024, '2024-12-31', false, ${title}, ${JSON.stringify(content)}::jsonb, ${randomUUID()}, ${title})`.execute(
    house.database.owner,
  );
  return id;
}
