import { expect, test } from 'vitest';
import { openTable } from '../../platform/tables/index.ts';
import { countRecords } from './ctdc-counts.ts';
import { seriesLayouts } from './layouts/index.ts';
import { shippedSources, shippedTableCount } from './schema.ts';
import { shippedTables } from './shipped.ts';
import { sources } from './sources.ts';

const pathOf = (file: string): string => new URL(`../../../data/${file}`, import.meta.url).pathname;

test('every shipped table is there, is read by the layout it names, and its source is described', async () => {
  expect(shippedTables).toHaveLength(shippedTableCount);
  expect(new Set(shippedTables.map(({ source }) => source))).toEqual(new Set(shippedSources));
  for (const { file, layout, source } of shippedTables) {
    expect(sources[source]?.publisher.length, source).toBeGreaterThan(3);
    if (layout === null) continue;
    const table = await openTable(pathOf(file));
    const known = seriesLayouts.find(({ id }) => id === layout);
    expect(known?.detect(table.columns, []), file).toBeGreaterThan(0);
    await table.close();
  }
});

test('records of CTDC count to the figures its provenance prints', async () => {
  const shipped = shippedTables.find(({ layout }) => layout === null);
  const table = await openTable(pathOf(shipped?.file ?? ''));
  const rows: (readonly string[])[] = [];
  for await (const { values } of table.rows()) rows.push(values);
  await table.close();
  const figures = countRecords(table.columns, rows, { source: 'ctdc', release: '2020-04-14' });
  const sum = (indicator: string, sex = 'total'): number =>
    figures
      .filter((one) => one.indicator === indicator && one.area === 'IDN' && one.sex === sex)
      .reduce((all, { value }) => all + (value ?? 0), 0);
  expect([sum('identified-victims-of'), sum('identified-victims-exploited-in')]).toEqual([1935, 1777]);
  expect(sum('identified-victims-of', 'Female') + sum('identified-victims-of', 'Male')).toBeLessThanOrEqual(1935);
});
