import { sql } from 'kysely';
import { openTable } from '../../platform/tables/index.ts';
import type { Store } from '../../platform/store/index.ts';
import type { Population } from './schema.ts';

const file = new URL('../../../data/population/population_2000-2024.csv', import.meta.url).pathname;
const source = 'World Bank, World Development Indicators, SP.POP.TOTL, as tabulated on 2026-03-06';

let shipped: Promise<ReadonlyMap<string, number>> | null = null;

/** The shipped figures by country and year, read once: the file does not change while the product runs. */
const shippedFigures = (): Promise<ReadonlyMap<string, number>> => (shipped ??= readShipped());

async function readShipped(): Promise<ReadonlyMap<string, number>> {
  const table = await openTable(file);
  const found = new Map<string, number>();
  for await (const { values } of table.rows()) {
    const [, country = '', year = '', people = ''] = values;
    found.set(`${country} ${year}`, Number(people));
  }
  await table.close();
  return found;
}

/** Residents of a country by year: as the office entered them, else as published; a year that neither has is left out. */
export async function populationOf(store: Store, country: string, years: readonly number[]): Promise<Population[]> {
  const published = await shippedFigures();
  const { rows } = await sql<Population>`select distinct on (year) year, people::double precision as people, source
    from population_figure where country = ${country} order by year, created_at desc`.execute(store);
  const entered = new Map(rows.map((row) => [row.year, row]));
  return years.flatMap((year) => {
    const people = published.get(`${country} ${year}`);
    return entered.get(year) ?? (people === undefined ? [] : [{ year, people, source }]);
  });
}
