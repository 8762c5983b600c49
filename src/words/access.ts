/** What may be done, to what kind of data, over which cases: the words every access rule is made of. */

/** A data class stands on every field; a role names the classes it reads and writes. */
export const dataClasses = [
  'identity',
  'contact',
  'health',
  'testimony',
  'intelligence',
  'administrative',
  'statistical',
] as const;
export type DataClass = (typeof dataClasses)[number];

/** Which cases of its agency a role reaches. Cases shared with the actor come on top of every scope. */
export const scopes = ['shared', 'own', 'unit', 'agency', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** The verbs a role is a list of, each with what it lets a person do. */
export const permissions = {
  'case.read': 'Read cases within scope',
  'case.create': 'Open cases',
  'case.update': 'Change cases and what they hold',
  'case.assign': 'Give a case to another person or unit',
  'case.close': 'Close and reopen cases',
  'case.share': 'Share a case with another agency or person, and take it back',
  'case.break-glass': 'Open a hidden case in an emergency, with a reason',
  'case.review-break-glass': 'Review emergency openings',
  'case.export': 'Export records',
  'case.erase': 'Erase records whose time has come',
  'person.join': 'Join and split records of one person',
  'linkage.agree': 'Agree with other agencies on finding persons known to both, and set how the own agency links',
  'linkage.run': 'Compare records to find those of one person',
  'import.run': 'Bring in lists of the classes the role writes, or tables of the series it keeps, and undo an import',
  'series.read': 'Read published series',
  'series.manage': 'Bring in published series',
  'statistics.read': 'Read statistics with small cells withheld',
  'statistics.internal': 'Read statistics with small cells shown',
  'statistics.report': "State up to which day the agency's records are complete",
  'statistics.sign': 'Sign official statistics, and keep the population figures and estimates they use',
  'screening.supervise': 'Compare interviews across officers: agreement, time taken, what was left out',
  'release.prepare': 'Build releases of protected figures and read the reports of the attacks on them',
  'release.approve': 'Approve, publish and withdraw releases that another person built, and open the public window',
  'law.manage': 'Load new versions of law packs',
  'user.read': 'See users and their roles',
  'user.manage': 'Invite, change and suspend users',
  'role.manage': 'Change roles',
  'agency.manage': 'Change agencies and units',
  'audit.read': 'Read the audit trail',
  'audit.verify': 'Verify the audit trail',
  'access-log.read': "Produce a person's own access log",
  'backup.run': 'Make and restore backups',
  'node.manage': 'Set up this installation',
} as const;
export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

/** A role: verbs, the classes it reads and writes, and the cases it reaches. */
export interface RoleGrant {
  readonly permissions: readonly Permission[];
  readonly reads: readonly DataClass[];
  readonly writes: readonly DataClass[];
  readonly scope: Scope;
}

export interface ShippedRole extends RoleGrant {
  readonly code: string;
  readonly name: string;
  /** Roles that read identity ask for a second factor unless an administrator says otherwise. */
  readonly secondFactor: boolean;
}

const caseWork = ['case.read', 'case.create', 'case.update', 'series.read', 'statistics.read'] as const;

/** The roles every installation starts with; agencies copy and change them. */
export const shippedRoles: readonly ShippedRole[] = [
  {
    code: 'frontline-officer',
    name: 'Frontline officer',
    permissions: [...caseWork],
    reads: ['identity', 'contact', 'administrative', 'statistical'],
    writes: ['identity', 'contact', 'testimony', 'administrative', 'statistical'],
    scope: 'unit',
    secondFactor: true,
  },
  {
    code: 'case-worker',
    name: 'Case worker',
    permissions: [
      ...caseWork,
      'case.assign',
      'case.close',
      'case.share',
      'case.break-glass',
      'case.export',
      'person.join',
      'linkage.run',
      'import.run',
      'screening.supervise',
      'statistics.report',
      'user.read',
      'access-log.read',
    ],
    reads: ['identity', 'contact', 'health', 'testimony', 'administrative', 'statistical'],
    writes: ['identity', 'contact', 'health', 'testimony', 'administrative', 'statistical'],
    scope: 'agency',
    secondFactor: true,
  },
  {
    code: 'investigator',
    name: 'Investigator',
    permissions: [
      ...caseWork,
      'case.assign',
      'case.close',
      'case.share',
      'case.break-glass',
      'case.export',
      'person.join',
      'linkage.run',
      'import.run',
      'screening.supervise',
      'statistics.report',
      'user.read',
    ],
    reads: ['identity', 'contact', 'testimony', 'intelligence', 'administrative', 'statistical'],
    writes: ['identity', 'contact', 'testimony', 'intelligence', 'administrative', 'statistical'],
    scope: 'agency',
    secondFactor: true,
  },
  {
    code: 'prosecutor',
    name: 'Prosecutor',
    permissions: [...caseWork, 'case.share', 'case.export', 'statistics.report', 'user.read'],
    reads: ['identity', 'testimony', 'intelligence', 'administrative', 'statistical'],
    writes: ['testimony', 'administrative', 'statistical'],
    scope: 'agency',
    secondFactor: true,
  },
  {
    code: 'service-provider',
    name: 'Service provider',
    permissions: ['case.read', 'case.update', 'series.read'],
    reads: ['identity', 'contact', 'health', 'administrative', 'statistical'],
    writes: ['contact', 'health', 'administrative'],
    scope: 'own',
    secondFactor: true,
  },
  {
    code: 'liaison-officer',
    name: 'Liaison officer',
    permissions: [
      'case.read',
      'case.create',
      'case.update',
      'case.share',
      'series.read',
      'statistics.read',
      'user.read',
    ],
    reads: ['identity', 'administrative', 'statistical'],
    writes: ['identity', 'administrative', 'statistical'],
    scope: 'agency',
    secondFactor: true,
  },
  {
    code: 'analyst',
    name: 'Analyst',
    permissions: [
      'import.run',
      'series.read',
      'series.manage',
      'statistics.read',
      'release.prepare',
      'release.approve',
      'statistics.sign',
    ],
    reads: ['statistical'],
    writes: [],
    scope: 'all',
    secondFactor: false,
  },
  {
    code: 'disclosure-officer',
    name: 'Disclosure control officer',
    permissions: [
      'series.read',
      'statistics.read',
      'statistics.internal',
      'statistics.sign',
      'release.prepare',
      'release.approve',
    ],
    reads: ['statistical'],
    writes: [],
    scope: 'all',
    secondFactor: true,
  },
  {
    code: 'programme-officer',
    name: 'Programme officer',
    permissions: ['series.read', 'statistics.read', 'release.prepare', 'release.approve'],
    reads: ['statistical'],
    writes: [],
    scope: 'agency',
    secondFactor: false,
  },
  {
    code: 'trainer',
    name: 'Trainer',
    permissions: ['series.read'],
    reads: [],
    writes: [],
    scope: 'shared',
    secondFactor: false,
  },
  {
    code: 'auditor',
    name: 'Auditor',
    permissions: ['audit.read', 'audit.verify', 'case.review-break-glass', 'user.read'],
    reads: [],
    writes: [],
    scope: 'shared',
    secondFactor: true,
  },
  {
    code: 'records-officer',
    name: 'Records officer',
    permissions: ['case.read', 'case.close', 'case.erase'],
    reads: ['administrative', 'statistical'],
    writes: ['administrative'],
    scope: 'agency',
    secondFactor: true,
  },
  {
    code: 'administrator',
    name: 'Administrator',
    permissions: [
      'user.read',
      'user.manage',
      'role.manage',
      'agency.manage',
      'linkage.agree',
      'series.read',
      'audit.verify',
    ],
    reads: [],
    writes: [],
    scope: 'shared',
    secondFactor: true,
  },
  // Of the installation: what concerns every agency on it. Given by set-up, then only by one who has it.
  {
    code: 'node-administrator',
    name: 'Node administrator',
    permissions: [
      'user.read',
      'user.manage',
      'role.manage',
      'agency.manage',
      'series.read',
      'import.run',
      'series.manage',
      'law.manage',
      'audit.verify',
      'backup.run',
      'node.manage',
    ],
    reads: [],
    writes: [],
    scope: 'shared',
    secondFactor: true,
  },
];

/** The local operator: whoever owns the data folder. Every verb, every class, every case; audited like anyone. */
export const operatorRole: ShippedRole = {
  code: 'operator',
  name: 'Local operator',
  permissions: permissionNames,
  reads: dataClasses,
  writes: dataClasses,
  scope: 'all',
  secondFactor: false,
};
