import { beforeAll, expect, test } from 'vitest';
import { loadPlaces } from '../../../words/gazetteer.ts';
import { htcdsLayout } from './htcds.ts';

beforeAll(() => loadPlaces());

const read = (cells: Readonly<Record<string, string>>) =>
  htcdsLayout
    .open({ columns: Object.keys(cells), fileName: 'f.csv', contentDigest: '', releaseDate: null, mapping: null })
    .read({ row: 1, line: 2, values: Object.values(cells), problems: [] });

const row = {
  prs_Gender: 'Feminine',
  prs_Birthdate: '2001-02-03',
  prs_Citizenship: 'IDN',
  prs_HighestLevelOfEducation: 'PrimaryEducation',
  vic_TraffickingStatus: 'ActualVictimOfTrafficking',
  vic_TraffickingStatusDecisionMakingOrg: 'Police',
  vic_TypeOfExploitation: 'ForcedLabour;SexualExploitation',
  vic_TypeOfSexExploitation: 'Prostitution',
  vic_ForcedLabourIndustry: 'F_Construction',
  vic_MethodsOfControl: 'DebtBondage;WithholdsDocuments',
  vic_MethodOfRecruitment: 'ThroughOnlineSocialNetworks',
  vic_RelationshipToTrafficker: 'Familial',
  vic_AgeWhenTrafficked: '16',
  hte_Type: 'Exploitation',
  hte_Country: 'MY',
  hte_Date: '2018-01-01',
};

test('a row in the words of HTCDS 2.0 is read into our codes', () => {
  expect(htcdsLayout.detect(Object.keys(row), [])).toBe(1);
  const { drafts, problems } = read(row);
  expect(problems).toEqual([]);
  expect(drafts[0]).toMatchObject({
    case: { tip: 'yes' },
    person: {
      gender: 'G_F',
      citizenships: ['IDN'],
      education: '1',
      victimStatus: 'ACTUAL',
      statusDecidedBy: 'POLICE',
      ageExploitation: { min: 16, max: 16 },
      recruiterRelations: { FAMILY: 'yes' },
    },
    birth: { from: '2001-02-03' },
  });
  expect(drafts[0]?.events).toContainEqual({
    type: 'EXPLOITATION',
    place: 'MYS',
    dateFrom: '2018-01-01',
    dateTo: '2018-01-01',
    datePrecision: 'day',
    forms: { LAB: 'yes', SEX: 'yes', 'SEX.PROST': 'yes' },
    sectors: { F: 'yes' },
    controls: { DEBT_BONDAGE: 'yes', WITHHOLDS_DOCUMENTS: 'yes' },
  });
});

test('the type of the event says whose place and date it is', () => {
  const events = read({ ...row, hte_Type: 'Recruitment' }).drafts[0]?.events;
  expect(events).toContainEqual({
    type: 'RECRUITMENT',
    place: 'MYS',
    dateFrom: '2018-01-01',
    dateTo: '2018-01-01',
    datePrecision: 'day',
    recruitmentMethods: { SOCIAL_MEDIA: 'yes' },
  });
  expect(events?.find(({ type }) => type === 'EXPLOITATION')?.place).toBeUndefined();
});

test('a word that is not HTCDS’s is an error by column and value', () => {
  expect(read({ ...row, vic_TypeOfExploitation: 'Forced labur' }).problems).toMatchObject([
    { severity: 'error', column: 'vic_TypeOfExploitation', value: 'Forced labur' },
  ]);
});
