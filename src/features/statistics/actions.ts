import { cellKeyNoise, keyOf, type Alike } from '../../engines/disclosure/index.ts';
import { may } from '../../platform/access/actor.ts';
import { collection, defineAction, Problem, type Action } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { fieldLabel, isFieldCode, type PlainField } from './fields.ts';
import { protectCounts, withNoiseOf } from './protection.ts';
import { countAlike, countAll, countCells, lastFullStep, type CountedCell, type PlainCondition } from './query.ts';
import { hasSeveral, noteFor, readCondition, type Condition } from './rules.ts';
import { opensRecords, smallestShown } from './threshold.ts';
import {
  statisticsInput,
  statisticsOutput,
  type StatisticField,
  type Statistics,
  type StatisticUnit,
} from './schema.ts';

/** More cells than anyone reads; a table this wide needs a narrower question. */
const MOST_CELLS = 20_000;

export const statistics = defineAction({
  name: 'statistics.count',
  method: 'GET',
  path: '/api/statistics',
  summary: 'Counts of victims, persons, records or cases by one or two fields, small counts withheld',
  input: statisticsInput,
  output: statisticsOutput,
  permission: 'statistics.read',
  dataClass: 'statistical',
  subject: collection('statistics'),
  purpose: 'statistics',
  audit: 'read statistics',
  auditDetail: ({ by, unit, where, internal }) => ({ by: by.join(','), unit, where: where.join(','), internal }),
  command: 'stats',
  run: async ({ store, actor, input, now }): Promise<Statistics> => {
    if (input.internal && !may(actor, 'statistics.internal'))
      throw new Problem('not-permitted', { permission: 'statistics.internal' });
    const by = [...new Set(input.by)];
    const where = input.where.map(conditionIn);
    const question: Asked = { by: by.flatMap(plainFields), where: where.flatMap(plainConditions), unit: input.unit };
    const threshold = input.internal ? null : await smallestShown(store);
    const noise = !opensRecords(actor);
    const { cells, total, agencies } = await (threshold === null
      ? asTheyAre(store, question)
      : asMayBeTold(store, question, { threshold, noise }));
    const multiValued = by.filter((field) => hasSeveral(field, input.unit));
    // Whether anybody stands twice is a count of its own: with noise only that they can.
    const overlapping = by.length > 0 && (noise ? multiValued.length > 0 : cells.overlap);
    return {
      by,
      unit: input.unit,
      where,
      rows: rowsOf(by, cells.rows),
      total,
      totalWithheld: total === null,
      multiValued,
      overlapping,
      note: noteFor(multiValued, overlapping),
      threshold,
      noise: noise ? cellKeyNoise.most : null,
      asOf: now.toISOString(),
      release: null,
      coverage: { agencies },
    };
  },
});

interface Asked {
  readonly by: readonly PlainField[];
  readonly where: readonly PlainCondition[];
  readonly unit: StatisticUnit;
}

interface Answered {
  readonly cells: { readonly rows: readonly ToldCell[]; readonly overlap: boolean };
  readonly total: number | null;
  readonly agencies: number;
}

/** A count, null where it is withheld. */
type ToldCell = Omit<CountedCell, 'count'> & { readonly count: number | null };

/** For those who may see small counts. */
async function asTheyAre(store: Store, question: Asked): Promise<Answered> {
  const rows = question.by.length === 0 ? [] : await countCells(store, question, MOST_CELLS);
  if (rows.length > MOST_CELLS) throw tooMany;
  const { total, agencies } = await countAll(store, question);
  return { cells: { rows, overlap: rows.reduce((sum, { count }) => sum + count, 0) !== total }, total, agencies };
}

/**
 * For everybody else. A condition is a field like those counted by: what a filtered question tells is a part of the table
 * of all its fields, and is withheld where that table withholds it.
 */
async function asMayBeTold(
  store: Store,
  { by, where, unit }: Asked,
  { threshold, noise }: { readonly threshold: number; readonly noise: boolean },
): Promise<Answered> {
  const asked = [...by.map((field) => ({ field, code: null })), ...where];
  if (asked.length > MOST_FIELDS) throw invalid('where', tooManyFields);
  // The order of fields in the question must not change the answer.
  const order = asked
    .map((one, place) => ({ ...one, place }))
    .toSorted((one, other) => (one.field < other.field ? -1 : one.field > other.field ? 1 : one.place - other.place));
  const fields = order.map(({ field }) => field);
  const enteredBy = noise ? await lastFullStep(store, unit, threshold) : undefined;
  const alike = await countAlike(store, fields, unit, { keyed: noise, enteredBy });
  const decided = await protectCounts(fields, alike, threshold);
  const told = noise ? withNoiseOf(decided, { fields, alike, threshold }) : decided;
  if (told.length > MOST_CELLS) throw tooMany;
  const fits = (values: readonly (string | null)[]): boolean =>
    order.every(({ code }, at) => code === null || values[at] === code);
  const places = by.map((_, place) => order.findIndex((one) => one.place === place));
  const rows = told.flatMap(({ values, count }) =>
    by.length > 0 && !values.includes(null) && fits(values)
      ? [{ codes: places.map((at) => values[at] ?? ''), count }]
      : [],
  );
  const whole = keyOf(order.map(({ code }) => code));
  const total = told.find(({ values }) => keyOf(values) === whole);
  const { agencies } = await countAll(store, { by: [], where: [], unit }, enteredBy);
  return { cells: { rows, overlap: standsTwice(alike, fits) }, total: total ? total.count : 0, agencies };
}

const standsTwice = (alike: readonly Alike[], fits: (values: readonly string[]) => boolean): boolean =>
  alike.some(({ combinations }) => combinations.filter(fits).length > 1);

/** More fields together than this, and what their tables tell could be put together about a few. */
const MOST_FIELDS = 3;
const tooManyFields = `with the fields counted by may be ${MOST_FIELDS} together at most (a corridor is two) unless small counts may be seen`;

const invalid = (field: string, message: string): Problem =>
  new Problem('invalid-input', { fields: [{ field, message }] });

const tooMany = invalid('by', `gives more than ${MOST_CELLS} cells; ask for fewer with where`);

function conditionIn(text: string, at: number): Condition {
  const condition = readCondition(text);
  if (typeof condition === 'string') throw invalid(`where.${at}`, condition);
  const unknown = plainConditions(condition).find(({ field, code }) => !isFieldCode(field, code));
  if (unknown) throw invalid(`where.${at}`, `is no code of ${unknown.field}`);
  return condition;
}

const corridor = ['citizenship', 'countryOfExploitation'] as const;
const plainFields = (field: StatisticField): readonly PlainField[] => (field === 'corridor' ? corridor : [field]);

/** A corridor is written MMR-IDN. */
function plainConditions({ field, code }: Condition): readonly PlainCondition[] {
  if (field !== 'corridor') return [{ field, code }];
  const [from = '', to = ''] = code.split('-');
  return [
    { field: 'citizenship', code: from },
    { field: 'countryOfExploitation', code: to },
  ];
}

/** Rows in the order of their codes, for an order by size would tell of what is withheld. */
function rowsOf(by: readonly StatisticField[], cells: readonly ToldCell[]): Statistics['rows'] {
  return cells
    .map((cell) => ({ ...rowOf(by, cell.codes), count: cell.count, withheld: cell.count === null }))
    .toSorted((one, other) => compareCodes(Object.values(one.key), Object.values(other.key)));
}

function rowOf(
  by: readonly StatisticField[],
  codes: readonly string[],
): { key: Record<string, string>; labels: Record<string, string> } {
  const rest = [...codes];
  const keyed = by.map((field) => {
    const fields = plainFields(field);
    const own = rest.splice(0, fields.length);
    return {
      field,
      code: own.join('-'),
      label: own.map((code, at) => fieldLabel(fields[at] ?? 'citizenship', code)).join(' → '),
    };
  });
  return {
    key: Object.fromEntries(keyed.map(({ field, code }) => [field, code])),
    labels: Object.fromEntries(keyed.map(({ field, label }) => [field, label])),
  };
}

function compareCodes(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((code, position) => code !== other[position]);
  return at < 0 ? 0 : (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}

export const statisticsActions: readonly Action[] = [statistics];
