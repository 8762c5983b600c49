import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction, Problem, type Action } from '../../platform/action/index.ts';
import { caseRecordActions, orderFaults, visibleCase, type Completing, type Values } from '../people/index.ts';
import { suspectActions } from './actions/suspects.ts';
import { outcomeFields, outcomeRow, outcomeSubjects, REPATRIATED, stepsOf, type Outcome } from './schema.ts';

/** Who takes a step must stand in the same case and in sight. */
async function placeOutcome(values: Values, { store, caseId, before }: Completing): Promise<Values> {
  const { subjectKind, subjectId } = { ...before, ...values };
  const { rows } =
    await sql`select id from ${sql.table(String(subjectKind))} where case_id = ${caseId} and id = ${String(subjectId)}`.execute(
      store,
    );
  if (rows.length === 0)
    throw new Problem('invalid-input', {
      fields: [{ field: 'subjectId', message: `names a ${String(subjectKind)} that is not in this case` }],
    });
  return values;
}

function faultsOf(row: Values) {
  const subject = outcomeSubjects.find((known) => known === row['subjectKind']) ?? 'perpetrator';
  const wrongStep = !stepsOf(subject).includes(String(row['kind']));
  const goesNowhere = row['kind'] === REPATRIATED && !(row['fromCountry'] && row['toCountry']);
  return [
    ...orderFaults(row, [['happenedFrom', 'happenedTo']]),
    ...(wrongStep ? [{ field: 'kind', message: `is no step of a ${subject}` }] : []),
    ...(goesNowhere ? [{ field: 'fromCountry', message: 'name the country left and the country returned to' }] : []),
  ];
}

const outcomes = caseRecordActions({
  name: 'outcomes',
  table: 'outcome',
  label: 'a dated step of a suspect or victim',
  fields: outcomeFields,
  dataClass: 'statistical',
  faults: faultsOf,
  complete: placeOutcome,
});
export const { add: addOutcome, change: changeOutcome, remove: removeOutcome } = outcomes;

export const listOutcomes = defineAction({
  name: 'outcomes.list',
  method: 'GET',
  path: '/api/cases/:caseId/outcomes',
  summary: 'Dated steps of the suspects and victims of a case, the first step first',
  input: z.object({ caseId: z.uuid() }),
  output: z.object({ outcomes: z.array(outcomeRow) }),
  permission: 'case.read',
  dataClass: 'statistical',
  subject: ({ input, store }) => visibleCase(store, input.caseId),
  purpose: 'case-work',
  audit: 'read the dated steps of a case',
  run: async ({ store, input }) => {
    const { rows } =
      await sql<Outcome>`select * from outcome where case_id = ${input.caseId} order by happened_from, created_at, id limit 500`.execute(
        store,
      );
    return { outcomes: rows };
  },
});

export const outcomeActions: readonly Action[] = [
  listOutcomes,
  addOutcome,
  changeOutcome,
  removeOutcome,
  ...suspectActions,
];
