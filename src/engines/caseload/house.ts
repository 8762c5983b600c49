import { shippedRoles } from '../../words/access.ts';
import { placeByCode } from '../../words/gazetteer.ts';
import { agencyPlans, type AgencyPlan, type Post } from './agencies.ts';
import { plusDays } from './days.ts';
import { drawName, type NameLists } from './names.ts';
import { randomOf, type Random } from './random.ts';
import type { Row } from './tables.ts';

/** Somebody who can sign in to the demonstration. */
export interface Worker {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly role: string;
  readonly unitId: string | null;
}

export interface Office {
  readonly id: string;
  readonly plan: AgencyPlan;
  readonly unitIds: readonly string[];
  readonly workers: readonly Worker[];
  /** Those who may open a case, those who may be given one, and those who may share one. */
  readonly openers: readonly Worker[];
  readonly carers: readonly Worker[];
  readonly sharers: readonly Worker[];
}

/** The agencies, units, people and hats of the demonstration, as rows and as the caseload needs them. */
export interface House {
  readonly offices: ReadonlyMap<string, Office>;
  readonly rows: {
    readonly agency: readonly Row[];
    readonly unit: readonly Row[];
    readonly app_user: readonly Row[];
    readonly membership: readonly (Row & { readonly role_code: string })[];
  };
}

const may = (role: string, permission: 'case.create' | 'case.update' | 'case.share'): boolean =>
  shippedRoles.some(({ code, permissions }) => code === role && permissions.includes(permission));

/** Makes the house of a seed. Areas must be loaded (`loadPlaces`). */
export function makeHouse(seed: string, today: string, names: NameLists): House {
  const plans = agencyPlans((code) => placeByCode(code)?.name ?? code);
  const since = {
    created_at: `${plusDays(today, -2300)}T08:00:00Z`,
    updated_at: `${plusDays(today, -2300)}T08:00:00Z`,
  };
  const offices = new Map<string, Office>();
  const rows = {
    agency: [] as Row[],
    unit: [] as Row[],
    app_user: [] as Row[],
    membership: [] as (Row & { role_code: string })[],
  };
  const people = new Map<string, Worker>();
  for (const plan of plans) {
    const random = randomOf(seed, 'agency', plan.code);
    const id = random.uuid();
    const unitIds = plan.units.map(() => random.uuid());
    rows.agency.push({ id, code: plan.code, name: plan.name, kind: plan.kind, country: plan.country, ...since });
    plan.units.forEach(([name, place], at) =>
      rows.unit.push({ id: unitIds[at], agency_id: id, name, place_code: place, ...since }),
    );
    const workers = plan.posts.map((post) => {
      const unitId = post.unit === undefined ? null : (unitIds[post.unit] ?? null);
      const worker = holderOf(random, names, plan, post, people, unitId);
      if (!post.alsoHeldBy)
        rows.app_user.push({
          id: worker.id,
          email: worker.email,
          name: worker.name,
          language: worker.language,
          status: 'active',
          ...since,
        });
      rows.membership.push({
        id: random.uuid(),
        user_id: worker.id,
        agency_id: id,
        unit_id: unitId,
        role_code: post.role,
        active: true,
        ...hatSince(post, today),
      });
      return worker;
    });
    offices.set(plan.code, {
      id,
      plan,
      unitIds,
      workers,
      openers: workers.filter(({ role }) => may(role, 'case.create')),
      carers: workers.filter(({ role }) => may(role, 'case.update')),
      sharers: workers.filter(({ role }) => may(role, 'case.share')),
    });
  }
  return { offices, rows };
}

/** A second hat is younger than the first, so that a session begins with the first. */
const hatSince = (post: Post, today: string): Row => {
  const at = `${plusDays(today, post.alsoHeldBy ? -1000 : -2300)}T08:00:00Z`;
  return { created_at: at, updated_at: at };
};

function holderOf(
  random: Random,
  names: NameLists,
  plan: AgencyPlan,
  post: Post,
  people: Map<string, Worker>,
  unitId: string | null,
): Worker {
  const known = post.alsoHeldBy && people.get(`${post.alsoHeldBy.agency} ${post.alsoHeldBy.mailbox}`);
  if (known) return { ...known, role: post.role, unitId };
  const name = drawName(random, names, plan.country, random.chance(0.5) ? 'F' : 'M');
  const worker: Worker = {
    id: random.uuid(),
    email: `${post.mailbox}@${plan.domain}.demo.example.org`,
    name: name.given.latin === name.family.latin ? name.given.latin : `${name.given.latin} ${name.family.latin}`,
    language: random.chance(0.75) ? plan.language : plan.language === 'en' ? 'id' : 'en',
    role: post.role,
    unitId,
  };
  people.set(`${plan.code} ${post.mailbox}`, worker);
  return worker;
}
