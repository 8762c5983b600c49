import { z } from 'zod';
import { classed } from '../../../platform/action/output.ts';
import { factNames, field, type FactName } from './fields.ts';

const pairStates = ['open', 'disagreed', 'undecided', 'same', 'different'] as const;
/** A group of more records is decided pair by pair. */
export const mostInGroup = 120;

export const verdicts = ['same', 'different', 'cannot-tell'] as const;
export type Verdict = (typeof verdicts)[number];

const factShape = Object.fromEntries(
  factNames.map((name) => [
    name,
    classed(name === 'phone' || name === 'email' ? 'contact' : 'identity', z.string().nullable().optional()),
  ]),
) as Record<FactName, z.ZodOptional<z.ZodNullable<z.ZodString>>>;

const sideView = z.object({
  own: z.boolean(),
  agencyName: z.string(),
  recordId: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  shown: z.array(field),
  facts: z.object(factShape),
});

export const inboxInput = z.object({
  state: z.enum(pairStates).default('open'),
  runId: z.uuid().optional(),
  personId: z.uuid().optional().describe('Only pairs with a record of this person'),
  order: z.enum(['worth', 'likely']).default('worth'),
  limit: z.number().int().min(1).max(100).default(50),
});
const inboxRow = z.object({
  id: z.uuid(),
  agencies: z.array(z.string()),
  weight: z.number(),
  probability: z.number(),
  worth: z.number(),
  cluster: z.string(),
  comparisons: z.array(z.object({ name: z.string(), label: z.string().nullable(), bits: z.number() })),
  state: z.enum(pairStates),
  version: z.number().int(),
  mine: z.enum(verdicts).nullable(),
});
export const inboxView = z.object({
  rows: z.array(inboxRow),
  waiting: z
    .object({
      open: z.number().describe('To decide, by the reader'),
      said: z.number().describe('The reader has decided, another is still to'),
      disagreed: z.number(),
      undecided: z.number(),
    })
    .describe('Pairs; of one comparison where one is asked for'),
});

const groupRow = z.object({
  pairId: z.uuid().describe('A pair of it, of which a decision tells most'),
  records: z.number().int(),
  pairs: z.number().int(),
  linked: z.boolean().describe('Put together by the program; else a pair that it would not link'),
  agencies: z.array(z.string()),
  likeliest: z.number(),
  least: z.number(),
  worth: z.number().describe('Uncertainty in bits and persons likely counted twice'),
  comparisons: inboxRow.shape.comparisons.describe('Of the pair'),
});
export type GroupRow = z.output<typeof groupRow>;
export const groupsView = z.object({ rows: z.array(groupRow), waiting: inboxView.shape.waiting });

export const pairId = z.object({ pairId: z.uuid() });
export const pairView = z.object({
  id: z.uuid(),
  version: z.number().int(),
  state: z.enum(pairStates),
  how: z.string().nullable(),
  weight: z.number(),
  probability: z.number(),
  prior: z.number(),
  steps: z.array(
    z.object({
      name: z.string(),
      label: z.string().nullable().describe('How alike; null where one side says nothing'),
      bits: z.number(),
    }),
  ),
  sides: z.array(sideView),
  mine: z.enum(verdicts).nullable().describe('What the reader said of it'),
  reviewers: z.number().int().describe('How many must say the same'),
  effect: z.object({ persons: z.number(), joined: z.boolean(), contradicted: z.boolean() }),
  records: z.number().int().describe('How many records hang together with these two'),
  decisions: z.array(
    z.object({
      verdict: z.enum(verdicts),
      byName: z.string().nullable(),
      agencyName: z.string(),
      remark: z.string().nullable(),
      createdAt: z.string(),
      undoneAt: z.string().nullable(),
    }),
  ),
});
export type PairView = z.output<typeof pairView>;

export const groupView = z.object({
  stamp: z.string().describe('Changes when anything is decided in the group'),
  tooMany: z.boolean().describe('Too many records to decide as a whole'),
  records: z.array(
    sideView.extend({
      person: z.number().int().describe('Records of one number are of one person by now'),
      proposed: z.number().int().describe('Records of one number are proposed as one person'),
    }),
  ),
  pairs: z.array(
    z.object({
      id: z.uuid(),
      one: z.number().int().describe('Place of the record in the list'),
      other: z.number().int(),
      weight: z.number(),
      probability: z.number(),
      state: z.enum(pairStates),
      mine: z.enum(verdicts).nullable(),
      linked: z.boolean().describe('Put together by the program'),
      weak: z.boolean().describe('Below the threshold by itself'),
      bridge: z.boolean().describe('Would link by itself, but the groups do not belong together as wholes'),
    }),
  ),
  outside: z.array(
    z.object({
      id: z.uuid(),
      one: z.number().int(),
      agencyName: z.string(),
      probability: z.number(),
      state: z.enum(pairStates),
      bridge: z.boolean(),
    }),
  ),
});
export type GroupView = z.output<typeof groupView>;

export const decideGroupInput = z.object({
  pairId: z.uuid(),
  stamp: z.string().max(64).describe('Of the group as it was read'),
  persons: z
    .array(z.number().int().min(1).max(mostInGroup))
    .max(mostInGroup)
    .describe(
      'By record, the person it is of: records of one number are of one person, of different numbers of different persons',
    )
    .nullable()
    .describe('Null: one cannot tell'),
  remark: z.string().trim().max(500).optional(),
});
export const decidedGroup = z.object({
  settled: z.number().int().describe('Pairs that are settled by it'),
  waiting: z.number().int().describe('Pairs that wait for another reviewer'),
  persons: z.number().int().describe('Persons the records are of now'),
  stillJoined: z
    .boolean()
    .describe('Records said to be of different persons are of one through records outside the group'),
});

export const decideInput = z.object({
  pairId: z.uuid(),
  verdict: z.enum(verdicts),
  remark: z.string().trim().max(500).optional(),
});
export const decided = z.object({ id: z.uuid(), state: z.enum(pairStates) });
