import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { evaluateFiles } from './evaluate.ts';
import type { LinkVerbOptions } from './options.ts';
import { linkFiles } from './run.ts';

const data = join(import.meta.dirname, '../../../data/linkage');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palermo-linking-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const options = (id: string, name: string, more: Partial<LinkVerbOptions> = {}): LinkVerbOptions => ({
  id,
  map: [],
  auto: true,
  engine: 'duckdb',
  seed: 1,
  truth: 'cluster',
  clusters: join(folder, `${name}.csv`),
  ...more,
});

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

interface Answer {
  readonly pairwise: { readonly precision: number; readonly recall: number; readonly f1: number };
  readonly blockingRecall: number | null;
}

describe('linking lists without labels', () => {
  it('finds the invented persons of fake_1000, the same for any number of threads, and says how it did in one page', async () => {
    const file = join(data, 'fake_1000.csv');
    const [pairs, report] = [join(folder, 'pairs.csv'), join(folder, 'report.html')];
    await linkFiles([file], options('unique_id', 'one', { threads: 1, pairs, report, memory: '512MB' }));
    await linkFiles([file], options('unique_id', 'two', { threads: 2 }));
    expect(await readFile(join(folder, 'two.csv'), 'utf8')).toBe(await readFile(join(folder, 'one.csv'), 'utf8'));
    const found = (await evaluateFiles(join(folder, 'one.csv'), [file], {
      id: 'unique_id',
      truth: 'cluster',
      pairs,
    })) as Answer;
    expect(found.pairwise.f1).toBeGreaterThan(0.93);
    expect(found.blockingRecall).toBeGreaterThan(0.9);
    const page = await readFile(report, 'utf8');
    expect(page).toContain('What each key adds');
    expect(page).not.toMatch(/https?:\/\/|<script|<link/);
  }, 60_000);

  it('finds the invented persons of FEBRL 2', async () => {
    const file = join(data, 'febrl2.csv.gz');
    await linkFiles([file], options('rec_id', 'febrl'));
    const found = (await evaluateFiles(join(folder, 'febrl.csv'), [file], {
      id: 'rec_id',
      truth: 'cluster',
    })) as Answer;
    expect(found.pairwise.f1).toBeGreaterThan(0.995);
  }, 60_000);

  it('finds historical persons among misspelt, aliased and half-empty records', async () => {
    const file = join(data, 'historical_a.csv.gz');
    await linkFiles([file], options('unique_id', 'historical'));
    const found = (await evaluateFiles(join(folder, 'historical.csv'), [file], {
      id: 'unique_id',
      truth: 'cluster',
    })) as Answer;
    expect(found.pairwise.f1).toBeGreaterThan(0.92);
    expect(found.pairwise.precision).toBeGreaterThan(0.96);
  }, 120_000);

  it('matches two lists with differently named columns and dates, telling the list of each id', async () => {
    const people = Array.from({ length: 60 }, (_, at) => ({
      name: ['siti', 'budi', 'agus', 'dewi', 'rina', 'joko'][at % 6] ?? '',
      family: ['santoso', 'wijaya', 'halim', 'lestari', 'putra', 'sari', 'kusuma'][at % 7] ?? '',
      day: `${1 + (at % 28)}`.padStart(2, '0'),
      year: 1960 + ((at * 7) % 41),
      document: `P${1_000_000 + at * 7919}`,
    }));
    const a = people.map(
      ({ name, family, day, year, document }, at) => `${at},${name},${family},${year}-05-${day},${document}`,
    );
    const b = people
      .slice(0, 30)
      .map(({ name, family, day, year, document }, at) => `${at},${day}/05/${year},${document},${family},${name}`);
    const first = await written('a.csv', `id,given_name,family_name,dob,passport\n${a.join('\n')}\n`);
    const second = await written('b.csv', `id,tanggal lahir,paspor,last name,first name\n${b.join('\n')}\n`);
    const summary = await linkFiles([first, second], options('id', 'match', { once: true }));
    expect(summary['persons']).toBe(60);
    expect((await readFile(join(folder, 'match.csv'), 'utf8')).split('\n')[0]).toBe('id,source,cluster');
  }, 30_000);

  it('matches a list in English with one headed and written in Urdu by name, sex and card, and warns of what is left out', async () => {
    const given = [
      ['Ahmed', 'احمد'],
      ['Fatima', 'فاطمہ'],
      ['Hassan', 'حسن'],
      ['Maryam', 'مریم'],
      ['Bilal', 'بلال'],
    ] as const;
    const family = [
      ['Khan', 'خان'],
      ['Malik', 'ملک'],
      ['Qureshi', 'قریشی'],
      ['Shah', 'شاہ'],
      ['Butt', 'بٹ'],
      ['Mirza', 'مرزا'],
    ] as const;
    const rows = Array.from({ length: 60 }, (_, at) => {
      const [one, other] = [given[at % 5] ?? given[0], family[at % 6] ?? family[0]];
      const card = `35${200 + (at % 90)}-${1_000_000 + at * 7919}-${at % 10}`;
      const urduCard = card.replaceAll(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)));
      const woman = at % 2 === 1;
      return [
        `${at},${one[0]} ${other[0]},${woman ? 'F' : 'M'},${card},AB${at * 31}77`,
        `${at},${one[1]} ${other[1]},${woman ? 'عورت' : 'مرد'},${urduCard}`,
      ] as const;
    });
    const english = await written(
      'english.csv',
      `id,full_name,sex,cnic,mother_passport\n${rows.map(([row]) => row).join('\n')}\n`,
    );
    for (const head of ['نام,جنس,شناختي كارڈ', 'k1,k2,k3']) {
      const urdu = await written('urdu-list.csv', `id,${head}\n${rows.map(([, row]) => row).join('\n')}\n`);
      const summary = await linkFiles([english, urdu], options('id', 'urdu', { once: true }));
      expect(summary['fields']).toMatchObject([{ kind: 'fullName' }, { kind: 'sex' }, { kind: 'document' }]);
      expect(summary['leftOut']).toMatchObject([{ column: 'mother_passport', list: 1 }]);
      expect(JSON.stringify(summary['warnings'])).toContain('mother_passport of list 1 looks like a document');
      expect(summary['persons']).toBe(60);
    }
  }, 30_000);

  it('matches three lists of which one writes whole names, and takes another spelling of a place for that place', async () => {
    const people = Array.from({ length: 90 }, (_, at) => ({
      given: ['siti', 'budi', 'agus', 'dewi', 'rina', 'joko'][at % 6] ?? '',
      family: ['santoso', 'wijaya', 'halim', 'lestari', 'putra', 'sari', 'kusuma'][at % 7] ?? '',
      born: `${1960 + ((at * 7) % 41)}-0${1 + (at % 9)}-1${at % 10}`,
      from: at % 2 === 0 ? ['Battambang', 'បាត់ដំបង'] : ['Tak Bai', 'ตากใบ'],
      phone: `0812${3_000_000 + at * 7919}`,
    }));
    const list = (name: string, head: string, row: (person: (typeof people)[number]) => string): Promise<string> =>
      written(name, `${head}\n${people.map((person, at) => `${at},${row(person)}`).join('\n')}\n`);
    const files = [
      await list(
        'x.csv',
        'id,full name,born,birthplace',
        ({ given, family, born, from }) => `${given} ${family},${born},${from[0]}`,
      ),
      await list(
        'y.csv',
        'id,nombre,apellido,dob,birthplace,phone',
        ({ given, family, born, from, phone }) => `${given},${family},${born},${from[1]},${phone}`,
      ),
      await list(
        'z.csv',
        'id,given name,family name,dob,tempat lahir,telp',
        ({ given, family, born, from, phone }) => `${given},${family},${born},${from[0]},${phone}`,
      ),
    ];
    const pairs = join(folder, 'three-pairs.csv');
    const summary = await linkFiles(files, options('id', 'three', { pairs }));
    expect(summary['persons']).toBe(90);
    expect(summary['fields']).toMatchObject(
      ['fullName', 'dateOfBirth', 'place', 'given', 'surname', 'phone'].map((kind) => ({ kind })),
    );
    // Those of one person weigh alike, whichever way the place is written.
    const weights = (await readFile(pairs, 'utf8')).split('\n').filter((line) => line.startsWith('7,7,'));
    expect(weights).toHaveLength(3);
    expect(new Set(weights.slice(0, 2).map((line) => line.split(',')[2])).size).toBe(1);
    expect((await readFile(join(folder, 'three.csv'), 'utf8')).split('\n').at(-2)).toMatch(/^89,3,/);
  }, 30_000);

  it('lets labels choose the threshold and correct the probabilities, and shows how reliable these are', async () => {
    const file = join(data, 'fake_1000.csv');
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    const labels = await written('labels.csv', `${lines.slice(0, 401).join('\n')}\n`);
    const report = join(folder, 'labelled.html');
    const summary = await linkFiles([file], options('unique_id', 'labelled', { labels, report }));
    expect(summary['labelled']).toMatchObject({ records: 400 });
    const found = (await evaluateFiles(join(folder, 'labelled.csv'), [file], {
      id: 'unique_id',
      truth: 'cluster',
    })) as Answer;
    expect(found.pairwise.f1).toBeGreaterThan(0.95);
    const page = await readFile(report, 'utf8');
    expect(page).toContain('Reliability');
    expect(page).toContain('corrected by labels of 400 records');
  }, 30_000);

  it('keeps the numbers of known persons when new records arrive', async () => {
    const lines = (await readFile(join(data, 'fake_1000.csv'), 'utf8')).trim().split('\n');
    const old = await written('old.csv', `${lines.slice(0, 801).join('\n')}\n`);
    await linkFiles([old], options('unique_id', 'old-clusters'));
    const known = join(folder, 'old-clusters.csv');
    const summary = await linkFiles([join(data, 'fake_1000.csv')], options('unique_id', 'new-clusters', { known }));
    const before = (await readFile(known, 'utf8')).trim().split('\n');
    const after = (await readFile(join(folder, 'new-clusters.csv'), 'utf8')).trim().split('\n');
    expect(after.slice(0, before.length)).toEqual(before);
    expect(summary['newPersons']).toBeGreaterThan(20);
  }, 60_000);
});

describe('lists that cannot be linked as they are', () => {
  it.each([
    ['no id column', 'a,b\n1,2\n', 'no-id-column'],
    ['ids that stand twice', 'id,first_name\n1,ann\n2,bob\n1,carl\n', 'duplicate-id'],
    ['a row without id', 'id,first_name\n1,ann\n,bob\n', 'no-id'],
    ['only empty columns', 'id,first_name,surname\n1,,\n2,,\n', 'no-usable-column'],
    ['an empty file', '', 'unreadable'],
    ['one record', 'id,first_name\n1,ann\n', 'one-record'],
    ['nothing that tells persons apart', 'id,sex\n1,m\n2,f\n3,m\n', 'no-usable-column'],
  ])('are refused with the remedy: %s', async (name, text, code) => {
    const file = await written(`${name}.csv`, text);
    await expect(linkFiles([file], options('id', 'none'))).rejects.toMatchObject({ code });
  });

  const people = Array.from({ length: 40 }, (_, at) => `${at},Zorba${at},Quill`);

  it.each([
    ['one cell too many', people.with(6, '6,Zorba6,Quill,more').join('\n'), 'line 8 has more cells'],
    ['one cell too few', people.with(6, '6,Zorba6').join('\n'), 'line 8 has fewer cells'],
    ['a quote within a cell', people.with(6, '6,"Zorba" 6,Quill').join('\n'), 'line 8 has a double quote'],
    ['lines that end in two ways', `${people.join('\r\n')}\n77,Zorba,Quill,more\n`, '1 rows have more cells'],
  ])('name the line that is not well formed and show nothing of a person: %s', async (name, rows, said) => {
    const file = await written(`${name}.csv`, `id,first_name,surname\n${rows}\n`);
    const refused: unknown = await linkFiles([file], options('id', 'none')).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'unreadable' });
    expect(String(refused)).toContain(said);
    expect(String(refused)).not.toMatch(/Zorba|Quill/);
  });

  it('show nothing of a person where the header is missing, and say how to save what is in a UTF-16 that is not read', async () => {
    const bare = await written('bare.csv', 'Zorba,Quill,m\nAnn,Smith,f\n');
    const refused: unknown = await linkFiles([bare], options('id', 'none')).catch((error: unknown) => error);
    expect(String(refused)).toMatch(/^(?!.*(Zorba|Quill)).*put the names of the columns there/);
    const wide = join(folder, 'wide.csv');
    await writeFile(wide, Buffer.from('\uFEFFid,first_name\n1,ann\n', 'utf16le').swap16());
    await expect(linkFiles([wide], options('id', 'none'))).rejects.toThrow('save it again as UTF-8');
  });

  it('are not written over, nor one output over another, and a folder that is missing is told before the run', async () => {
    const text = 'id,first_name\n1,ann\n2,bob\n';
    const file = await written('kept.csv', text);
    const link = join(folder, 'link.csv');
    await symlink(file, link);
    const out = join(folder, 'fresh.csv');
    const absent = join(folder, 'absent', 'x.csv');
    for (const [more, said] of [
      [{ clusters: link }, 'over the list'],
      [{ clusters: out, pairs: join(folder, '.', 'fresh.csv') }, 'over --clusters'],
      [{ clusters: out, report: absent }, 'no folder'],
    ] as const)
      await expect(linkFiles([file], options('id', 'none', more))).rejects.toThrow(said);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('are not compared by a column that is not there', async () => {
    const file = await written('columns.csv', 'id,first_name\n1,ann\n2,bob\n');
    await expect(linkFiles([file], options('id', 'none', { map: ['surname=nix'] }))).rejects.toThrow(
      /no column nix\. It has: id, first_name/,
    );
  });

  it('are not handed to a Spark that is not there', async () => {
    const file = await written('spark.csv', 'id,first_name\n1,ann\n2,bob\n');
    vi.stubEnv('SPARK_HOME', join(folder, 'no-spark-here'));
    await expect(linkFiles([file], options('id', 'none', { engine: 'spark' }))).rejects.toMatchObject({
      code: 'no-spark',
      message: expect.stringMatching(/ENOENT.*Install Spark/) as string,
    });
    vi.unstubAllEnvs();
  });

  it('are linked with a warning when nothing in them tells people apart', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `${at},${['ann', 'bob', 'cid'][at % 3]}`);
    const file = await written('alike.csv', `id,first_name\r\n${rows.join('\r\n')}\n`);
    const summary = await linkFiles([file], options('id', 'alike-clusters'));
    expect(JSON.stringify(summary['warnings'])).toContain('do not tell people apart');
  });

  it('are linked all the same when one value fills a block of thousands or is ten megabytes long', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, at) => `${at},ann,smith,${1950 + (at % 50)}-0${1 + (at % 9)}-1${at % 10},x${at}y@mail.org`,
    );
    const giant = 'z'.repeat(10 * 1024 * 1024);
    const file = await written(
      'giant.csv',
      `id,first_name,surname,dob,email\n${rows.join('\n')}\n9999,${giant},smith,1980-01-01,a@b.org\n`,
    );
    const summary = await linkFiles([file], options('id', 'giant-clusters'));
    expect(summary['records']).toBe(3001);
    const warnings = summary['warnings'] as string[];
    expect(warnings.filter((one) => one.includes('first_name'))).toHaveLength(1);
    expect(warnings.filter((one) => one.includes('blocks too large'))).toHaveLength(1);
    expect(summary['candidatePairs']).toBeLessThan(500_000);
  }, 60_000);
});
