import { sql } from 'kysely';
import { z } from 'zod';
import { formTargets } from '../../words/forms.ts';
import { collection, defineAction, notFound, Problem, type Action } from '../../platform/action/index.ts';
import { extraFaults, formFaults, mergedValues } from './rules.ts';
import {
  extraInput,
  extraList,
  extraWritten,
  formChange,
  formList,
  formTarget,
  formVersions,
  formVersion,
  type FormVersion,
} from './schema.ts';
import { addVersion, extrasOf, findExtra, isInCase, versionsOf } from './store.ts';

const none = (target: FormVersion['target']): FormVersion => ({
  target,
  number: 0,
  fields: [],
  createdAt: null,
  createdByName: null,
});

export const listForms = defineAction({
  name: 'forms.list',
  method: 'GET',
  path: '/api/forms',
  summary: 'The extra fields of one’s own agency, for each kind of record in their newest version',
  input: z.object({}),
  output: formList,
  permission: 'signed-in',
  subject: collection('forms'),
  purpose: 'reference',
  audit: 'read the forms of the agency',
  command: 'forms list',
  run: async ({ store, actor }) => {
    const forms: FormVersion[] = [];
    for (const target of formTargets) forms.push((await versionsOf(store, actor.agencyId, target))[0] ?? none(target));
    return { forms };
  },
});

export const listFormVersions = defineAction({
  name: 'forms.versions',
  method: 'GET',
  path: '/api/form-versions',
  summary: 'Every version of one of the agency’s forms, the newest first',
  input: z.object({ target: formTarget }),
  output: formVersions,
  permission: 'signed-in',
  subject: collection('forms'),
  purpose: 'reference',
  audit: 'read the versions of a form',
  run: async ({ store, actor, input }) => ({ versions: [...(await versionsOf(store, actor.agencyId, input.target))] }),
});

export const changeForm = defineAction({
  name: 'forms.change',
  method: 'PUT',
  path: '/api/forms',
  summary: 'Give one of the agency’s forms a new version; If-Match names the newest, "0" when there is none',
  input: formChange,
  output: formVersion,
  permission: 'agency.manage',
  subject: async ({ input, actor, store }) => {
    const newest = (await versionsOf(store, actor.agencyId, input.target))[0];
    return { kind: 'form', id: newest?.id ?? null, version: newest?.number ?? 0, agencyId: actor.agencyId };
  },
  versioned: true,
  purpose: 'administration',
  audit: 'changed a form of the agency',
  auditDetail: ({ target, fields }) => ({ target, fields: fields.length }),
  run: async ({ store, input, subject, newId }) => {
    const versions = await versionsOf(store, subject.agencyId, input.target);
    const faults = formFaults(
      input.fields,
      versions.flatMap(({ fields }) => fields),
    );
    if (faults.length > 0) throw new Problem('invalid-input', { fields: faults });
    const number = (subject.version ?? 0) + 1;
    await addVersion(store, { ...input, id: newId(), agencyId: subject.agencyId, number });
    return (await versionsOf(store, subject.agencyId, input.target))[0] ?? none(input.target);
  },
});

/** A case the actor sees; hidden and absent alike are null. */
async function seenCase(store: Parameters<typeof versionsOf>[0], caseId: string) {
  const { rows } = await sql<{
    erased: boolean;
  }>`select erased_at is not null as erased from case_file where id = ${caseId}`.execute(store);
  return rows[0] ?? null;
}

export const listExtras = defineAction({
  name: 'extra-values.list',
  method: 'GET',
  path: '/api/cases/:caseId/extra-values',
  summary: 'What agencies keep of a case in fields of their own, each with the definition it was written under',
  input: z.object({ caseId: z.uuid() }),
  output: extraList,
  permission: 'case.read',
  subject: async ({ input, store }) =>
    (await seenCase(store, input.caseId)) && { kind: 'case', id: input.caseId, caseId: input.caseId },
  purpose: 'case-work',
  audit: 'read the extra fields of a case',
  run: async ({ store, input }) => ({ records: await extrasOf(store, input.caseId) }),
});

export const setExtras = defineAction({
  name: 'extra-values.set',
  method: 'PUT',
  path: '/api/cases/:caseId/extra-values',
  summary: 'Write extra fields of one class on a record; If-Match "0" when nothing was said in them yet',
  input: extraInput,
  output: extraWritten,
  permission: 'case.update',
  dataClass: (input) => input.dataClass,
  subject: async ({ input, actor, store, forUpdate }) => {
    const seen = await seenCase(store, input.caseId);
    if (!seen || !(await isInCase(store, input.caseId, input.target, input.subjectId))) return null;
    if (seen.erased) throw new Problem('not-allowed-now', { reason: 'This case was erased.' });
    const of = { subjectId: input.subjectId, agencyId: actor.agencyId, dataClass: input.dataClass };
    const found = await findExtra(store, of, forUpdate);
    if (!found && forUpdate && (await findExtra(store, of, false))) throw new Problem('not-permitted');
    return {
      kind: 'extra_values',
      id: found?.id ?? null,
      caseId: input.caseId,
      version: found?.version ?? 0,
      ...(found && { updatedAt: found.updatedAt, updatedBy: found.updatedBy }),
      row: found?.fieldValues ?? {},
      values: found?.fieldValues ?? {},
    };
  },
  versioned: true,
  purpose: 'case-work',
  audit: 'wrote extra fields',
  auditHits: (output) => [output.id],
  run: async ({ store, actor, input, subject, newId }) => {
    const form = (await versionsOf(store, actor.agencyId, input.target))[0];
    if (!form) throw notFound();
    const faults = extraFaults(form.fields, input.dataClass, input.values);
    if (faults.length > 0) throw new Problem('invalid-input', { fields: faults });
    const values = JSON.stringify(mergedValues(subject.values, input.values));
    const id = subject.id ?? newId();
    await (
      subject.id === null
        ? sql`insert into extra_values (id, case_id, agency_id, target, subject_id, data_class, form_version_id, field_values)
            values (${id}, ${input.caseId}, ${actor.agencyId}, ${input.target}, ${input.subjectId}, ${input.dataClass}, ${form.id}, ${values}::jsonb)`
        : sql`update extra_values set form_version_id = ${form.id}, field_values = ${values}::jsonb where id = ${id}`
    ).execute(store);
    return { id, caseId: input.caseId, version: subject.version + 1 };
  },
});

export const formActions: readonly Action[] = [listForms, listFormVersions, changeForm, listExtras, setExtras];
