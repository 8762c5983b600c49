import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { JointBuild, JointTask, KnownCell } from '../../engines/disclosure/index.ts';
import type { Actor } from '../../platform/access/actor.ts';
import type { Database, Store } from '../../platform/store/index.ts';
import { callInThreads } from '../../platform/threads/index.ts';
import { asAttacker, attackModule, profilesOf, releasesOut, type LedgerTable } from '../ledger/index.ts';
import { standsIn, type Counting } from './counting.ts';
import { TOTAL, type Figure, type OfficialContent, type OfficialTable } from './schema.ts';

type Values = readonly (string | null)[];

/** Figures that count the same things, so that those of two releases can be set against each other. */
interface Kind {
  readonly fields: readonly string[];
  /** Which sums are printed, by the fields kept (bits). */
  readonly masks: readonly number[];
  /** Where a figure stands among the fields; null for one that counts others. */
  readonly valuesOf: (figure: Figure) => Values | null;
  readonly stands: (counting: Counting) => RawBuilder<unknown>;
}

const part = (value: string): string | null => (value === TOTAL ? null : value);
const [year, sex, age, form, citizenship, origin] = [1, 2, 4, 8, 16, 32];

const victimsKind: Kind = {
  fields: ['registrationYear', 'sex', 'ageGroup', 'form', 'citizenship', 'origin'],
  /** A year alone; by sex, age and form in every way; by citizenship; by origin. */
  masks: [0, sex, age, form, sex | age, sex | form, age | form, sex | age | form, citizenship, origin].map(
    (kept) => year | kept,
  ),
  valuesOf: ({ table, year: of, sex: bySex, age: byAge, category }) => {
    if (table === 'G7') return [`${of}`, part(bySex), part(byAge), null, null, null];
    if (table === 'G8') return [`${of}`, part(bySex), part(byAge), part(category), null, null];
    if (table === 'G9') return [`${of}`, null, null, null, part(category), null];
    if (table === 'G11') return [`${of}`, null, null, null, null, part(category)];
    return null;
  },
  stands: standsIn.victims,
};

const byCategory = (table: OfficialTable, field: string, stands: Kind['stands']): Kind => ({
  fields: ['registrationYear', field],
  masks: [1, 3],
  valuesOf: (one) => (one.table === table ? [`${one.year}`, part(one.category)] : null),
  stands,
});

/** Of steps of justice and returns, whom no other release counts. */
const otherKinds: readonly Kind[] = [
  {
    fields: ['table', 'registrationYear', 'sex', 'ageGroup'],
    masks: [3, 7, 11, 15],
    valuesOf: (one) =>
      ['G2', 'G3', 'G4'].includes(one.table) ? [one.table, `${one.year}`, part(one.sex), part(one.age)] : null,
    stands: standsIn.suspects,
  },
  byCategory('G5', 'citizenship', standsIn.convicted),
  byCategory('G10', 'country', standsIn.returned),
  {
    fields: ['registrationYear'],
    masks: [1],
    valuesOf: (one) => (one.table === 'G12' ? [`${one.year}`] : null),
    stands: standsIn.inquiries,
  },
];

const keyOf = (values: Values): string => JSON.stringify(values);

function knownOf({ valuesOf }: Kind, figures: readonly Figure[]): KnownCell[] {
  const found = new Map<string, KnownCell>();
  for (const one of figures) {
    const values = valuesOf(one);
    if (values === null || one.value === 0) continue;
    const exact = one.value !== null;
    const known = { values, exact, low: one.value ?? 1, high: one.value ?? Number.POSITIVE_INFINITY };
    // The same sum stands in several tables: told once is told.
    if (exact || !found.has(keyOf(values))) found.set(keyOf(values), known);
  }
  return [...found.values()];
}

interface SignedRow {
  readonly id: string;
  readonly title: string;
  readonly agencyId: string | null;
  readonly country: string;
  readonly yearFrom: number;
  readonly yearTo: number;
  readonly cutOff: string;
  readonly confirmedOnly: boolean;
  /** Null of what is about to be signed. */
  readonly signedAt: string | null;
  readonly content: OfficialContent;
}

const tableOf = (
  kind: Kind,
  row: Omit<SignedRow, 'content'> & { readonly figures: readonly Figure[]; readonly threshold: number },
): LedgerTable => {
  const { id, title, country, yearFrom: from, yearTo: to, cutOff, confirmedOnly, agencyId, signedAt } = row;
  const limits = { ...(agencyId === null ? {} : { agencyId }), ...(signedAt === null ? {} : { at: signedAt }) };
  const counting = { country, from, to, cutOff, confirmedOnly, ...limits };
  return {
    id,
    title,
    number: 1,
    agencyId,
    fields: kind.fields,
    population: 'people',
    threshold: row.threshold,
    masks: kind.masks,
    known: knownOf(kind, row.figures),
    stands: kind.stands(counting),
  };
};

/** The figures on victims of every signed release, of any agency: they are out, and known to whoever attacks the next. */
export const officialOut = (store: Store): Promise<LedgerTable[]> => signedOf(store, victimsKind);

async function signedOf(store: Store, kind: Kind): Promise<LedgerTable[]> {
  const { rows } = await sql<SignedRow>`select * from official_out() order by signed_at, id`.execute(store);
  return rows.flatMap(({ content, ...row }) => {
    const table = tableOf(kind, { ...row, figures: content.figures, threshold: content.threshold ?? 1 });
    return table.known.length > 0 ? [table] : [];
  });
}

/** Whether anything is out that could be set against figures about to be signed, and what was last: the same text, the same ledger. */
async function ledgerMark(store: Store): Promise<string | null> {
  const { rows } = await sql<{ mark: string | null }>`select string_agg(id::text, ' ' order by id) as mark from (
    select id from releases_out() where unit <> 'cases' union all select id from official_out()) o`.execute(store);
  return rows[0]?.mark ?? null;
}

export interface Attacked {
  /** The figures that may be signed: what would give a small group away together with what is out is withheld too. */
  readonly figures: readonly Figure[];
  /** Groups that even so could be known too well; figures with any are not signed. */
  readonly exposed: number;
}

const attacked = new Map<string, Attacked | Error | null>();
const mostKept = 50;

/**
 * What may be signed of these figures beside all that is out; null while that is being found out, which takes seconds and must
 * not hold a transaction: ask again in a moment.
 */
export async function signable(
  store: Store,
  database: Database,
  actor: Actor,
  counting: Counting,
  told: { readonly figures: readonly Figure[]; readonly threshold: number },
): Promise<Attacked | null> {
  const mark = await ledgerMark(store);
  if (mark === null) return { figures: told.figures, exposed: 0 };
  const asked = JSON.stringify([mark, actor.agencyId, actor.scope, counting, told]);
  const name = createHash('sha256').update(asked).digest('base64');
  const known = attacked.get(name);
  if (known instanceof Error) {
    attacked.delete(name);
    throw known;
  }
  if (known !== undefined) return known;
  attacked.set(name, null);
  for (const oldest of [...attacked.keys()].slice(0, -mostKept)) attacked.delete(oldest);
  attackFigures(database, actor, counting, told).then(
    (answer) => attacked.set(name, answer),
    (error: unknown) => attacked.set(name, error instanceof Error ? error : new Error('the attack failed')),
  );
  return null;
}

/** Withholds of figures about to be signed what, beside all that is out, would tell of few, and attacks them together. */
async function attackFigures(
  database: Database,
  actor: Actor,
  counting: Counting,
  { figures, threshold }: { readonly figures: readonly Figure[]; readonly threshold: number },
): Promise<Attacked> {
  const agencyId = actor.scope === 'all' ? null : actor.agencyId;
  const { country, from, to, cutOff, confirmedOnly } = counting;
  const about = {
    id: '',
    title: '',
    signedAt: null,
    agencyId,
    country,
    yearFrom: from,
    yearTo: to,
    cutOff,
    confirmedOnly,
  };
  const asked = await asAttacker(database, actor, async (store) => {
    const tasks: { kind: Kind; task: JointTask }[] = [];
    for (const kind of [victimsKind, ...otherKinds]) {
      const own = tableOf(kind, { ...about, figures, threshold });
      const released = kind === victimsKind ? await releasesOut(store, 'people') : [];
      const earlier = [...released, ...(await signedOf(store, kind))];
      if (own.known.length === 0 || earlier.length === 0) continue;
      const profiles = await profilesOf(store, [own, ...earlier]);
      tasks.push({ kind, task: taskOf(own, earlier, profiles) });
    }
    return tasks;
  });
  if (asked.length === 0) return { figures, exposed: 0 };
  const builds = await callInThreads<JointTask, JointBuild>(
    attackModule,
    asked.map(({ task }) => task),
  );
  const withheld = asked.map(({ kind }, at) => {
    const hidden = (builds[at]?.cells ?? []).filter((cell) => cell.withheld);
    return { kind, hidden: new Set(hidden.map(({ values }) => keyOf(values))) };
  });
  const isWithheld = (one: Figure): boolean =>
    one.value !== 0 &&
    withheld.some(({ kind, hidden }) => {
      const values = kind.valuesOf(one);
      return values !== null && hidden.has(keyOf(values));
    });
  return {
    figures: figures.map((one) => (isWithheld(one) ? { ...one, value: null, withheld: true } : one)),
    exposed: builds.reduce((sum, { exposed }) => sum + exposed.length, 0),
  };
}

const taskOf = (own: LedgerTable, earlier: readonly LedgerTable[], profiles: JointTask['profiles']): JointTask => ({
  profiles,
  own: {
    threshold: own.threshold,
    width: own.threshold,
    masks: own.masks,
    given: null,
    printed: own.known.map(({ values }) => values),
    hidden: own.known.flatMap(({ values, exact }) => (exact ? [] : [values])),
  },
  earlier: earlier.map(({ id, threshold, masks, known }) => ({ id, threshold, masks, known })),
  spare: true,
});
