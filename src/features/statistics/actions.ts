import { sql } from 'kysely';
import { protect, type Protected } from '../../engines/disclosure/index.ts';
import { may } from '../../platform/access/actor.ts';
import { collection, defineAction, Problem, type Action } from '../../platform/action/index.ts';
import type { Store } from '../../platform/store/index.ts';
import { fieldLabel, isFieldCode, type PlainField } from './fields.ts';
import { countAll, countCells, type CountedCell, type PlainCondition } from './query.ts';
import { hasSeveral, noteFor, readCondition, type Condition } from './rules.ts';
import { statisticsInput, statisticsOutput, type StatisticField, type Statistics } from './schema.ts';

/** More cells than anyone reads; a table this wide needs a narrower question. */
const MOST_CELLS = 20_000;
const DEFAULT_THRESHOLD = 11;

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
    const question = { by: by.flatMap(plainFields), where: where.flatMap(plainConditions), unit: input.unit };
    const cells = by.length === 0 ? [] : await countCells(store, question, MOST_CELLS);
    if (cells.length > MOST_CELLS) throw invalid('by', `gives more than ${MOST_CELLS} cells; ask for fewer with where`);
    const { total, agencies } = await countAll(store, question);
    const threshold = input.internal ? null : await smallestShown(store);
    const multiValued = by.filter((field) => hasSeveral(field, input.unit));
    const overlapping = by.length > 0 && cells.reduce((sum, cell) => sum + cell.count, 0) !== total;
    return {
      by,
      unit: input.unit,
      where,
      ...shown(by, cells, total, threshold),
      multiValued,
      overlapping,
      note: noteFor(multiValued, overlapping),
      threshold,
      asOf: now.toISOString(),
      release: null,
      coverage: { agencies },
    };
  },
});

const invalid = (field: string, message: string): Problem =>
  new Problem('invalid-input', { fields: [{ field, message }] });

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

/** Counts below this are withheld; an installation sets its own. */
async function smallestShown(store: Store): Promise<number> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where key = 'statistics.threshold'`.execute(
    store,
  );
  const value = rows[0]?.value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 2 ? value : DEFAULT_THRESHOLD;
}

interface Row {
  readonly codes: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly cell: { readonly row: string; readonly column: string | null; readonly count: number };
}

/** Rows in the order of their codes, for an order by size would tell of what is withheld. */
function shown(
  by: readonly StatisticField[],
  cells: readonly CountedCell[],
  total: number,
  threshold: number | null,
): Pick<Statistics, 'rows' | 'total' | 'totalWithheld'> {
  const rows = cells
    .map((cell) => rowOf(by, cell))
    .toSorted((one, other) => compareCodes(Object.values(one.codes), Object.values(other.codes)));
  const hidden: Protected | null =
    threshold === null
      ? null
      : protect(
          rows.map(({ cell }) => cell),
          threshold,
        );
  // Where rows overlap the total is not their sum, and can be small by itself.
  const totalWithheld = threshold !== null && ((hidden?.totalWithheld ?? false) || (total > 0 && total < threshold));
  return {
    rows: rows.map(({ codes, labels, cell }, at) => {
      const withheld = hidden?.withheld[at] ?? false;
      return { key: { ...codes }, labels: { ...labels }, count: withheld ? null : cell.count, withheld };
    }),
    total: totalWithheld ? null : total,
    totalWithheld,
  };
}

function rowOf(by: readonly StatisticField[], { codes, count }: CountedCell): Row {
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
  // A corridor alone is a table of two fields: its two halves are counted elsewhere too.
  const [row = '', column = null] = by.length === 1 ? codes : keyed.map(({ code }) => code);
  return {
    codes: Object.fromEntries(keyed.map(({ field, code }) => [field, code])),
    labels: Object.fromEntries(keyed.map(({ field, label }) => [field, label])),
    cell: { row, column, count },
  };
}

function compareCodes(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((code, position) => code !== other[position]);
  return at < 0 ? 0 : (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}

export const statisticsActions: readonly Action[] = [statistics];
