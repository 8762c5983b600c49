import { statisticFields, statisticUnits, type StatisticField, type StatisticUnit } from '../schema.ts';

/** How counts are drawn. */
export const chartKinds = ['line', 'bar', 'pyramid', 'map', 'flow'] as const;
export type ChartKind = (typeof chartKinds)[number];

/** What is asked: counted by which fields, which unit, and under which conditions; and how it is looked at. */
export type Question = {
  by: readonly StatisticField[];
  unit: StatisticUnit;
  where: readonly { field: StatisticField; code: string }[];
  /** With small counts shown, for those who may see them. */
  internal: boolean;
  /** Null: what suits the fields best. */
  chart: ChartKind | null;
};

const fieldOf = (text: string): StatisticField | undefined => statisticFields.find((known) => known === text);
const places: readonly StatisticField[] = ['citizenship', 'countryOfExploitation'];
const ages: readonly StatisticField[] = ['ageSpan', 'ageGroup'];

/** The charts that can show counts by these fields, the best first. */
export function chartsFor(by: readonly StatisticField[]): readonly ChartKind[] {
  const [first, second] = by;
  if (by.includes('registrationYear')) return ['line', 'bar'];
  if (second === undefined && first !== undefined && places.includes(first)) return ['map', 'bar'];
  const isCorridor =
    (first === 'corridor' && second === undefined) || (by.length === 2 && by.every((field) => places.includes(field)));
  if (isCorridor) return ['flow', 'bar'];
  if (by.length === 2 && by.includes('sex') && by.some((field) => ages.includes(field))) return ['pyramid', 'bar'];
  return ['bar'];
}

/** The question of an address; what it does not know is left out. */
export function readQuestion(search: URLSearchParams): Question {
  const by = search.getAll('by').flatMap((name) => fieldOf(name) ?? []);
  const where = search.getAll('where').flatMap((text) => {
    const [name = '', ...code] = text.split('=');
    const field = fieldOf(name);
    return field === undefined || code.length === 0 ? [] : [{ field, code: code.join('=') }];
  });
  return {
    by: by.length === 0 ? ['registrationYear'] : [...new Set(by)].slice(0, 2),
    unit: statisticUnits.find((known) => known === search.get('unit')) ?? 'victims',
    where: where.slice(0, 10),
    internal: search.get('internal') === 'true',
    chart: chartKinds.find((known) => known === search.get('chart')) ?? null,
  };
}

/** An address with another question; the rest of it stays. */
export function writeQuestion(before: URLSearchParams, question: Question): URLSearchParams {
  const { by, unit, where, internal, chart } = question;
  const next = new URLSearchParams(before);
  for (const name of ['by', 'unit', 'where', 'internal', 'chart']) next.delete(name);
  by.forEach((field) => next.append('by', field));
  next.set('unit', unit);
  where.forEach(({ field, code }) => next.append('where', `${field}=${code}`));
  if (internal) next.set('internal', 'true');
  if (chart !== null) next.set('chart', chart);
  return next;
}
