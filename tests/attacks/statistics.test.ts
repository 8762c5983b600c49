import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActionTypes } from '../../src/client/index.ts';
import type { OwnEstimate } from '../../src/features/estimates/schema.ts';
import type { Figure, LiveFigures } from '../../src/features/official/schema.ts';
import type { Statistics } from '../../src/features/statistics/schema.ts';
import { openHouse, type House, type Person } from '../harness/house.ts';
import { tell, type Told } from '../harness/told.ts';
import { attack, type Equation, type Known, type Success } from './told-numbers.ts';

type Overlap = ActionTypes['linkage.overlap']['output'];
/** Somebody's codes, by field. */
type Codes = Readonly<Record<string, string>>;

const threshold = 11;
const lists = { SHELTER: 'IDN-RPTC', POLRI: 'IDN-POLRI' } as const;
interface Invented {
  readonly id: string;
  readonly codes: Codes;
  readonly agencies: readonly (keyof typeof lists)[];
  /** Entered within the last month that is past. */
  readonly late: boolean;
}
const people: Invented[] = [];
/** Ids, and so the noise, are the same in every run. */
const generator = xoroshiro128plus(20_261_122);
for (let skipped = 0; skipped < 64; skipped += 1) generator.next();
function anyId(): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(uniformFloat64(generator) * 16).toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
function pick(weights: Readonly<Record<string, number>>): string {
  let left = uniformFloat64(generator) * Object.values(weights).reduce((sum, one) => sum + one, 0);
  return Object.entries(weights).find(([, weight]) => (left -= weight) < 0)?.[0] ?? '';
}

function invented(years: Readonly<Record<string, number>>, late: boolean): Invented {
  const on = pick({ SHELTER: 6, POLRI: 4, both: 0.2 });
  return {
    id: anyId(),
    codes: {
      sex: pick({ F: 6, M: 4, UNKNOWN: 0.3 }),
      ageGroup: pick({ child: 4, adult: 5, NOT_ASKED: 1 }),
      registrationYear: pick(years),
      victimStatus: pick({ ACTUAL: 5, PRESUMED: 4, POTENTIAL: 1 }),
      citizenship: pick({ IDN: 9, MMR: 5, PAK: 2, PHL: 1, VNM: 0.4 }),
    },
    agencies: on === 'both' ? ['SHELTER', 'POLRI'] : [on as 'SHELTER'],
    late,
  };
}

async function enter(some: readonly Invented[]): Promise<void> {
  const today = sql`created_at > now() - interval '1 day'`;
  for (const [late, day] of [
    [false, dayOf(2)],
    [true, monthEnd],
  ] as const) {
    await tell(house, toldOf(some.filter((one) => one.late === late)));
    await sql`update person_record set created_at = ${day}::date - 3 where ${today}`.execute(house.database.owner);
  }
}

let house: House;
let analyst: Person;
/** Is told the same cells, as they are: what everybody was told before there was noise. */
let keeper: Person;

const dayOf = (monthsBack: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack, 0)).toISOString().slice(0, 10);
};
const [monthEnd, monthBefore] = [dayOf(0), dayOf(1)];

beforeAll(async () => {
  house = await openHouse();
  analyst = await house.person('UN', 'analyst');
  keeper = await house.person('UN', 'disclosure-officer');
  await sql`update agency set country = 'IDN' where code in ('IDN-RPTC', 'IDN-POLRI')`.execute(house.database.owner);
  people.push(...Array.from({ length: 420 }, (_, at) => invented({ 2021: 2, 2022: 3, 2023: 3, 2024: 3 }, at >= 395)));
  await enter(people);
}, 60_000);
afterAll(() => house.close());

function toldOf(some: readonly Invented[]): Told[] {
  const ages = { child: [9, 17], adult: [18, 20] } as const;
  return some.flatMap(({ id: personId, codes, agencies }) =>
    agencies.map((agency): Told => ({
      personId,
      agency,
      sex: codes['sex'] ?? '',
      ...(codes['ageGroup'] === 'NOT_ASKED' ? {} : { ages: ages[codes['ageGroup'] as 'child'] }),
      year: Number(codes['registrationYear']),
      status: codes['victimStatus'] ?? '',
      citizenships: [codes['citizenship'] ?? ''],
    })),
  );
}

const nameOf = (codes: Codes): string =>
  Object.entries(codes)
    .map(([field, code]) => `${field}=${code}`)
    .toSorted()
    .join(' ');
/** Those of a group whom both lists know. */
const both = (name: string): string => `both lists, ${name}`;

const fields = ['sex', 'ageGroup', 'registrationYear', 'victimStatus', 'citizenship', 'agency'];
const pairs = fields.flatMap((one, at) => fields.slice(at + 1).map((other) => [one, other]));
const triples = [
  ['sex', 'ageGroup', 'agency'],
  ['sex', 'registrationYear', 'agency'],
  ['ageGroup', 'registrationYear', 'agency'],
  ['sex', 'ageGroup', 'registrationYear'],
  ['sex', 'citizenship', 'agency'],
  ['victimStatus', 'ageGroup', 'agency'],
];

interface Heard {
  readonly unit: string;
  readonly codes: Codes;
  readonly count: number | null;
}

async function asked(who: Person, query: string): Promise<Statistics> {
  const { status, body, text } = await who.call<Statistics>('GET', `/api/statistics?${query}`);
  if (status !== 200) throw new Error(text);
  return body;
}

/** Every question with one field in this unit; of victims and records also with two, and some with three. */
async function hear(who: Person, unit: string): Promise<Heard[]> {
  const heard: Heard[] = [];
  const base = `unit=${unit}`;
  const most = ['victims', 'records'].includes(unit) ? 3 : 1;
  const take = ({ rows, total }: Statistics, codes: Codes): void => {
    heard.push({ unit, codes, count: total });
    for (const { key, count } of rows) heard.push({ unit, codes: { ...codes, ...key }, count });
  };
  for (const by of [...fields.map((field) => [field]), ...(most > 1 ? pairs : [])])
    take(await asked(who, `${base}&by=${by.join()}`), {});
  for (const [one, other, third = ''] of most > 2 ? triples : [])
    for (const code of new Set(heard.flatMap(({ codes }) => codes[third] ?? [])))
      take(await asked(who, `${base}&by=${one},${other}&where=${third}%3D${code}`), { [third]: code });
  return heard;
}

/** What was heard as equations; every sum of the parts of a group, and that a record more than persons is somebody on both lists. */
function knownFrom(heard: readonly Heard[], noise: number): Known {
  const variance = noise === 0 ? 1e-4 : 3;
  const names = new Map(heard.map(({ codes }) => [nameOf(codes), codes]));
  const told = new Map(
    heard.map((one) => [`${one.unit === 'records' ? 'records' : 'victims'} ${nameOf(one.codes)} ${one.count}`, one]),
  );
  const ofLists = (codes: Codes): boolean => 'agency' in codes;
  const equations = [...told.values()].flatMap(({ unit, codes, count }): Equation[] => {
    if (count === null) return [];
    const name = nameOf(codes);
    const extra = unit === 'records' && !ofLists(codes) ? [[both(name), 1] as const] : [];
    return [{ terms: [[name, 1], ...extra], value: count, most: noise, variance }];
  });
  const sums = [...names.values()].flatMap((codes): Equation[] =>
    fields
      .filter((field) => !(field in codes))
      .flatMap((field) => {
        const parts = [...names.values()].filter(
          (one) =>
            field in one &&
            Object.keys(one).length === Object.keys(codes).length + 1 &&
            Object.entries(codes).every(([key, code]) => one[key] === code),
        );
        if (parts.length === 0) return [];
        const sum = (of: (name: string) => string, more: readonly string[] = []): Equation => ({
          terms: [
            [of(nameOf(codes)), 1],
            ...more.map((name) => [name, 1] as const),
            ...parts.map((part) => [of(nameOf(part)), -1] as const),
          ],
          value: 0,
          most: 0,
          variance: 1e-4,
        });
        if (field === 'agency') return [sum((name) => name, [both(nameOf(codes))])];
        return ofLists(codes) ? [sum((name) => name)] : [sum((name) => name), sum(both)];
      }),
  );
  const withheld = new Set(heard.flatMap(({ codes, count }) => (count === null ? [nameOf(codes)] : [])));
  const onBoth = [...names.values()].filter((codes) => !ofLists(codes)).map((codes) => both(nameOf(codes)));
  return {
    equations: [...equations, ...sums],
    least: new Map([...names.keys()].map((name) => [name, withheld.has(name) ? 1 : threshold])),
    targets: [...withheld, ...onBoth],
  };
}

/** How many there truly are of every small group. */
function truthOf(targets: readonly string[], heard: readonly Heard[]): Map<string, number> {
  const codesOf = new Map(heard.map(({ codes }) => [nameOf(codes), codes]));
  const count = (codes: Codes, onBoth: boolean): number =>
    people.filter(
      (one) =>
        (!onBoth || one.agencies.length === 2) &&
        Object.entries(codes).every(([field, code]) =>
          field === 'agency' ? one.agencies.some((agency) => lists[agency] === code) : one.codes[field] === code,
        ),
    ).length;
  const prefix = both('');
  return new Map(
    targets.flatMap((name) => {
      const codes = codesOf.get(name.startsWith(prefix) ? name.slice(prefix.length) : name) ?? {};
      const true_ = count(codes, name.startsWith(prefix));
      return true_ > 0 && true_ < threshold ? [[name, true_] as const] : [];
    }),
  );
}

/** What the lists tell of one another, and of each year the page of estimates. */
async function beside(who: Person, noise: number): Promise<Equation[]> {
  const variance = noise === 0 ? 1e-4 : 3;
  const { body } = await who.call<Overlap>('GET', '/api/linkage/overlap');
  const codeOf = (id: string | undefined): string =>
    Object.entries(lists).find(([agency]) => house.agencyId(agency as 'SHELTER') === id)?.[1] ?? '';
  const own = (id: string | undefined): readonly [string, 1] => [nameOf({ agency: codeOf(id) }), 1];
  const told = (terms: Equation['terms'], persons: number | null): Equation[] =>
    persons === null ? [] : [{ terms, value: persons, most: noise, variance }];
  const onlyOn = body.cells.flatMap(({ on, persons }) =>
    on.filter(Boolean).length === 2
      ? told([[both(''), 1]], persons)
      : told([own(body.lists[on.indexOf(true)]?.agencyId), [both(''), -1]], persons),
  );
  const wholes = body.lists.flatMap(({ agencyId, persons }) => told([own(agencyId)], persons));
  // Only who is told numbers with noise: to the other the estimates are open.
  if (noise === 0) return [...onlyOn, ...wholes];
  const years: Equation[] = [];
  for (const year of [2021, 2022, 2023, 2024]) {
    const { body: found } = await who.call<OwnEstimate>('POST', '/api/estimates/own', { from: year, to: year });
    expect(found).toMatchObject({ refusal: 'small-overlap', comparison: null });
    for (const { id, persons } of found.agencies)
      if (persons !== null && persons > threshold)
        years.push({
          terms: [[nameOf({ agency: codeOf(id), registrationYear: String(year) }), 1]],
          value: persons,
          most: 2 * noise,
          variance: 2 * variance,
        });
  }
  return [...onlyOn, ...wholes, ...years];
}

async function attackAs(who: Person, noise: number): Promise<Success> {
  const heard: Heard[] = [];
  for (const unit of ['victims', 'records', 'persons', 'cases']) heard.push(...(await hear(who, unit)));
  // A case for each record here.
  const known = knownFrom(
    heard.map((one) => (one.unit === 'cases' ? { ...one, unit: 'records' } : one)),
    noise,
  );
  const all = { ...known, equations: [...known.equations, ...(await beside(who, noise))] };
  return attack(all, truthOf(known.targets, heard));
}

/** How many victims came to each group between two month ends, as the official tables by sex and age and by citizenship tell. */
async function came(who: Person): Promise<Map<string, number | null>> {
  const figures = async (cutOff: string): Promise<Figure[]> => {
    for (;;) {
      const query = `country=IDN&from=2005&to=2014&cutOff=${cutOff}`;
      const { body, text, status } = await who.call<LiveFigures>('GET', `/api/official?${query}`);
      if (status !== 200) throw new Error(text);
      if (body.figures) return body.figures.filter(({ table }) => table === 'G7' || table === 'G9');
      await pause(100);
    }
  };
  const keyOf = ({ year, sex, age, category }: Figure): string => [year, sex, age, category].join(' ');
  const before = new Map((await figures(monthBefore)).map((one) => [keyOf(one), one.value]));
  return new Map(
    (await figures(monthEnd)).map((one) => {
      const [earlier = 0, now] = [before.get(keyOf(one)), one.value];
      return [keyOf(one), earlier === null || now === null ? null : now - earlier];
    }),
  );
}

/** More than naming the most frequent size gets right, of guesses that chance alone makes right or wrong. */
const margin = 0.15;

test('no question, unit or page put beside others tells an analyst a small group; told without noise a third came out for certain', async () => {
  const exact = await attackAs(keeper, 0);
  const told = await attackAs(analyst, 5);
  // The same attack on the same cells without noise: it finds what it looks for.
  expect(exact.certain).toBeGreaterThan(exact.targets / 5);
  expect(exact.guessed).toBeGreaterThan(exact.blind + margin);
  expect(told.targets).toBeGreaterThan(100);
  expect(told.certain).toBe(0);
  expect(told.guessed).toBeLessThan(told.blind + margin);
}, 120_000);

test('two month ends of the official figures do not tell an analyst how many came between in a small group', async () => {
  const years = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [2005 + at, 1]));
  await enter(Array.from({ length: 1500 }, (_, at) => invented(years, at % 12 === 0)));
  const [exact, told] = [await came(keeper), await came(analyst)];
  const truth = new Map(
    [...exact].flatMap(([key, count]) => (count !== null && count > 0 && count < threshold ? [[key, count]] : [])),
  );
  // Without noise each of these is told for certain.
  expect(truth.size).toBeGreaterThan(40);
  const parts = (key: string, place: number): string[] =>
    [...told.keys()].filter((other) =>
      other.split(' ').every((part, at) => (part === key.split(' ')[at]) !== (at === place)),
    );
  const equations = [...told].flatMap(([key, count]): Equation[] => [
    ...(count === null ? [] : [{ terms: [[key, 1]], value: count, most: 10, variance: 6 } as const]),
    ...[1, 2, 3].flatMap((place) => {
      const of = key.split(' ')[place] === '_T' ? parts(key, place) : [];
      if (of.length === 0) return [];
      return [
        { terms: [[key, 1], ...of.map((part) => [part, -1] as const)], value: 0, most: 0, variance: 1e-4 } as const,
      ];
    }),
  ]);
  const found = attack({ equations, least: new Map(), targets: [...truth.keys()] }, truth);
  expect(found.certain).toBe(0);
  // The noise of two numbers, and mostly one way to put them together.
  expect(found.guessed).toBeLessThan(found.blind + 0.2);
}, 120_000);

test('that one more person was entered changes no number an analyst is told, where it changed what was told without noise', async () => {
  const all = async (who: Person) => {
    const heard = [];
    for (const by of fields)
      heard.push((await asked(who, `by=${by}`)).rows, (await asked(who, `by=${by}&unit=cases`)).rows);
    return { heard, overlap: (await who.call('GET', '/api/linkage/overlap')).body };
  };
  const before = { analyst: await all(analyst), keeper: await all(keeper) };
  await tell(house, toldOf([invented({ 2024: 1 }, true)]));
  expect(await all(analyst)).toEqual(before.analyst);
  expect(await all(keeper)).not.toEqual(before.keeper);
});
