import { statisticFields, statisticUnits, type StatisticField, type StatisticUnit } from '../schema.ts';

/** What is asked: counted by which fields, which unit, and under which conditions. */
export type Question = {
  by: readonly StatisticField[];
  unit: StatisticUnit;
  where: readonly { field: StatisticField; code: string }[];
};

const fieldOf = (text: string): StatisticField | undefined => statisticFields.find((known) => known === text);

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
  };
}

/** An address with another question; the rest of it stays. */
export function writeQuestion(before: URLSearchParams, { by, unit, where }: Question): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const name of ['by', 'unit', 'where']) next.delete(name);
  by.forEach((field) => next.append('by', field));
  next.set('unit', unit);
  where.forEach(({ field, code }) => next.append('where', `${field}=${code}`));
  return next;
}
