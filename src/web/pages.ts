import type { ComponentType } from 'react';
import type { MessageKey } from '../kit/i18n.ts';
import type { IconName } from '../kit/icons.tsx';
import type { Permission } from '../words/access.ts';

type PageProps = { params: Readonly<Record<string, string | undefined>> };

/** A page of the app. A new page is one row here; its code is fetched when it is first opened. */
export type Page = {
  path: string;
  /** The title of the document. It says what kind of page this is and never names a person or case. */
  titleKey: MessageKey;
  /** The words and picture in the navigation and on the start page; pages without them are reached from other pages. */
  navigation?: { labelKey: MessageKey; textKey: MessageKey; icon: IconName };
  /** Everybody, anyone signed in, or those whose membership holds a permission (or one of several). */
  access: 'everybody' | 'signed-in' | { permission: Permission } | { anyOf: readonly Permission[] };
  load: () => Promise<ComponentType<PageProps>>;
};

export const pages: readonly Page[] = [
  {
    path: '/',
    titleKey: 'page.home',
    navigation: { labelKey: 'page.home', textKey: 'page.home', icon: 'home' },
    access: 'signed-in',
    load: async () => (await import('./HomePage.tsx')).HomePage,
  },
  {
    path: '/cases',
    titleKey: 'page.cases',
    navigation: { labelKey: 'page.cases', textKey: 'page.casesText', icon: 'cases' },
    access: { permission: 'case.read' },
    load: async () => (await import('../features/cases/ui/CasesPage.tsx')).CasesPage,
  },
  {
    path: '/cases/:caseId',
    titleKey: 'page.case',
    access: { permission: 'case.read' },
    load: async () => (await import('../features/cases/ui/CasePage.tsx')).CasePage,
  },
  {
    path: '/emergencies',
    titleKey: 'page.hiddenCases',
    navigation: { labelKey: 'page.hiddenCases', textKey: 'page.hiddenCasesText', icon: 'withheld' },
    access: { anyOf: ['case.read', 'case.break-glass', 'case.review-break-glass'] },
    load: async () => (await import('../features/cases/ui/HiddenCasesPage.tsx')).HiddenCasesPage,
  },
  {
    path: '/people/:personId',
    titleKey: 'page.person',
    access: { permission: 'case.read' },
    load: async () => (await import('../features/people/ui/PersonPage.tsx')).PersonPage,
  },
  {
    path: '/people/:personId/access-log',
    titleKey: 'page.personLog',
    access: { permission: 'access-log.read' },
    load: async () => (await import('../features/people/ui/PersonLogPage.tsx')).PersonLogPage,
  },
  {
    path: '/imports',
    titleKey: 'page.imports',
    navigation: { labelKey: 'page.imports', textKey: 'page.importsText', icon: 'import' },
    access: { permission: 'import.run' },
    load: async () => (await import('../features/imports/ui/ImportsPage.tsx')).ImportsPage,
  },
  {
    path: '/imports/new',
    titleKey: 'page.import',
    access: { permission: 'import.run' },
    load: async () => (await import('../features/imports/ui/NewImportPage.tsx')).NewImportPage,
  },
  {
    path: '/imports/:importId',
    titleKey: 'page.import',
    access: { permission: 'import.run' },
    load: async () => (await import('../features/imports/ui/ImportPage.tsx')).ImportPage,
  },
  {
    path: '/statistics',
    titleKey: 'page.statistics',
    navigation: { labelKey: 'page.statistics', textKey: 'page.statisticsText', icon: 'chart' },
    access: { anyOf: ['statistics.read', 'series.read'] },
    load: async () => (await import('../features/statistics/ui/StatisticsPage.tsx')).StatisticsPage,
  },
  {
    path: '/users',
    titleKey: 'page.users',
    navigation: { labelKey: 'page.users', textKey: 'page.usersText', icon: 'people' },
    access: { permission: 'user.read' },
    load: async () => (await import('../features/administration/ui/UsersPage.tsx')).UsersPage,
  },
  {
    path: '/users/:userId',
    titleKey: 'page.user',
    access: { permission: 'user.read' },
    load: async () => (await import('../features/administration/ui/UserPage.tsx')).UserPage,
  },
  {
    path: '/roles',
    titleKey: 'page.roles',
    navigation: { labelKey: 'page.roles', textKey: 'page.rolesText', icon: 'roles' },
    access: { permission: 'user.read' },
    load: async () => (await import('../features/administration/ui/RolesPage.tsx')).RolesPage,
  },
  {
    path: '/agencies',
    titleKey: 'page.agencies',
    navigation: { labelKey: 'page.agencies', textKey: 'page.agenciesText', icon: 'agencies' },
    access: { permission: 'agency.manage' },
    load: async () => (await import('../features/administration/ui/AgenciesPage.tsx')).AgenciesPage,
  },
  {
    path: '/audit',
    titleKey: 'page.audit',
    navigation: { labelKey: 'page.audit', textKey: 'page.auditText', icon: 'audit' },
    access: { anyOf: ['audit.read', 'audit.verify'] },
    load: async () => (await import('../features/audit/ui/AuditPage.tsx')).AuditPage,
  },
  {
    path: '/account',
    titleKey: 'page.account',
    access: 'signed-in',
    load: async () => (await import('../features/accounts/ui/AccountPage.tsx')).AccountPage,
  },
  {
    path: '/sign-in',
    titleKey: 'page.signIn',
    access: 'everybody',
    load: async () => (await import('../features/accounts/ui/SignInPage.tsx')).SignInPage,
  },
  {
    path: '/sign-in/oidc',
    titleKey: 'page.signIn',
    access: 'everybody',
    load: async () => (await import('../features/accounts/ui/SingleSignOnPage.tsx')).SingleSignOnPage,
  },
  {
    path: '/second-factor',
    titleKey: 'page.signIn',
    access: 'everybody',
    load: async () => (await import('../features/accounts/ui/SecondFactorPage.tsx')).SecondFactorPage,
  },
  {
    path: '/enrolment',
    titleKey: 'page.signIn',
    access: 'everybody',
    load: async () => (await import('../features/accounts/ui/EnrolmentPage.tsx')).EnrolmentPage,
  },
  {
    path: '/invitation',
    titleKey: 'page.invitation',
    access: 'everybody',
    load: async () => (await import('../features/accounts/ui/InvitationPage.tsx')).InvitationPage,
  },
  {
    path: '/set-up',
    titleKey: 'page.setUp',
    access: 'everybody',
    load: async () => (await import('../features/accounts/ui/SetUpPage.tsx')).SetUpPage,
  },
  {
    path: '/kit',
    titleKey: 'page.kit',
    access: 'everybody',
    load: async () => (await import('./kitPage/KitPage.tsx')).KitPage,
  },
];

/** Whether a page may be offered to somebody with these permissions; null is nobody signed in. */
export function mayOpen(page: Page, permissions: readonly string[] | null): boolean {
  if (page.access === 'everybody') return true;
  if (permissions === null) return false;
  if (page.access === 'signed-in') return true;
  const wanted = 'anyOf' in page.access ? page.access.anyOf : [page.access.permission];
  return wanted.some((permission) => permissions.includes(permission));
}
