import type { AgencyKind, Language } from '../../words/agencies.ts';

/** Somebody who works in an agency: a shipped role, and where in the agency. */
export interface Post {
  readonly role: string;
  /** Before the @ of the e-mail address. */
  readonly mailbox: string;
  readonly unit?: number;
  /** The mailbox of another agency whose holder also wears this hat. */
  readonly alsoHeldBy?: { readonly agency: string; readonly mailbox: string };
}

export interface AgencyPlan {
  readonly code: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly country: string;
  readonly domain: string;
  readonly language: Language;
  /** Names of units with the area each serves. */
  readonly units: readonly (readonly [name: string, place: string])[];
  readonly posts: readonly Post[];
}

/** Thirty-two provinces with a task force of their own, as the country had them when the task forces were set up. */
const taskForceProvinces = [
  'ID-AC',
  'ID-SU',
  'ID-SB',
  'ID-RI',
  'ID-KR',
  'ID-JA',
  'ID-SS',
  'ID-BB',
  'ID-BE',
  'ID-LA',
  'ID-BT',
  'ID-JK',
  'ID-JB',
  'ID-JT',
  'ID-YO',
  'ID-JI',
  'ID-BA',
  'ID-NB',
  'ID-NT',
  'ID-KB',
  'ID-KT',
  'ID-KS',
  'ID-KI',
  'ID-KU',
  'ID-SA',
  'ID-GO',
  'ID-ST',
  'ID-SN',
  'ID-SG',
  'ID-MA',
  'ID-MU',
  'ID-PA',
] as const;

const post = (role: string, unit?: number, number = 1): Post => ({
  role,
  mailbox: number === 1 ? role : `${role}-${number}`,
  ...(unit === undefined ? {} : { unit }),
});
const investigating = [
  post('investigator', 0),
  post('investigator', 1, 2),
  post('frontline-officer', 0),
  post('frontline-officer', 1, 2),
  post('administrator'),
];
const caring = [post('case-worker', 0), post('case-worker', 1, 2), post('service-provider', 0), post('administrator')];

/** Who works together in the demonstration: offices named for what they do, not for whom they employ. */
export function agencyPlans(placeName: (code: string) => string): readonly AgencyPlan[] {
  return [
    {
      code: 'IDN-POLRI',
      name: 'National Police, Criminal Investigation (Bareskrim)',
      kind: 'police',
      country: 'IDN',
      domain: 'polri',
      language: 'id',
      units: [
        ['Trafficking in Persons Unit', 'ID-JK'],
        ['Women and Children’s Desk', 'ID-JK'],
      ],
      posts: [...investigating, post('liaison-officer', 0), post('auditor')],
    },
    {
      code: 'IDN-POLDA-KB',
      name: 'Regional Police, West Kalimantan',
      kind: 'police',
      country: 'IDN',
      domain: 'polda-kalbar',
      language: 'id',
      units: [
        ['Sambas', 'ID-KB'],
        ['Entikong Border Post', 'ID-KB'],
      ],
      posts: investigating,
    },
    {
      code: 'IDN-IMI',
      name: 'Directorate of Immigration, Indonesia',
      kind: 'immigration',
      country: 'IDN',
      domain: 'imigrasi',
      language: 'id',
      units: [
        ['Soekarno-Hatta', 'ID-BT'],
        ['Batam', 'ID-KR'],
      ],
      posts: investigating,
    },
    {
      code: 'IDN-KEJAKSAAN',
      name: 'Public Prosecution, Indonesia',
      kind: 'prosecution',
      country: 'IDN',
      domain: 'kejaksaan',
      language: 'id',
      units: [
        ['General Crimes', 'ID-JK'],
        ['Pontianak Office', 'ID-KB'],
      ],
      posts: [post('prosecutor', 0), post('prosecutor', 1, 2), post('administrator')],
    },
    {
      code: 'IDN-PN',
      name: 'District Court, Pontianak',
      kind: 'court',
      country: 'IDN',
      domain: 'pengadilan',
      language: 'id',
      units: [['Registry', 'ID-KB']],
      posts: [post('liaison-officer', 0), post('administrator')],
    },
    {
      code: 'IDN-RPTC',
      name: 'Trauma Centre (RPTC), Pontianak',
      kind: 'shelter',
      country: 'IDN',
      domain: 'rptc',
      language: 'id',
      units: [
        ['Intake', 'ID-KB'],
        ['Recovery', 'ID-KB'],
      ],
      posts: [...caring, post('auditor'), post('records-officer')],
    },
    {
      code: 'IDN-BP2MI',
      name: 'Migrant Workers Protection Agency',
      kind: 'central-authority',
      country: 'IDN',
      domain: 'bp2mi',
      language: 'id',
      units: [
        ['Return and Reintegration', 'ID-JK'],
        ['Nunukan Post', 'ID-KU'],
      ],
      posts: [post('investigator', 0), post('frontline-officer', 1), post('liaison-officer', 0), post('administrator')],
    },
    {
      code: 'IDN-RS',
      name: 'Integrated Health Service, Jakarta',
      kind: 'health',
      country: 'IDN',
      domain: 'kesehatan',
      language: 'id',
      units: [
        ['Crisis Centre', 'ID-JK'],
        ['Mental Health', 'ID-JK'],
      ],
      posts: caring,
    },
    {
      code: 'IDN-LSM',
      name: 'Migrant Women’s Aid (NGO)',
      kind: 'ngo',
      country: 'IDN',
      domain: 'lsm',
      language: 'id',
      units: [
        ['Hotline', 'ID-JB'],
        ['Legal Aid', 'ID-JT'],
      ],
      posts: [
        ...caring,
        {
          role: 'service-provider',
          mailbox: 'case-worker',
          alsoHeldBy: { agency: 'IDN-RPTC', mailbox: 'case-worker' },
        },
      ],
    },
    {
      code: 'IDN-GTPP',
      name: 'Task Force against Trafficking in Persons (GTPP-TPPO)',
      kind: 'task-force',
      country: 'IDN',
      domain: 'gtpp',
      language: 'id',
      units: taskForceProvinces.map((code) => [`Task Force ${placeName(code)}`, code] as const),
      posts: [
        post('investigator'),
        post('programme-officer'),
        post('administrator'),
        ...taskForceProvinces.map((code, at) => ({
          role: 'frontline-officer',
          mailbox: `frontline-${code.slice(3).toLowerCase()}`,
          unit: at,
        })),
      ],
    },
    {
      code: 'IDN-KONSULAT',
      name: 'Consulate of Indonesia, Kota Kinabalu',
      kind: 'consular',
      country: 'IDN',
      domain: 'konsulat',
      language: 'id',
      units: [['Citizen Protection', 'MY-12']],
      posts: [post('case-worker', 0), post('liaison-officer', 0), post('administrator')],
    },
    {
      code: 'IDN-BPS',
      name: 'Statistics Office, Indonesia',
      kind: 'statistics-office',
      country: 'IDN',
      domain: 'statistik',
      language: 'id',
      units: [],
      posts: [post('analyst'), post('administrator'), post('disclosure-officer')],
    },
    {
      code: 'MYS-PDRM',
      name: 'Royal Police, Malaysia: anti-trafficking division',
      kind: 'police',
      country: 'MYS',
      domain: 'pdrm',
      language: 'en',
      units: [
        ['Bukit Aman', 'MY-14'],
        ['Sabah Contingent', 'MY-12'],
      ],
      posts: [
        ...investigating,
        {
          role: 'liaison-officer',
          mailbox: 'investigator',
          alsoHeldBy: { agency: 'MYS-PDRM', mailbox: 'investigator' },
        },
      ],
    },
    {
      code: 'MYS-MAPO',
      name: 'Council against Trafficking and Smuggling (MAPO)',
      kind: 'central-authority',
      country: 'MYS',
      domain: 'mapo',
      language: 'en',
      units: [['Secretariat', 'MY-16']],
      posts: [post('liaison-officer', 0), post('programme-officer'), post('administrator')],
    },
    {
      code: 'MYS-RUMAH',
      name: 'Protection Shelter, Kota Kinabalu',
      kind: 'shelter',
      country: 'MYS',
      domain: 'rumah',
      language: 'en',
      units: [
        ['Women', 'MY-12'],
        ['Children', 'MY-12'],
      ],
      posts: caring,
    },
    {
      code: 'MYS-IMI',
      name: 'Immigration Department, Malaysia',
      kind: 'immigration',
      country: 'MYS',
      domain: 'imigresen',
      language: 'en',
      units: [
        ['Tebedu', 'MY-13'],
        ['Kuala Lumpur Airport', 'MY-10'],
      ],
      posts: investigating,
    },
    {
      code: 'PAK-FIA',
      name: 'Federal Investigation Agency, Pakistan',
      kind: 'police',
      country: 'PAK',
      domain: 'fia',
      language: 'ur',
      units: [
        ['Anti-Smuggling Circle Quetta', 'PK-BA'],
        ['Anti-Trafficking Circle Lahore', 'PK-PB'],
      ],
      posts: [...investigating, post('liaison-officer', 0)],
    },
    {
      code: 'PAK-PC-BA',
      name: 'Provincial Committee, Balochistan',
      kind: 'central-authority',
      country: 'PAK',
      domain: 'committee',
      language: 'ur',
      units: [['Secretariat', 'PK-BA']],
      posts: [post('frontline-officer', 0), post('investigator', 0), post('administrator')],
    },
    {
      code: 'PAK-LAB',
      name: 'Labour Inspection, Punjab',
      kind: 'labour-inspection',
      country: 'PAK',
      domain: 'labour',
      language: 'ur',
      units: [
        ['Kasur', 'PK-PB'],
        ['Faisalabad', 'PK-PB'],
      ],
      posts: [post('investigator', 0), post('frontline-officer', 1), post('administrator')],
    },
    {
      code: 'PAK-DARUL',
      name: 'Women’s Shelter, Lahore',
      kind: 'shelter',
      country: 'PAK',
      domain: 'shelter-lahore',
      language: 'ur',
      units: [
        ['Residence', 'PK-PB'],
        ['Outreach', 'PK-PB'],
      ],
      posts: caring,
    },
    {
      code: 'UN-IOM',
      name: 'United Nations migration office, Jakarta',
      kind: 'un-body',
      country: 'IDN',
      domain: 'un',
      language: 'en',
      units: [
        ['Assistance', 'ID-JK'],
        ['Cross-border', 'ID-JK'],
      ],
      posts: [
        ...caring,
        post('programme-officer'),
        post('analyst'),
        post('trainer'),
        post('node-administrator'),
        {
          role: 'trainer',
          mailbox: 'programme-officer',
          alsoHeldBy: { agency: 'UN-IOM', mailbox: 'programme-officer' },
        },
        post('disclosure-officer'),
      ],
    },
  ];
}
