import { sql } from 'kysely';
import { z } from 'zod';
import {
  collection,
  defineAction,
  orNotFound,
  Problem,
  type Action,
  type Subject,
} from '../../../platform/action/index.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import { agreementId, agreementInput, agreementView, ruleInput, ruleView, type AgreementView } from '../schema.ts';
import { agreementsOf } from '../store.ts';

type AgreementSubject = Subject & { readonly row: AgreementView };

async function agreementSubject({
  input,
  store,
}: LoadContext<{ agreementId: string }, Actor>): Promise<AgreementSubject | null> {
  const [row] = await agreementsOf(store, input.agreementId);
  return row?.parties.some(({ own }) => own) ? { kind: 'linkage-agreement', id: row.id, row } : null;
}

export const listAgreements = defineAction({
  name: 'linkage.agreements',
  method: 'GET',
  path: '/api/linkage/agreements',
  summary: 'What the own agency agreed with others on finding persons known to both',
  input: z.object({}),
  output: z.object({ agreements: z.array(agreementView) }),
  permission: 'signed-in',
  subject: collection('linkage-agreements'),
  purpose: 'administration',
  audit: 'listed agreements on linking',
  command: 'linkage agreements',
  run: async ({ store }) => ({ agreements: await agreementsOf(store) }),
});

export const propose = defineAction({
  name: 'linkage.propose',
  method: 'POST',
  path: '/api/linkage/agreements',
  summary: 'Propose to other agencies to find persons known to both; it holds when all of them agree',
  input: agreementInput,
  output: agreementView,
  permission: 'linkage.agree',
  subject: collection('linkage-agreements'),
  purpose: 'administration',
  audit: 'proposed an agreement on linking',
  auditHits: ({ id, parties }) => [id, ...parties.map(({ agencyId }) => agencyId)],
  auditDetail: ({ fields, shownFields, reviewers, validUntil }) => ({
    fields: fields.join(','),
    shownFields: shownFields.join(','),
    reviewers,
    validUntil,
  }),
  command: 'linkage propose',
  run: async ({ store, actor, input, newId, now }) => {
    const { agencyIds, fields, shownFields, purpose, reviewers, validUntil } = input;
    const others = [...new Set(agencyIds)].filter((id) => id !== actor.agencyId);
    const { rows: known } = await sql`select id from agency where id = any(${others}::uuid[]) and active`.execute(
      store,
    );
    const faults = [
      ...(known.length < others.length || others.length === 0
        ? [{ field: 'agencyIds', message: 'name other agencies that work here' }]
        : []),
      ...(shownFields.some((field) => !fields.includes(field))
        ? [{ field: 'shownFields', message: 'show only what is compared' }]
        : []),
      ...(validUntil <= now.toISOString().slice(0, 10) ? [{ field: 'validUntil', message: 'name a day to come' }] : []),
    ];
    if (faults.length > 0) throw new Problem('invalid-input', { fields: faults });
    const id = newId();
    await sql`insert into linkage_agreement (id, purpose, fields, shown_fields, reviewers, valid_until)
      values (${id}, ${purpose}, ${[...new Set(fields)]}, ${[...new Set(shownFields)]}, ${reviewers}, ${validUntil})`.execute(
      store,
    );
    for (const agencyId of [actor.agencyId, ...others])
      await sql`insert into linkage_party (id, agreement_id, agency_id) values (${newId()}, ${id}, ${agencyId})`.execute(
        store,
      );
    await sql`update linkage_party set agreed_at = now() where agreement_id = ${id} and agency_id = ${actor.agencyId}`.execute(
      store,
    );
    return orNotFound((await agreementsOf(store, id))[0] ?? null);
  },
});

const answering = {
  method: 'POST',
  input: agreementId,
  output: agreementView,
  permission: 'linkage.agree',
  subject: agreementSubject,
  purpose: 'administration',
} as const;

export const agree = defineAction({
  ...answering,
  name: 'linkage.agree',
  path: '/api/linkage/agreements/:agreementId/agree',
  summary: 'Agree to what another agency proposed',
  audit: 'agreed on linking with other agencies',
  command: 'linkage agree',
  run: async ({ store, actor, subject: { row } }) => {
    const own = row.parties.find((party) => party.own);
    if (row.state !== 'proposed' || own?.agreedAt !== null)
      throw new Problem('not-allowed-now', { reason: 'There is nothing left to agree to.' });
    await sql`update linkage_party set agreed_at = now() where agreement_id = ${row.id} and agency_id = ${actor.agencyId}`.execute(
      store,
    );
    return orNotFound((await agreementsOf(store, row.id))[0] ?? null);
  },
});

export const withdraw = defineAction({
  ...answering,
  name: 'linkage.withdraw',
  path: '/api/linkage/agreements/:agreementId/withdraw',
  summary: 'Withdraw from an agreement, or turn a proposal down: at once nobody sees pairs across agencies by it',
  audit: 'withdrew from an agreement on linking',
  command: 'linkage withdraw',
  run: async ({ store, actor, subject: { row } }) => {
    if (row.state === 'withdrawn') throw new Problem('not-allowed-now', { reason: 'It was withdrawn already.' });
    await sql`update linkage_party set withdrawn_at = now() where agreement_id = ${row.id} and agency_id = ${actor.agencyId}`.execute(
      store,
    );
    return orNotFound((await agreementsOf(store, row.id))[0] ?? null);
  },
});

const usualRule = { reviewers: 1 as const, automaticFrom: null, onImport: true, version: 0 };
type Rule = z.output<typeof ruleView>;

async function ruleOf(context: { store: LoadContext<unknown, Actor>['store']; actor: Actor }): Promise<Rule> {
  const { rows } = await sql<Rule>`select reviewers, automatic_from, on_import, version from linkage_rule
    where agency_id = ${context.actor.agencyId}`.execute(context.store);
  return rows[0] ?? usualRule;
}

async function ruleSubject(context: LoadContext<unknown, Actor>): Promise<Subject & { readonly row: Rule }> {
  const row = await ruleOf(context);
  return { kind: 'linkage-rule', id: context.actor.agencyId, version: row.version, row };
}

export const readRule = defineAction({
  name: 'linkage.rule',
  method: 'GET',
  path: '/api/linkage/rule',
  summary: 'How the own agency links its records',
  input: z.object({}),
  output: ruleView,
  permission: 'signed-in',
  subject: ruleSubject,
  purpose: 'administration',
  audit: 'read how the agency links records',
  command: 'linkage rule',
  run: async ({ subject }) => subject.row,
});

export const setRule = defineAction({
  name: 'linkage.set-rule',
  method: 'PUT',
  path: '/api/linkage/rule',
  summary: 'Say how the own agency links its records: reviewers, automatic joining, imports',
  input: ruleInput,
  output: ruleView,
  permission: 'linkage.agree',
  subject: ruleSubject,
  versioned: true,
  purpose: 'administration',
  audit: 'set how the agency links records',
  auditDetail: ({ reviewers, automaticFrom, onImport }) => ({ reviewers, automaticFrom, onImport }),
  run: async ({ store, actor, input, subject }) => {
    const { reviewers, automaticFrom, onImport } = input;
    if (subject.version === 0)
      await sql`insert into linkage_rule (agency_id, reviewers, automatic_from, on_import)
        values (${actor.agencyId}, ${reviewers}, ${automaticFrom}, ${onImport})`.execute(store);
    else
      await sql`update linkage_rule set reviewers = ${reviewers}, automatic_from = ${automaticFrom}, on_import = ${onImport}
        where agency_id = ${actor.agencyId}`.execute(store);
    return ruleOf({ store, actor });
  },
});

export const agreementActions: readonly Action[] = [listAgreements, propose, agree, withdraw, readRule, setRule];
