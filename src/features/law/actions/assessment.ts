import { sql } from 'kysely';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { evaluate, knownCircumstances, knownKeys, readFacts, type KeyList } from '../../../engines/law/index.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import { defineAction, orNotFound, Problem, type Action, type Subject } from '../../../platform/action/index.ts';
import type { LoadContext } from '../../../platform/action/define.ts';
import type { Store } from '../../../platform/store/index.ts';
import { evidenceSources } from '../evidence-store.ts';
import { evaluateWhole } from '../evaluation.ts';
import { lawsInUse } from '../laws.ts';
import { notePdf } from '../note.ts';
import { factsFromRecords } from '../rules.ts';
import {
  assessInput,
  assessmentKept,
  assessmentReceipt,
  evaluated,
  noteInput,
  oneAssessment,
  workbench,
  workbenchInput,
  type AssessmentKept,
} from '../schema.ts';
import {
  assessmentsOf,
  findAssessment,
  holdsSubject,
  nextNumber,
  perpetratorsOf,
  recordsOf,
  seesCase,
  strayEvidence,
} from '../store.ts';

async function caseSubject({ input, store }: LoadContext<{ caseId: string }, Actor>): Promise<Subject | null> {
  return (await seesCase(store, input.caseId)) ? { kind: 'case', id: input.caseId, caseId: input.caseId } : null;
}

async function assessmentSubject({
  input,
  store,
}: LoadContext<z.output<typeof oneAssessment>, Actor>): Promise<(Subject & { row: AssessmentKept }) | null> {
  const row = await findAssessment(store, input.caseId, input.assessmentId);
  return row && { kind: 'law-assessment', id: row.id, caseId: row.caseId, row };
}

export const openWorkbench = defineAction({
  name: 'law.workbench',
  method: 'GET',
  path: '/api/cases/:caseId/law',
  summary: 'Who of a case can be assessed by law, with the facts its records tell and earlier assessments',
  input: workbenchInput,
  output: workbench,
  permission: 'case.read',
  dataClass: 'testimony',
  subject: caseSubject,
  purpose: 'case-work',
  audit: 'opened the legal workbench of a case',
  command: 'cases law',
  run: async ({ store, input: { caseId } }) => {
    const records = orNotFound((await recordsOf(store, [caseId])).get(caseId) ?? null);
    const assessments = await assessmentsOf(store, caseId);
    const subject = (kind: AssessmentKept['aboutKind'], id: string, part: string | null, about: string | null) => ({
      kind,
      id,
      part,
      recordFacts: factsFromRecords(records, about),
      assessments: assessments.filter(({ aboutId }) => aboutId === id),
    });
    const persons = records.persons.filter(({ part }) => part === 'victim' || part === 'smuggled-migrant');
    const perpetrators = await perpetratorsOf(store, caseId);
    return {
      subjects: [
        subject('case', caseId, null, null),
        ...persons.map(({ id, part }) => subject('person_record', id, part, id)),
        ...perpetrators.map((id) => subject('perpetrator', id, null, null)),
      ],
      vocabulary: await vocabularyOf(store),
      sources: await evidenceSources(store, caseId),
    };
  },
});

async function vocabularyOf(store: Store): Promise<z.input<typeof workbench>['vocabulary']> {
  const { sources } = (await lawsInUse(store)).law;
  const keys = (list: KeyList): string[] => [...knownKeys(sources, list)].toSorted();
  return {
    acts: keys('acts'),
    means: keys('means'),
    purposes: keys('purposes'),
    circumstances: [...knownCircumstances(sources)].toSorted(),
  };
}

export const assess = defineAction({
  name: 'law.assess',
  method: 'POST',
  path: '/api/cases/:caseId/law',
  summary: 'Keep an assessment of a case, a person or a suspect: facts as a person confirmed them, evidence, result',
  input: assessInput,
  output: assessmentReceipt,
  permission: 'case.update',
  dataClass: 'testimony',
  subject: caseSubject,
  purpose: 'case-work',
  audit: 'assessed a case by law',
  auditHits: (output) => [output.id],
  auditDetail: (input, output) => ({ about: input.aboutKind, number: output.number }),
  run: async ({ store, input, newId }) => {
    const { law, versions } = await lawsInUse(store);
    const { caseId, aboutKind, aboutId, packs } = input;
    const read = readFacts({ facts: input.facts, packs }, law);
    const stray = await strayEvidence(store, caseId, input.evidence);
    const faults = [
      ...(read.ok ? [] : read.faults),
      ...stray.map((at) => ({ field: `evidence.${at}.id`, message: 'Choose a record of this case.' })),
      ...((await holdsSubject(store, caseId, aboutKind, aboutId))
        ? []
        : [{ field: 'aboutId', message: 'Choose the case, or a person or suspect of it.' }]),
    ];
    if (!read.ok || faults.length > 0) throw new Problem('invalid-input', { fields: faults });
    const { result } = evaluate(law, read.facts, { packs });
    const packVersions = Object.fromEntries(packs.map((id) => [id, versions[id] ?? 0]));
    const [id, number] = [newId(), await nextNumber(store, aboutId)];
    await sql`insert into law_assessment (id, case_id, about_kind, about_id, number, packs, facts, evidence, result, pack_versions, remark)
      values (${id}, ${caseId}, ${aboutKind}, ${aboutId}, ${number}, ${packs}::text[], ${JSON.stringify(read.facts)}::jsonb,
        ${JSON.stringify(input.evidence)}::jsonb, ${JSON.stringify(result)}::jsonb, ${JSON.stringify(packVersions)}::jsonb, ${input.remark ?? null})`.execute(
      store,
    );
    return { id, caseId, aboutId, number, packVersions, result: { ...result } };
  },
});

export const openAssessment = defineAction({
  name: 'law.assessment',
  method: 'GET',
  path: '/api/cases/:caseId/law/:assessmentId',
  summary: 'An assessment as it was kept, and what the laws of today make of the same facts',
  input: oneAssessment,
  output: z.object({ assessment: assessmentKept, today: evaluated.omit({ warnings: true }) }),
  permission: 'case.read',
  dataClass: 'testimony',
  subject: assessmentSubject,
  purpose: 'case-work',
  audit: 'read an assessment by law',
  run: async ({ store, subject: { row } }) => {
    const { law } = await lawsInUse(store);
    return { assessment: row, today: evaluateWhole(law, row.facts, { packs: row.packs }) };
  },
});

export const printNote = defineAction({
  name: 'law.note',
  method: 'GET',
  path: '/api/cases/:caseId/law/:assessmentId/note',
  summary: 'The reasoned note of an assessment as PDF, in English or Indonesian; an aid, not legal advice',
  input: noteInput,
  output: z.null(),
  permission: 'case.read',
  dataClass: 'testimony',
  subject: assessmentSubject,
  purpose: 'case-work',
  audit: 'printed the note of an assessment by law',
  reply: 'file',
  command: 'cases law-note',
  limits: { perMinute: 30 },
  run: async ({ store, input, now, subject: { row } }) => {
    const { law } = await lawsInUse(store);
    const { rows } = await sql<{ number: string }>`select number from case_file where id = ${input.caseId}`.execute(
      store,
    );
    const pdf = await notePdf(law, row, { language: input.language, caseNumber: rows[0]?.number ?? '', now });
    return {
      stream: Readable.from([pdf]),
      mediaType: 'application/pdf',
      fileName: `palermo-law-${rows[0]?.number ?? 'case'}-${row.number}.${input.language}.pdf`,
    };
  },
});

export const assessmentActions: readonly Action[] = [openWorkbench, assess, openAssessment, printNote];
