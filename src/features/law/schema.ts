import { z } from 'zod';
import { factsSchema } from '../../engines/law/index.ts';
import { classed } from '../../platform/action/output.ts';

const anything = z.record(z.string(), z.unknown());
const packId = z.string().max(60);
const aboutKinds = ['case', 'person_record', 'perpetrator'] as const;

/** A law in the list of laws. */
export const packShown = z.object({
  id: z.string(),
  title: z.string(),
  jurisdiction: z.string(),
  version: z.int(),
  enacted: z.string(),
  sourceVerified: z.boolean(),
  offences: z.int(),
  rights: z.int(),
  assistance: z.boolean(),
});

const packVersion = z.object({
  version: z.int(),
  note: z.string().nullable(),
  createdAt: z.string().nullable(),
});

/** Every version of every law: the shipped ones, numbered 0, and those that were loaded. */
export const versionsListed = z.object({
  versions: z.array(
    packVersion.extend({
      pack: z.string(),
      title: z.string(),
      inForce: z.boolean(),
      createdByName: z.string().nullable(),
    }),
  ),
});

export const packInput = z.object({ pack: packId });
export const packOpened = z.object({ version: z.int(), versions: z.array(packVersion), content: anything });

export const packLoad = z.object({ content: anything, note: z.string().trim().min(3).max(500) });
/** What loading a pack would change: faults by field, or the places that differ from the version in force. */
export const packChecked = z.object({
  pack: z.string().nullable(),
  title: z.string().nullable(),
  /** The version in force now; null for a law that is new here. */
  present: z.int().nullable(),
  faults: z.array(z.object({ field: z.string(), message: z.string() })),
  changes: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export const packLoaded = z.object({ id: z.uuid(), pack: z.string(), version: z.int() });

export const compareInput = z.object({ first: packId, second: packId });

/** Facts, and the laws to hold them against. */
export const evaluateInput = z.object({
  facts: anything,
  packs: z.array(packId).max(60).optional(),
  date: z.iso.date().optional(),
});
/** Parts as the engine makes them; their shapes are those of `engines/law`. */
export const evaluated = z.object({
  result: anything,
  reasons: z.array(anything),
  next: anything.nullable(),
  rights: z.array(anything),
  limitation: z.array(anything),
  warnings: z.array(z.object({ field: z.string(), message: z.string() })),
});

export const evidence = z.object({
  element: z.string().max(80),
  kind: z.enum(['event', 'person_record', 'movement', 'note', 'attachment', 'screening', 'statement', 'other']),
  id: z.uuid().nullish(),
  answer: z.string().max(101).nullish().describe('Which answer of an interview, as its answers name it'),
  remark: z.string().max(500).nullish(),
});
export type Evidence = z.infer<typeof evidence>;

/** What a person kept, as the answer to who kept it. */
export const assessmentReceipt = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  aboutId: z.uuid(),
  number: z.int(),
  packVersions: z.record(z.string(), z.int()),
  result: z.record(z.string(), z.unknown()),
});

export const workbenchInput = z.object({ caseId: z.uuid() });
export const assessmentKept = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  aboutKind: z.enum(aboutKinds),
  aboutId: z.uuid(),
  number: z.int(),
  packs: z.array(z.string()),
  facts: classed('testimony', factsSchema),
  evidence: classed('testimony', z.array(evidence)),
  result: classed('testimony', anything),
  packVersions: z.record(z.string(), z.int()),
  remark: classed('testimony', z.string().nullable()),
  createdAt: z.string(),
  createdBy: z.string(),
  createdByName: z.string().nullable(),
});
export type AssessmentKept = z.infer<typeof assessmentKept>;

/** Who or what of a case can be assessed, with the facts its records tell and what was assessed so far. */
export const workbench = z.object({
  subjects: z.array(
    z.object({
      kind: z.enum(aboutKinds),
      id: z.uuid(),
      part: z.string().nullable(),
      recordFacts: classed('testimony', factsSchema),
      assessments: z.array(assessmentKept),
    }),
  ),
  /** Law keys to choose facts from. */
  vocabulary: z.object({
    acts: z.array(z.string()),
    means: z.array(z.string()),
    purposes: z.array(z.string()),
    circumstances: z.array(z.string()),
  }),
  sources: z.array(
    z.object({
      kind: evidence.shape.kind,
      id: z.uuid(),
      type: z.string(),
      on: z.string().nullable(),
      name: classed('administrative', z.string().nullable()),
      answer: classed('testimony', z.string().nullable()),
    }),
  ),
});

export const assessInput = z.object({
  caseId: z.uuid(),
  aboutKind: z.enum(aboutKinds),
  aboutId: z.uuid(),
  facts: factsSchema,
  packs: z.array(packId).min(1).max(60),
  evidence: z.array(evidence).max(200).default([]),
  remark: z.string().max(2000).nullish(),
});

export const oneAssessment = z.object({ caseId: z.uuid(), assessmentId: z.uuid() });
export const noteInput = oneAssessment.extend({ language: z.enum(['en', 'id']).default('en') });

export const assistanceInput = z.object({
  packs: z.array(packId).min(1).max(10),
  direction: z.enum(['incoming', 'outgoing']).default('incoming'),
  type: z.string().max(80).nullish(),
  contents: z.record(z.string(), z.boolean()),
});
export const assistanceChecked = z.object({
  checks: z.array(z.object({ pack: z.string(), check: anything.nullable() })),
});

export const reviewAsked = z.object({
  pack: packId,
  before: z.int().min(0).optional(),
  after: z.int().min(0).optional(),
});
export const reviewInput = z.object({ reviewId: z.uuid() });
export const reviewShown = z.object({
  id: z.uuid(),
  pack: z.string(),
  beforeVersion: z.int(),
  afterVersion: z.int(),
  total: z.int(),
  examined: z.int(),
  differing: z.int(),
  /** Whether the work stopped on an error; a new one can be asked for. */
  failed: z.boolean(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  cancelledAt: z.string().nullable(),
});
export const reviewOpened = reviewShown.extend({
  differences: z.array(
    z.object({
      caseId: z.uuid(),
      caseNumber: z.string(),
      aboutKind: z.enum(aboutKinds),
      aboutId: z.uuid(),
      assessed: z.boolean(),
      changes: classed('testimony', z.array(anything)),
    }),
  ),
});
