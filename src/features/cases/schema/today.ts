import { z } from 'zod';
import { clockKinds } from '../../../words/case-work.ts';
import { caseStatuses, crimeAnswers, riskLevels } from '../../../words/cases.ts';
import { taskRow } from './overview.ts';

const namedCase = z.object({
  caseId: z.uuid(),
  caseNumber: z.string(),
  reference: z.string().nullable(),
});

/** What a person needs at the start of a day. */
export const todayPage = z.object({
  tasks: z.array(taskRow).describe('My open tasks, the most urgent first'),
  changed: z
    .array(
      namedCase.extend({
        since: z.string().nullable().describe('When I last looked; null: never'),
        lastAt: z.string(),
        lastByName: z.string().nullable(),
        kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
      }),
    )
    .describe('My cases in which others wrote since I last looked, the latest first'),
  waiting: z.object({
    emergencies: z.number().int().describe('Emergency openings I am to review'),
    shares: z
      .array(
        namedCase.extend({
          agencyName: z.string(),
          purpose: z.string(),
          startsAt: z.string(),
          expiresAt: z.string(),
        }),
      )
      .describe('Cases shared with me or my agency that I have not looked at since'),
    unassigned: z
      .array(
        namedCase.extend({
          tip: z.enum(crimeAnswers),
          som: z.enum(crimeAnswers),
          status: z.enum(caseStatuses),
          risk: z.enum(riskLevels).nullable(),
          createdAt: z.string(),
        }),
      )
      .describe('Cases nobody works on, the oldest first, for who hands them out'),
    erasures: z.number().int().describe('Cases whose time is over, for who erases; at most 100 are counted'),
  }),
  clocks: z
    .array(namedCase.extend({ kind: z.enum(clockKinds), startsAt: z.string(), endsAt: z.string() }))
    .describe('Clocks of my cases, the first to end first'),
});

/** Who else is on the page of a case. */
export const presence = z.object({
  others: z.array(
    z.object({
      userId: z.uuid(),
      name: z.string().nullable().describe('Null: a person of another agency, whose name is that agency’s own'),
      agencyName: z.string().nullable(),
      since: z.string(),
    }),
  ),
  arrived: z.boolean().describe('Whether this beat begins a visit'),
  lastVisit: z.string().nullable().describe('Until when the reader was here the last time'),
});

/** A person a case may be shared with by name. */
export const colleague = z.object({ userId: z.uuid(), name: z.string(), agencyId: z.uuid(), agencyName: z.string() });
