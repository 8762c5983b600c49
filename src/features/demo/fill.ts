import { sql } from 'kysely';
import { makeCaseload, type House } from '../../engines/caseload/index.ts';
import type { Services } from '../../platform/action/index.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { appendAudit } from '../../platform/audit/append.ts';
import { operatorActor } from '../../platform/auth/actor.ts';
import { hashPassword } from '../../platform/auth/password.ts';
import { asOwner } from '../../platform/store/index.ts';
import { loadPlaces } from '../../words/gazetteer.ts';
import { caseNumber } from '../cases/index.ts';
import { readNames } from './names.ts';
import { DEMO_PASSWORD } from './schema.ts';
import { refuseIfInUse, writeCases, writeHouse } from './store.ts';

export interface DemoOptions {
  readonly seed: string;
  readonly cases: number;
  /** `YYYY-MM-DD`: the caseload ends the day before. */
  readonly today: string;
}
export interface DemoFilled {
  readonly agencies: number;
  readonly users: readonly {
    readonly email: string;
    readonly name: string;
    readonly agency: string;
    readonly role: string;
  }[];
  readonly cases: number;
  /** Persons as the records stand, unlinked but for a few; fewer human beings stand behind them. */
  readonly persons: number;
  readonly records: number;
}
export interface DemoRun {
  /** Who asked; the local operator when nobody is named. */
  readonly actor?: Actor;
  /** Cases written by an earlier run that was cut short; 0 writes on top of it, undefined asks for an empty database. */
  readonly done?: number;
  readonly report?: (done: number, total: number) => Promise<void>;
}

/**
 * Fills an empty database with an invented caseload. Works as the owner of the tables, in chunks, because the rows belong
 * to many agencies at once and no actor may write for all of them; it refuses a database in use, and says in the audit
 * trail how much it wrote. A million cases take no more memory than a thousand.
 */
export async function fillDemo(services: Services, options: DemoOptions, run: DemoRun = {}): Promise<DemoFilled> {
  const { database } = services;
  if (run.done === undefined) await asOwner(database, refuseIfInUse);
  await loadPlaces();
  const caseload = makeCaseload({ ...options, names: await readNames(), caseNumber });
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await asOwner(database, (store) => writeHouse(store, caseload.house, passwordHash));
  let [cases, persons, records] = [0, 0, 0];
  for (const chunk of caseload.chunks()) {
    cases += chunk.cases;
    persons += chunk.rows.person.length;
    records += chunk.rows.person_record.length;
    if (cases <= (run.done ?? 0)) continue;
    await asOwner(database, async (store) => {
      await writeCases(store, chunk.rows);
      await services.beforeCommit(store);
    });
    await run.report?.(cases, options.cases);
  }
  const filled = { agencies: caseload.house.offices.size, users: peopleOf(caseload.house), cases, persons, records };
  await asOwner(database, (store) => recordFill(store, run.actor ?? operatorActor(), filled));
  await sql`analyze`.execute(database.owner);
  return filled;
}

function peopleOf({ offices }: House): DemoFilled['users'] {
  return [...offices.values()].flatMap(({ plan, workers }) =>
    workers.map(({ email, name, role }) => ({ email, name, agency: plan.name, role })),
  );
}

async function recordFill(store: Parameters<typeof appendAudit>[0], actor: Actor, filled: DemoFilled): Promise<void> {
  await appendAudit(store, {
    at: new Date().toISOString(),
    actor: actor.userId,
    agency: actor.agencyId,
    membership: actor.membershipId,
    action: 'demo.fill',
    outcome: 'done',
    subjectKind: 'demo',
    subjectId: null,
    caseId: null,
    purpose: 'administration',
    detail: {
      agencies: filled.agencies,
      users: filled.users.length,
      cases: filled.cases,
      persons: filled.persons,
      records: filled.records,
    },
  });
}
