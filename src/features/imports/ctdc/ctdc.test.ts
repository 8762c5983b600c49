import { expect, test } from 'vitest';
import { codesOf } from '../../../words/codes.ts';
import type { RecordDraft } from '../draft.ts';
import type { MappedRow } from '../target.ts';
import { parseAgeBand } from './ages.ts';
import { ctdcColumn } from './columns.ts';
import { ctdcLayout } from './ctdc.ts';

function read(cells: Readonly<Record<string, string>>): MappedRow<RecordDraft> {
  const columns = Object.keys(cells);
  const reader = ctdcLayout.open({ columns, fileName: 'f.csv', contentDigest: '', releaseDate: null, mapping: null });
  return reader.read({ row: 1, line: 2, values: Object.values(cells), problems: [] });
}
const draft = (cells: Readonly<Record<string, string>>): RecordDraft => {
  const { drafts, problems } = read(cells);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return drafts[0] as RecordDraft;
};
const layouts = codesOf('ctdc-datasets').flatMap(({ code, columns }) =>
  columns ? [{ code, columns: columns as string[] }] : [],
);

test.each(layouts)(
  'every column of $code is known, the layout recognised and a row of blanks read as unknown',
  ({ columns }) => {
    expect(columns.filter((name) => ctdcColumn(name) === undefined)).toEqual([]);
    expect(ctdcLayout.detect(columns, [])).toBe(1);
    const read = draft(Object.fromEntries(columns.map((name) => [name, ''])));
    expect(read.person).toMatchObject({ gender: 'UNKNOWN', citizenships: ['UNKNOWN'], ageIdentification: null });
    expect(read.events?.[0]).toMatchObject({ place: 'UNKNOWN', forms: { LAB: 'unknown', SEX: 'unknown' } });
  },
);

test.each(layouts)('a row of $code full of yes says only what its columns say', ({ columns }) => {
  const cells = Object.fromEntries(
    columns.map((name) => [
      name,
      /^(is|typeOf|sectorOf|means|recruiterRelation)/.test(name) && !/Concatenated/.test(name) ? '1' : '',
    ]),
  );
  const [event] = draft({ ...cells, citizenship: 'MM', CountryOfExploitation: 'ID' }).events ?? [];
  expect(event?.forms).toMatchObject({ LAB: 'yes', SEX: 'yes', OTHER: 'yes', 'LAB.DOM': 'yes', 'SEX.PROST': 'yes' });
  expect(event?.sectors).toMatchObject({ A: 'yes', F: 'yes', T: 'yes', I: 'yes' });
});

test('flags are yes, no and unknown, with and without decimals', () => {
  const { events } = draft({
    yearOfRegistration: '2016',
    isForcedLabour: '1.0',
    isSexualExploit: '0',
    isOtherExploit: '-99',
  });
  expect(events?.[0]?.forms).toEqual({ LAB: 'yes', SEX: 'no', OTHER: 'unknown' });
});

test('0 is a withheld country, a blank an unknown one, NA is Namibia, and two or three letters are one country', () => {
  for (const [text, code] of [
    ['0', 'MASKED'],
    ['00', 'MASKED'],
    ['', 'UNKNOWN'],
    ['-99', 'UNKNOWN'],
    ['NA', 'NAM'],
    ['ID', 'IDN'],
    ['IDN', 'IDN'],
  ]) {
    const { person, events } = draft({
      citizenship: text ?? '',
      CountryOfExploitation: text ?? '',
      yearOfRegistration: '2010',
    });
    expect([person.citizenships, events?.[0]?.place]).toEqual([[code], code]);
  }
});

test('bands of ages are read however they are copied', () => {
  for (const text of ['9--17', '09--17', '9-17', '9 – 17']) expect(parseAgeBand(text)).toEqual({ min: 9, max: 17 });
  expect(parseAgeBand('48+')).toEqual({ min: 48, max: null });
  expect(parseAgeBand('')).toBeNull();
  expect(parseAgeBand('17-Sep')).toBeUndefined();
});

test('adult or minor stands in where the band of ages is not known, each age in its own place', () => {
  const { person } = draft({
    yearOfRegistration: '2016',
    ageBroad: '',
    majorityStatus: 'Adult',
    majorityStatusAtExploit: 'Minor',
    majorityEntry: 'Minor',
  });
  expect(person).toMatchObject({
    ageIdentification: { min: 18, max: null },
    ageExploitation: { min: 0, max: 17 },
    ageEntry: { min: 0, max: 17 },
  });
});

test('grouped means stay groups and are never taken for single means', () => {
  const [event] =
    draft({ yearOfRegistration: '2023', meansDebtBondageEarnings: '1', meansAbusePsyPhySex: '', meansThreats: '1' })
      .events ?? [];
  expect(event).toMatchObject({
    meansGroups: { meansDebtBondageEarnings: 'yes', meansAbusePsyPhySex: 'unknown', meansThreats: 'yes' },
  });
  expect(event?.controls).toBeUndefined();
  expect(event?.means).toBeUndefined();
});

test('joined columns are not counted beside the single ones', () => {
  const [event] =
    draft({
      yearOfRegistration: '2016',
      isForcedLabour: '0',
      typeOfExploitConcatenated: 'Forced labour',
      isSexAndLabour: '1',
    }).events ?? [];
  expect(event?.forms).toEqual({ LAB: 'no' });
});

test('work on a farm is agriculture; no work on a farm does not say that it was not fishing', () => {
  expect(
    draft({ yearOfRegistration: '2016', typeOfLabourAgriculture: '1', typeOfLabourAquafarming: '0' }).events?.[0]
      ?.sectors,
  ).toEqual({ A: 'yes' });
  expect(draft({ yearOfRegistration: '2016', typeOfLabourAgriculture: '0' }).events?.[0]?.sectors ?? {}).toEqual({});
});

test('cut column names and recruiters of the early synthetic release are read', () => {
  const made = draft({
    yearOfRegistration: '2016',
    meansOfControlPsychoactiveSubsta: '1',
    recruiterRelationFriend: '1',
    traffickMonths: '13--24 (1-2 yrs)',
  });
  expect(made.events?.[0]?.controls).toEqual({ SUBSTANCES: 'yes' });
  expect(made.person).toMatchObject({ recruiterRelations: { FRIEND: 'yes' }, exploitationDuration: 'D13_24' });
});

test('what cannot be read is told by column, value and remedy, and keeps only its row out', () => {
  const { drafts, problems } = read({
    yearOfRegistration: '20l6',
    citizenship: 'Indonesai',
    isForcedLabour: '2',
    ageBroad: '17-Sep',
    gender: 'Femal',
  });
  expect(drafts).toEqual([]);
  expect(problems.map(({ column }) => column ?? '').toSorted()).toEqual([
    'ageBroad',
    'citizenship',
    'gender',
    'isForcedLabour',
    'yearOfRegistration',
  ]);
  expect(problems.find(({ column }) => column === 'citizenship')).toMatchObject({
    value: 'Indonesai',
    remedy: expect.stringContaining('IDN'),
  });
});
