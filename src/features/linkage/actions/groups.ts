import { collection, defineAction, Problem, type Action } from '../../../platform/action/index.ts';
import { groupAround, divide, viewOf } from '../groups.ts';
import { waitingGroups } from '../group-store.ts';
import { waiting } from '../pair-store.ts';
import { decidedGroup, decideGroupInput, groupsView, groupView, inboxInput, pairId } from '../schema.ts';
import { pairSubject, reviewing, stepsOf } from './review.ts';

export const listGroups = defineAction({
  ...reviewing,
  name: 'linkage.groups',
  method: 'GET',
  path: '/api/linkage/groups',
  summary: 'Groups of records that may be of one person, those first of which a decision tells most',
  input: inboxInput,
  output: groupsView,
  subject: collection('linkage-groups'),
  audit: 'listed groups of records that may be of one person',
  auditHits: ({ rows }) => rows.map(({ pairId: id }) => id),
  command: 'linkage groups',
  run: async ({ store, input }) => ({
    rows: (await waitingGroups(store, input)).map((row) => ({ ...row, comparisons: stepsOf(row) })),
    waiting: await waiting(store, input.runId),
  }),
});

export const openGroup = defineAction({
  ...reviewing,
  name: 'linkage.group',
  method: 'GET',
  path: '/api/linkage/pairs/:pairId/group',
  summary: 'All records that hang together with a pair, how alike each two are, and which pairs lead out of the group',
  input: pairId,
  output: groupView,
  subject: pairSubject,
  audit: 'compared a group of records that may be of one person',
  auditHits: ({ records }) => records.flatMap(({ recordId, caseId }) => [recordId, caseId]).filter((id) => id !== null),
  limits: { perMinute: 600 },
  command: 'linkage group',
  run: async ({ store, subject }) => viewOf(await groupAround(store, subject.id)),
});

export const decideGroup = defineAction({
  ...reviewing,
  name: 'linkage.decide-group',
  method: 'POST',
  path: '/api/linkage/pairs/:pairId/group',
  summary:
    'Say which records of a group are of one person and which are not, all at once; what was joined wrongly is split',
  input: decideGroupInput,
  output: decidedGroup,
  subject: pairSubject,
  audit: 'decided which records of a group are of one person',
  auditDetail: ({ persons }, { settled, waiting: left }) => ({
    records: persons?.length ?? null,
    persons: persons === null ? null : new Set(persons).size,
    settled,
    waiting: left,
  }),
  limits: { perMinute: 600 },
  command: 'linkage decide-group',
  run: async ({ store, subject, input: { stamp, persons, remark } }) => {
    const group = await groupAround(store, subject.id);
    if (group.tooMany)
      throw new Problem('not-allowed-now', { reason: 'This group is too large to be decided as a whole.' });
    if (group.stamp !== stamp)
      throw new Problem('not-allowed-now', {
        reason: 'Somebody decided something in this group meanwhile. Read it again.',
      });
    if (persons !== null && persons.length !== group.records.length)
      throw new Problem('invalid-input', {
        fields: [{ field: 'persons', message: 'say a person for each record of the group' }],
      });
    return divide(store, group, persons, remark ?? null);
  },
});

export const groupActions: readonly Action[] = [listGroups, openGroup, decideGroup];
