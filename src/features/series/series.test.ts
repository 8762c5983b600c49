import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type House, type Person } from '../../../tests/harness/house.ts';
import type { Catalogue, Conflicts, Coverage, ReleaseChanges, SeriesValues } from './schema.ts';
import { load, undo } from '../../../tests/harness/series.ts';

const shipped = (path: string): string => new URL(`../../../data/${path}`, import.meta.url).pathname;

let house: House;
let trainer: Person;
beforeAll(async () => {
  house = await openHouse();
  trainer = await house.person('UN', 'trainer');
});
afterAll(() => house.close());

const get = async (query: string): Promise<SeriesValues> => {
  const answer = await trainer.call<SeriesValues>('GET', `/api/series/values?${query}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
};
const release = async (source: string, day: string) => {
  const answer = await trainer.call<Catalogue>('GET', `/api/series?source=${source}`);
  return answer.body.sources[0]?.releases.find((found) => found.release === day);
};
const write = async (name: string, content: string): Promise<string> => {
  const path = join(house.folder, name);
  await writeFile(path, content);
  return path;
};
const byYear = (values: SeriesValues): Record<number, number | null> =>
  Object.fromEntries(values.values.map(({ year, value }) => [year, value]));

test('UNODC’s release comes out with every count its publisher and our records state, in seconds', async () => {
  const path = shipped('unodc-tip/data_glotip_2023-05-30.csv.gz');
  const loaded = await load(house, path, 'unodc-glotip', '2023-05-30');
  expect(loaded).toMatchObject({ rows: 46_556, figures: 46_301 });
  expect(loaded.problems.get('repeated-row')).toBe(255);
  expect(loaded.seconds).toBeLessThan(60);
  expect(await release('unodc', '2023-05-30')).toMatchObject({
    rows: 46_556,
    figures: 46_301,
    repeatedRows: 255,
    conflictingKeys: 192,
    areaNames: 201,
  });
  const again = await load(house, path, 'unodc-glotip', '2023-05-30');
  expect(again.figures).toBe(0);
  expect(await release('unodc', '2023-05-30')).toMatchObject({ rows: 46_556, figures: 46_301 });
});

test('Indonesia’s detected victims are as printed, and a year without a figure is missing, not zero', async () => {
  const values = await get('source=unodc&indicator=detected-victims&country=IDN&from=2007&to=2016');
  expect(byYear(values)).toEqual({
    2007: 574,
    2008: 607,
    2009: 275,
    2010: 143,
    2012: 292,
    2013: 158,
    2014: 605,
    2015: 441,
  });
  expect(values.missing).toEqual([{ release: '2023-05-30', area: 'IDN', years: [2011, 2016] }]);
  expect(values.values[0]).toMatchObject({ unit: 'counts', text: '574', status: 'single', release: '2023-05-30' });
});

test('the sums of country totals by year are those of the release', async () => {
  const { values } = await get('source=unodc&indicator=detected-victims&from=2007&to=2021');
  const sums: Record<number, number> = {};
  for (const { year, value } of values) sums[year] = (sums[year] ?? 0) + (value ?? 0);
  expect(sums).toEqual({
    2007: 11136,
    2008: 12781,
    2009: 15241,
    2010: 13747,
    2011: 13853,
    2012: 16824,
    2013: 18845,
    2014: 20377,
    2015: 23955,
    2016: 24904,
    2017: 47399,
    2018: 49799,
    2019: 53229,
    2020: 49794,
    2021: 20380,
  });
});

test('two releases that disagree stand side by side, censored and counted, and neither replaces the other', async () => {
  const header =
    'Iso3_code,Country,Region,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,txtVALUE,Source';
  const later = `${header}\nPAK,Pakistan,Asia,Southern Asia,Detected trafficking victims,Total,Total,Total,Total,2019,Counts,"32,022",GLOTIP\n`;
  const loaded = await load(house, await write('later.csv', later), 'unodc-glotip', '2025-01-15');
  const values = await get('source=unodc&indicator=detected-victims&country=PAK&from=2019&to=2020');
  expect(
    values.values.map(({ release: day, year, value, censoredBelow, text }) => [day, year, value, censoredBelow, text]),
  ).toEqual([
    ['2025-01-15', 2019, 32022, null, '32,022'],
    ['2023-05-30', 2019, null, 5, '<5'],
    ['2023-05-30', 2020, 22, null, '22'],
  ]);
  expect(values.missing).toEqual([{ release: '2025-01-15', area: 'PAK', years: [2020] }]);
  const chosen = await get('source=unodc&indicator=detected-victims&country=Pakistan&release=2025-01-15');
  expect(chosen.values).toHaveLength(1);
  const changed = await trainer.call<ReleaseChanges>(
    'GET',
    '/api/series/changes?source=unodc&from=2023-05-30&to=2025-01-15&country=PAK&kind=changed',
  );
  expect(changed.body).toMatchObject({ added: 0, changed: 1, same: 0, truncated: false });
  expect(changed.body.rows).toMatchObject([{ area: 'PAK', year: 2019, before: ['<5'], after: ['32,022'] }]);
  expect(changed.body.removed).toBeGreaterThan(20);
  const covered = await trainer.call<Coverage>(
    'GET',
    '/api/series/coverage?source=unodc&release=2023-05-30&indicator=detected-victims',
  );
  const indonesia = covered.body.areas.find(({ area }) => area === 'IDN');
  expect(indonesia?.cells.find(({ year }) => year === 2007)).toMatchObject({ text: '574', value: 574 });
  expect(indonesia?.cells.some(({ year, text }) => year === 2011 && text !== null)).toBe(false);
  expect(await undo(house, loaded.importId)).toBe(1);
  expect(
    (await get('source=unodc&indicator=detected-victims&country=PAK')).releases.map((found) => found.release),
  ).toEqual(['2023-05-30']);
});

test('contradictions within a release are kept, marked and listed with their rows', async () => {
  const { values } = await get('source=unodc&indicator=detected-victims&country=BOL&from=2017&to=2017&sex=female');
  expect(values.map(({ value, status }) => [value, status])).toEqual([
    [62, 'conflicting'],
    [43, 'conflicting'],
  ]);
  const answer = await trainer.call<Conflicts>('GET', '/api/series/conflicts?source=unodc&release=2023-05-30&limit=5');
  expect(answer.body.total).toBe(192);
  expect(answer.body.conflicts[0]?.figures.length).toBeGreaterThan(1);
});

test('a table that names no release is refused, and one that does in its preamble is not', async () => {
  const path = shipped('unodc-tip/data_glotip_2023-05-30.csv.gz');
  await expect(load(house, path, 'unodc-glotip', null)).rejects.toMatchObject({ code: 'invalid-input' });
  const preamble = 'UNODC,unodc@example.org\n30/05/2023,\n';
  const rows =
    'Iso3_code,Country,Region,Subregion,Indicator,Dimension,Category,Sex,Age,Year,Unit of measurement,txtVALUE,Source\nIDN,Indonesia,Asia,South-eastern Asia,Detected trafficking victims,Total,Total,Total,Total,2007,Counts,574,GLOTIP\n';
  const told = await load(house, await write('told.csv', preamble + rows), 'unodc-glotip', null);
  expect(told).toMatchObject({ rows: 1, figures: 0, unchanged: 1 });
});

test('the tiers of 1999 to 2015 come out by the code of each label, blanks and all', async () => {
  await load(house, shipped('tip-tiers/tip_tiers_1999-2015.csv'), 'tip-tiers', '2015-07-27');
  const { values } = await get('source=tip-report&indicator=tier');
  const counts = Object.groupBy(values, ({ code }) => code ?? '');
  expect(Object.fromEntries(Object.entries(counts).map(([code, of]) => [code, of?.length]))).toEqual({
    NR: 957,
    1: 387,
    2: 1113,
    '2WL': 494,
    3: 257,
  });
  expect(new Set(values.map(({ area }) => area)).size).toBe(193);
  const indonesia = values
    .filter(({ area, code }) => area === 'IDN' && code !== 'NR')
    .map(({ year, code }) => `${year} ${code}`);
  expect(indonesia.filter((found) => !found.endsWith(' 2'))).toEqual(['2001 3', '2002 3', '2006 2WL']);
  const watched = values.filter(({ area, code }) => area === 'PAK' && code === '2WL').map(({ year }) => year);
  expect(watched).toEqual([2004, 2009, 2014, 2015]);
});

test('each Factbook snapshot is a release of its own', async () => {
  const loaded = await load(
    house,
    shipped('tip-tiers/tip_tiers_factbook_snapshots_2015-2026.csv'),
    'tip-tiers-factbook',
    null,
  );
  expect(loaded).toMatchObject({ rows: 575, figures: 575 });
  const { values } = await get('source=cia-factbook&indicator=tier&country=DZA&release=2015-11-29');
  expect(values).toMatchObject([{ release: '2015-11-29', year: 2014, code: '3', text: 'Tier 3' }]);
});

test('parties to the convention and its protocols are 179, 159 and 138, each with day and kind of act', async () => {
  for (const [file, treaty, parties] of [
    ['untoc', 'untoc', 179],
    ['trafficking_protocol', 'trafficking-protocol', 159],
    ['smuggling_protocol', 'smuggling-protocol', 138],
  ] as const) {
    await load(house, shipped(`treaties/${file}_status_2014-15.csv`), 'treaty-status', '2015-03-01');
    expect((await get(`source=un-treaties&indicator=${treaty}-party`)).values).toHaveLength(parties);
  }
  const { values } = await get('source=un-treaties&indicator=trafficking-protocol-party&country=IDN,IRQ,THA,PAK');
  expect(values.map(({ area, code, date }) => [area, code, date])).toEqual([
    ['IDN', 'ratification', '2009-09-28'],
    ['IRQ', 'accession', '2009-02-09'],
    ['THA', 'ratification', '2013-10-17'],
  ]);
  expect((await get('source=un-treaties&indicator=smuggling-protocol-party&country=THA')).values).toEqual([]);
});

test('deaths on migration routes are summed by year, region and route, and undoing takes the sums along', async () => {
  const loaded = await load(
    house,
    shipped('migration/missing_migrants_global_2014-2020-01-08.csv.gz'),
    'missing-migrants',
    '2020-01-08',
  );
  expect(loaded.rows).toBe(6249);
  const totals = byYear(await get('source=missing-migrants&indicator=dead-and-missing'));
  expect(totals).toEqual({ 2014: 5289, 2015: 6584, 2016: 8070, 2017: 6279, 2018: 4937, 2019: 3336, 2020: 39 });
  const regions = await get('source=missing-migrants&indicator=dead-and-missing&dimension=region');
  expect(regions.values.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(34_534);
  await load(house, shipped('migration/missing_migrants_global_2026-05-06.csv.gz'), 'missing-migrants', '2026-05-06');
  expect(byYear(await get('source=missing-migrants&indicator=dead&release=2026-05-06'))).toEqual({ 2026: 642 });
  expect(byYear(await get('source=missing-migrants&indicator=missing&release=2026-05-06'))).toEqual({ 2026: 1258 });
  expect(await undo(house, loaded.importId)).toBe(6249);
  expect((await get('source=missing-migrants&indicator=dead')).releases.map((found) => found.release)).toEqual([
    '2026-05-06',
  ]);
});

test('the printed ten rows of the slavery index come in with rate, people and population', async () => {
  const loaded = await load(house, shipped('slavery-index/gsi_2018_top10.csv'), 'slavery-index', '2018-07-19');
  expect(loaded).toMatchObject({ rows: 10, figures: 30 });
  expect((await get('source=gsi&indicator=prevalence&country=PRK')).values[0]).toMatchObject({
    value: 104.6,
    year: 2018,
    unit: 'per-1000',
  });
});

test('the slavery index of 2023 and the 3P index go in by their own columns, and an empty cell is no figure', async () => {
  const gsi =
    'Country,Population,Region,"Estimated prevalence of modern slavery per 1,000 population",Estimated number of people in modern slavery,Governance issues\nIndonesia,273524000,Asia and the Pacific,6.7,1833000,50\nPalau,18000,Asia and the Pacific,,,41.5\n';
  await load(house, await write('gsi_2023.csv', gsi), 'slavery-index', '2023-05-24');
  expect((await get('source=gsi&indicator=estimated-people&release=2023-05-24')).values).toMatchObject([
    { area: 'IDN', value: 1833000 },
  ]);
  const scores =
    '"countryname","year","cow","tier","p","prosecution","prevention","protection","country_name","iso"\n"Sao Tome",2001,20,NA,NA,NA,NA,NA,NA,NA\n"Kosovo",2012,347,2.5,10,4,3,3,"Kosovo","KOS"\n';
  const loaded = await load(house, await write('3p.csv', scores), 'policy-index-3p', '2015-12-31');
  expect(loaded.figures).toBe(5);
  expect((await get('source=3p-index&indicator=tier')).values).toMatchObject([
    { area: 'XKX', code: '2WL', text: '2.5' },
  ]);
});

test('any long table goes in with a small mapping; NA among two-letter codes is Namibia', async () => {
  const path = await write(
    'detections.csv',
    'cc,tahun,korban,kelamin\nNA,2020,"1,204",Total\nID,2020,<5,Female\nID,2020,NA,Male\nID,x,5,Total\n',
  );
  const mapping = {
    source: 'regional-survey',
    title: 'Regional survey',
    publisher: 'A bureau',
    country: 'cc',
    countryCodes: 'alpha-2',
    year: 'tahun',
    sex: 'kelamin',
    measures: [{ column: 'korban', indicator: 'victims', unit: 'persons' }],
  };
  const loaded = await load(house, path, 'series-long', '2024-02-01', mapping);
  expect(loaded.figures).toBe(2);
  expect(loaded.problems.get('no-year')).toBe(1);
  const { values, releases } = await get('source=regional-survey&indicator=victims&sex=*');
  expect(values.map(({ area, value, censoredBelow, sex }) => [area, value, censoredBelow, sex])).toEqual([
    ['IDN', null, 5, 'female'],
    ['NAM', 1204, null, 'total'],
  ]);
  expect(releases[0]).toMatchObject({
    publisher: 'A bureau',
    citation: 'A bureau, Regional survey, release of 2024-02-01',
  });
  // Several columns may tell a part together, as spans of years that are no year do.
  const { sex: _sex, ...parts } = { ...mapping, source: 'regional-parts', year: 2024, category: ['kelamin', 'tahun'] };
  expect((await load(house, path, 'series-long', '2024-02-01', parts)).figures).toBe(3);
  await expect(
    load(house, path, 'series-long', '2024-02-01', { source: 'x', country: 'absent' }),
  ).rejects.toMatchObject({ code: 'invalid-input' });
});

test('who may not read series is refused, an unknown indicator is not found, and years must be in order', async () => {
  const auditor = await house.person('UN', 'auditor');
  expect((await auditor.call('GET', '/api/series')).status).toBe(403);
  expect((await trainer.call('GET', '/api/series/values?source=unodc&indicator=nothing')).status).toBe(404);
  expect(
    (await trainer.call('GET', '/api/series/values?source=unodc&indicator=offences&from=2015&to=2007')).status,
  ).toBe(400);
});
