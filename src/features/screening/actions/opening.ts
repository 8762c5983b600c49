import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/actor.ts';
import { Problem } from '../../../platform/action/index.ts';
import type { Store } from '../../../platform/store/index.ts';
import { recordsOf, type Interview } from '../../../engines/screening/index.ts';
import { caseNumber } from '../../cases/index.ts';
import { insertRecord } from '../../people/index.ts';

export interface Opening {
  readonly store: Store;
  readonly actor: Actor;
  readonly now: Date;
  readonly newId: () => string;
  readonly interview: Interview;
  readonly screeningId: string;
  readonly opening: { readonly tip: string; readonly som: string; readonly summary?: string | undefined };
}

/**
 * Opens a case with what an interview tells: the person without a name, and the events in codes. Whether it is
 * trafficking or smuggling is what the officer suspects, not what was scored.
 */
export async function openCaseFor(from: Opening): Promise<{ caseId: string; recordId: string | null; number: string }> {
  const { store, actor, now, newId, opening } = from;
  if (!actor.permissions.includes('case.create') || !actor.writes.includes('administrative'))
    throw new Problem('not-permitted', { reason: 'Your role does not open cases. Finish without opening one.' });
  const { rows } = await sql<{ code: string }>`select code from agency where id = ${actor.agencyId}`.execute(store);
  const code = rows[0]?.code;
  if (code === undefined)
    throw new Problem('not-allowed-now', { reason: 'The local operator belongs to no agency. Act as a user of one.' });
  const caseId = newId();
  const number = caseNumber(code, now.getUTCFullYear(), newId());
  await insertRecord(store, 'case_file', {
    id: caseId,
    number,
    agencyId: actor.agencyId,
    unitId: actor.unitId,
    assignedTo: actor.userId,
    openedOn: now.toISOString().slice(0, 10),
    tip: opening.tip,
    som: opening.som,
    summary: opening.summary ?? null,
  });
  const recordId = actor.writes.includes('statistical') ? await addRecords(from, caseId) : null;
  return { caseId, recordId, number };
}

async function addRecords({ store, newId, interview, opening, screeningId }: Opening, caseId: string): Promise<string> {
  const told = recordsOf(interview);
  const personId = newId();
  const recordId = newId();
  await insertRecord(store, 'person', { id: personId });
  await insertRecord(store, 'person_record', {
    id: recordId,
    caseId,
    personId,
    part: opening.tip === 'no' && opening.som !== 'no' ? 'smuggled-migrant' : 'victim',
    source: 'Screening',
    sourceKey: screeningId,
    victimStatus: opening.tip === 'suspected' || opening.tip === 'yes' ? 'POSSIBLE' : null,
    ageIdentificationMin: told.age.min,
    ageIdentificationMax: told.age.max,
    ageIdentificationBasis: told.age.basis,
    citizenships: told.citizenships,
    recruiterRelations: told.recruiterRelations,
  });
  for (const [position, { from, to }] of told.legs.entries())
    await insertRecord(store, 'movement_leg', {
      id: newId(),
      caseId,
      recordId,
      position: position + 1,
      fromPlace: from,
      toPlace: to,
    });
  const { recruitment, transit, exploitation } = told;
  const events = [
    { type: 'RECRUITMENT', acts: recruitment.acts, means: recruitment.means, recruitmentMethods: recruitment.methods },
    { type: 'TRANSIT', acts: transit?.acts ?? null },
    { type: 'EXPLOITATION', ...exploitation },
  ].filter(({ type: _type, ...sets }) => Object.values(sets).some((set) => set !== null));
  for (const event of events) {
    const id = newId();
    await insertRecord(store, 'event', { ...event, id, caseId });
    await insertRecord(store, 'event_participant', {
      eventId: id,
      caseId,
      participantKind: 'person_record',
      participantId: recordId,
    });
  }
  return recordId;
}
