import { beforeAll, expect, test } from 'vitest';
import { loadPlaces } from '../../../words/gazetteer.ts';
import type { RecordDraft } from '../draft.ts';
import { openTableRow } from './testing.ts';
import { proposeMapping } from './propose.ts';
import { shareRead } from './share-read.ts';

beforeAll(() => loadPlaces());

const fieldsOf = (
  columns: readonly string[],
  rows: readonly (readonly string[])[] = [],
): Record<string, string | null> =>
  Object.fromEntries(proposeMapping(columns, rows).map(({ column, field }) => [column, field]));

test('an Indonesian list is understood by its column names', () => {
  expect(
    fieldsOf([
      'No',
      'No. Kasus/LP',
      'Nama Lengkap',
      'Alias',
      'Jenis Kelamin (L/P)',
      'Usia',
      'Tempat, Tanggal Lahir',
      'Kewarganegaraan',
      'NIK',
      'No. Paspor',
      'No HP',
      'Alamat',
      'Negara Tujuan',
      'Bentuk Eksploitasi',
      'Modus',
      'Pekerjaan',
      'Status Korban',
      'Tanggal Diidentifikasi',
      'Tahun',
      'Kronologi',
      'Keterangan',
    ]),
  ).toEqual({
    No: null,
    'No. Kasus/LP': 'case.reference',
    'Nama Lengkap': 'name.full',
    Alias: 'name.alias',
    'Jenis Kelamin (L/P)': 'person.sex',
    Usia: 'person.age',
    'Tempat, Tanggal Lahir': 'birth.placeAndDate',
    Kewarganegaraan: 'person.citizenship',
    NIK: 'document.nik',
    'No. Paspor': 'document.passport',
    'No HP': 'contact.phone',
    Alamat: 'contact.address',
    'Negara Tujuan': 'exploitation.place',
    'Bentuk Eksploitasi': 'exploitation.forms',
    Modus: 'exploitation.means',
    Pekerjaan: 'exploitation.sectors',
    'Status Korban': 'person.victimStatus',
    'Tanggal Diidentifikasi': 'detection.date',
    Tahun: 'case.registrationYear',
    Kronologi: 'note.testimony',
    Keterangan: 'note.administrative',
  });
});

test('an English list is understood by its column names, misspelt ones too', () => {
  expect(
    fieldsOf([
      'Case No.',
      'Full Name',
      'Sex',
      'Age (years)',
      'Date of Birth',
      'Nationalty',
      'Passport No',
      'Phone Number',
      'Country of Exploitation',
      'Type of Exploitation',
      'Date Identified',
      'Shoe colour',
    ]),
  ).toEqual({
    'Case No.': 'case.reference',
    'Full Name': 'name.full',
    Sex: 'person.sex',
    'Age (years)': 'person.age',
    'Date of Birth': 'birth.date',
    Nationalty: 'person.citizenship',
    'Passport No': 'document.passport',
    'Phone Number': 'contact.phone',
    'Country of Exploitation': 'exploitation.place',
    'Type of Exploitation': 'exploitation.forms',
    'Date Identified': 'detection.date',
    'Shoe colour': null,
  });
});

test('columns with names that say nothing are told by their cells, and say so', () => {
  const rows = [
    ['L', '+62 812 3456 7890', 'A1234567', '3201010101010001', 'Indonesia'],
    ['P', '0812-3456-7891', 'B7654321', '3201010101010002', 'Malaysia'],
    ['P', '0812 3456 7892', 'C1112223', '3201010101010003', 'Pakistan'],
  ];
  const found = proposeMapping(['a', 'b', 'c', 'd', 'e'], rows);
  expect(found.map(({ field }) => field)).toEqual([
    'person.sex',
    'contact.phone',
    'document.passport',
    'document.nik',
    'person.citizenship',
  ]);
  for (const { confidence, reason } of found) {
    expect(confidence).toBeLessThan(0.7);
    expect(reason).toContain('look like');
  }
});

test('a list in Urdu is understood by its headings, and its words for the sexes, like those of its neighbours, are no riddle', () => {
  const found = proposeMapping(
    ['نام', 'والد کا نام', 'جنس', 'تاریخ پیدائش', 'ب'],
    [
      ['زینب بی بی', 'محمد اکرم', 'عورت', '03/04/1999', 'امرأة'],
      ['علی خان', 'اکبر خان', 'مرد', '25/12/2001', 'ชาย'],
      ['حسن رضا', 'رضا شاہ', 'مرد', '', 'महिला'],
    ],
  );
  const fields = found.map(({ field }) => field);
  expect(fields).toEqual(['name.full', null, 'person.sex', 'birth.date', null]);
  expect(found[2]?.values).toEqual({ عورت: 'F', مرد: 'M' });
  const [alone] = proposeMapping(['ب'], [['امرأة'], ['ชาย'], ['महिला']]);
  expect(alone).toMatchObject({ field: 'person.sex', values: { امرأة: 'F', ชาย: 'M', महिला: 'F' } });
});

test('words for values are matched to codes, and the order of dates is read from the dates themselves', () => {
  const found = proposeMapping(
    ['Bentuk Eksploitasi', 'Pekerjaan', 'Tanggal Lahir'],
    [
      ['PSK', 'ABK', '25/12/1999'],
      ['eksploitasi seksual', 'ART', '01/02/2001'],
      ['entahlah', 'nelayan', ''],
    ],
  );
  expect(found[0]?.values).toEqual({ PSK: 'SEX', 'eksploitasi seksual': 'SEX' });
  expect(found[1]?.values).toEqual({ ABK: 'A.03', ART: 'T', nelayan: 'A.03' });
  expect(found[2]?.dateOrder).toBe('day-first');
});

test('a row of an Indonesian list becomes a person with a case, and nothing that was not said', () => {
  const { drafts, problems } = openTableRow({
    'No. LP': 'LP/12/2019',
    Nama: 'Siti Contoh',
    JK: 'P',
    Umur: '17 th',
    TTL: 'Pontianak, 3 Maret 2002',
    WN: 'WNI',
    NIK: '6171010302020001',
    'No HP': '0812 3456 7890',
    'Negara Tujuan': 'Malaysia',
    'Bentuk Eksploitasi': 'PRT; kerja paksa',
    Modus: '-',
    'Status Korban': 'korban',
    'Tgl Identifikasi': '2019-05-20',
  });
  expect(problems).toEqual([]);
  expect(drafts[0]).toMatchObject({
    caseReference: 'LP/12/2019',
    case: { tip: 'yes' },
    names: [{ kind: 'as-spelled', fullText: 'Siti Contoh' }],
    person: { sex: 'F', ageIdentification: { min: 17, max: 17 }, citizenships: ['IDN'], victimStatus: 'ACTUAL' },
    birth: { from: '2002-03-03', precision: 'day', place: 'Pontianak' },
    documents: [{ kind: 'identity-card', number: '6171010302020001', country: 'IDN' }],
    contacts: [{ kind: 'phone', value: '0812 3456 7890' }],
  } satisfies Partial<Record<keyof RecordDraft, unknown>>);
  expect(drafts[0]?.events).toContainEqual({
    type: 'EXPLOITATION',
    place: 'MYS',
    forms: { 'LAB.DOM': 'yes', LAB: 'yes' },
  });
  expect(drafts[0]?.events).toContainEqual({
    type: 'DETECTION',
    dateFrom: '2019-05-20',
    dateTo: '2019-05-20',
    datePrecision: 'day',
  });
});

test('a value nobody knows is an error with the nearest codes; dashes and “tidak diketahui” are unknown', () => {
  const { drafts, problems } = openTableRow({
    Nama: 'A',
    'Bentuk Eksploitasi': 'eksplotasi seksuil',
    'Status Korban': 'tidak diketahui',
    Umur: '-',
  });
  expect(drafts).toEqual([]);
  expect(problems).toMatchObject([
    {
      severity: 'error',
      column: 'Bentuk Eksploitasi',
      value: 'eksplotasi seksuil',
      remedy: expect.stringContaining('Nearest: SEX ('),
    },
  ]);
});

test('a date that could be two is taken as day first, with a warning; a two-digit year is told too', () => {
  const { drafts, problems } = openTableRow({ Nama: 'A', 'Tanggal Lahir': '03/04/99' });
  expect(drafts[0]?.birth).toMatchObject({ from: '1999-04-03' });
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
    ['ambiguous-date', 'warning'],
    ['short-year', 'warning'],
  ]);
});

test('how sure a column is read says how many of its cells are read, and rises when a person says what a value means', () => {
  const cells = [
    { value: 'PRT', count: 6 },
    { value: 'Kerja di rumah dinas', count: 3 },
    { value: 'PRT; ABK', count: 1 },
  ];
  const forms = { field: 'exploitation.forms' };
  expect(shareRead(forms, cells, '2026-11-22')).toBeCloseTo(0.7);
  expect(shareRead({ ...forms, values: { 'Kerja di rumah dinas': 'LAB.DOM' } }, cells, '2026-11-22')).toBe(1);
  const ages = ['17', 'anak', '12 thn', 'x'].map((value) => ({ value, count: 1 }));
  expect(shareRead({ field: 'person.age' }, ages, '2026-11-22')).toBe(0.75);
  expect(shareRead({ field: 'name.full' }, ages, '2026-11-22')).toBe(1);
  expect(shareRead({ field: null }, ages, '2026-11-22')).toBe(1);
});
