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
  /** Opens with the words that are there from the start, or with those of interviews beside; else with all of them. */
  words?: 'first' | 'screening';
  load: () => Promise<ComponentType<PageProps>>;
};

export const pages: readonly Page[] = [
  {
    path: '/',
    words: 'first',
    titleKey: 'page.home',
    navigation: { labelKey: 'page.home', textKey: 'page.home', icon: 'home' },
    access: 'signed-in',
    load: async () => (await import('./HomePage.tsx')).HomePage,
  },
  {
    path: '/cases',
    words: 'first',
    titleKey: 'page.cases',
    navigation: { labelKey: 'page.cases', textKey: 'page.casesText', icon: 'cases' },
    access: { permission: 'case.read' },
    load: async () => (await import('../features/cases/ui/CasesPage.tsx')).CasesPage,
  },
  {
    path: '/cases/:caseId/summary',
    titleKey: 'page.case',
    access: { permission: 'case.read' },
    load: async () => (await import('../features/cases/ui/CaseSummaryPage.tsx')).CaseSummaryPage,
  },
  {
    path: '/cases/:caseId',
    words: 'first',
    titleKey: 'page.case',
    access: { permission: 'case.read' },
    load: async () => (await import('../features/cases/ui/CasePage.tsx')).CasePage,
  },
  {
    path: '/find',
    titleKey: 'page.find',
    navigation: { labelKey: 'page.find', textKey: 'page.findText', icon: 'search' },
    access: { permission: 'case.read' },
    load: async () => (await import('../features/search/ui/FindPage.tsx')).FindPage,
  },
  {
    path: '/screenings',
    words: 'screening',
    titleKey: 'page.screenings',
    navigation: { labelKey: 'page.screenings', textKey: 'page.screeningsText', icon: 'check' },
    access: { permission: 'case.read' },
    load: async () => (await import('../features/screening/ui/ScreeningsPage.tsx')).ScreeningsPage,
  },
  {
    path: '/screenings/new',
    words: 'screening',
    titleKey: 'page.screening',
    access: { permission: 'case.update' },
    load: async () => (await import('../features/screening/ui/InterviewPage.tsx')).NewInterviewPage,
  },
  {
    path: '/screenings/compare',
    titleKey: 'page.screeningCompare',
    access: { permission: 'screening.supervise' },
    load: async () => (await import('../features/screening/ui/ComparePage.tsx')).ComparePage,
  },
  {
    path: '/screenings/:screeningId',
    words: 'screening',
    titleKey: 'page.screening',
    access: { permission: 'case.read' },
    load: async () => (await import('../features/screening/ui/InterviewPage.tsx')).ScreeningPage,
  },
  {
    path: '/screening-lists',
    titleKey: 'page.screeningLists',
    access: { permission: 'agency.manage' },
    load: async () => (await import('../features/screening/ui/InstrumentsPage.tsx')).InstrumentsPage,
  },
  {
    path: '/law',
    titleKey: 'page.law',
    navigation: { labelKey: 'page.law', textKey: 'page.lawText', icon: 'library' },
    access: 'signed-in',
    load: async () => (await import('../features/law/ui/LawLibraryPage.tsx')).LawLibraryPage,
  },
  {
    path: '/law/:pack',
    titleKey: 'page.lawOne',
    access: 'signed-in',
    load: async () => (await import('../features/law/ui/LawPage.tsx')).LawPage,
  },
  {
    path: '/law-compare',
    titleKey: 'page.lawCompare',
    access: 'signed-in',
    load: async () => (await import('../features/law/ui/ComparePage.tsx')).ComparePage,
  },
  {
    path: '/law-packs',
    titleKey: 'page.lawPacks',
    navigation: { labelKey: 'page.lawPacks', textKey: 'page.lawPacksText', icon: 'import' },
    access: { permission: 'law.manage' },
    load: async () => (await import('../features/law/ui/LawPacksPage.tsx')).LawPacksPage,
  },
  {
    path: '/law-reviews',
    titleKey: 'page.lawReviews',
    access: { permission: 'case.read' },
    load: async () => (await import('../features/law/ui/LawReviewPage.tsx')).LawReviewsPage,
  },
  {
    path: '/law-reviews/:reviewId',
    titleKey: 'page.lawReview',
    access: { permission: 'case.read' },
    load: async () => (await import('../features/law/ui/LawReviewPage.tsx')).LawReviewPage,
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
    path: '/linkage',
    titleKey: 'page.linkage',
    navigation: { labelKey: 'page.linkage', textKey: 'page.linkageText', icon: 'compare' },
    access: { permission: 'person.join' },
    load: async () => (await import('../features/linkage/ui/LinkagePage.tsx')).LinkagePage,
  },
  {
    path: '/linkage/review',
    titleKey: 'page.linkagePair',
    access: { permission: 'person.join' },
    load: async () => (await import('../features/linkage/ui/ReviewPage.tsx')).ReviewPage,
  },
  {
    path: '/linkage/runs',
    titleKey: 'page.linkageRuns',
    access: { permission: 'person.join' },
    load: async () => (await import('../features/linkage/ui/RunsPage.tsx')).RunsPage,
  },
  {
    path: '/linkage/runs/:runId',
    titleKey: 'page.linkageRun',
    access: { permission: 'person.join' },
    load: async () => (await import('../features/linkage/ui/RunPage.tsx')).RunPage,
  },
  {
    path: '/linkage/agreements',
    titleKey: 'page.linkageAgreements',
    navigation: { labelKey: 'page.linkageAgreements', textKey: 'page.linkageAgreementsText', icon: 'agencies' },
    access: { anyOf: ['linkage.agree', 'person.join'] },
    load: async () => (await import('../features/linkage/ui/AgreementsPage.tsx')).AgreementsPage,
  },
  {
    path: '/linkage/overlap',
    titleKey: 'page.linkageOverlap',
    navigation: { labelKey: 'page.linkageOverlap', textKey: 'page.linkageOverlapText', icon: 'chart' },
    access: { permission: 'statistics.read' },
    load: async () => (await import('../features/linkage/ui/OverlapPage.tsx')).OverlapPage,
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
    path: '/official',
    titleKey: 'page.official',
    navigation: { labelKey: 'page.official', textKey: 'page.officialText', icon: 'forms' },
    access: { permission: 'statistics.read' },
    load: async () => (await import('../features/official/ui/OfficialPage.tsx')).OfficialPage,
  },
  {
    path: '/official/records',
    titleKey: 'page.officialRecords',
    access: { permission: 'case.read' },
    load: async () => (await import('../features/official/ui/RecordsPage.tsx')).RecordsPage,
  },
  {
    path: '/official/releases/:officialId',
    titleKey: 'page.officialRelease',
    access: { permission: 'statistics.read' },
    load: async () => (await import('../features/official/ui/ReleasePage.tsx')).ReleasePage,
  },
  {
    path: '/releases',
    titleKey: 'page.releases',
    navigation: { labelKey: 'page.releases', textKey: 'page.releasesText', icon: 'download' },
    access: { permission: 'release.prepare' },
    load: async () => (await import('../features/releases/ui/ReleasesPage.tsx')).ReleasesPage,
  },
  {
    path: '/releases/new',
    titleKey: 'page.releaseNew',
    access: { permission: 'release.prepare' },
    load: async () => (await import('../features/releases/ui/NewReleasePage.tsx')).NewReleasePage,
  },
  {
    path: '/releases/:releaseId',
    titleKey: 'page.release',
    access: { permission: 'release.prepare' },
    load: async () => (await import('../features/releases/ui/ReleasePage.tsx')).ReleasePage,
  },
  {
    path: '/library',
    titleKey: 'page.library',
    navigation: { labelKey: 'page.library', textKey: 'page.libraryText', icon: 'library' },
    access: { permission: 'series.read' },
    load: async () => (await import('../features/series/ui/LibraryPage.tsx')).LibraryPage,
  },
  {
    path: '/library/:source',
    titleKey: 'page.library',
    access: { permission: 'series.read' },
    load: async () => (await import('../features/series/ui/LibrarySourcePage.tsx')).LibrarySourcePage,
  },
  {
    path: '/evaluation',
    titleKey: 'page.evaluation',
    navigation: { labelKey: 'page.evaluation', textKey: 'page.evaluationText', icon: 'compare' },
    access: { anyOf: ['statistics.read', 'series.read'] },
    load: async () => (await import('../features/evaluation/ui/EvaluationPage.tsx')).EvaluationPage,
  },
  {
    path: '/estimates',
    titleKey: 'page.estimates',
    navigation: { labelKey: 'page.estimates', textKey: 'page.estimatesText', icon: 'withheld' },
    access: { permission: 'statistics.read' },
    load: async () => (await import('../features/estimates/ui/EstimatesPage.tsx')).EstimatesPage,
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
    path: '/vocabulary',
    titleKey: 'page.vocabulary',
    navigation: { labelKey: 'page.vocabulary', textKey: 'page.vocabularyText', icon: 'words' },
    access: 'signed-in',
    load: async () => (await import('../features/vocabulary/ui/VocabularyPage.tsx')).VocabularyPage,
  },
  {
    path: '/forms',
    titleKey: 'page.forms',
    navigation: { labelKey: 'page.forms', textKey: 'page.formsText', icon: 'forms' },
    access: { permission: 'agency.manage' },
    load: async () => (await import('../features/forms/ui/FormsPage.tsx')).FormsPage,
  },
  {
    path: '/retention',
    titleKey: 'page.retention',
    navigation: { labelKey: 'page.retention', textKey: 'page.retentionText', icon: 'retention' },
    access: { permission: 'case.erase' },
    load: async () => (await import('../features/cases/ui/RetentionPage.tsx')).RetentionPage,
  },
  {
    path: '/health',
    titleKey: 'page.health',
    navigation: { labelKey: 'page.health', textKey: 'page.healthText', icon: 'health' },
    access: { permission: 'node.manage' },
    load: async () => (await import('../features/health/ui/HealthPage.tsx')).HealthPage,
  },
  {
    path: '/backup',
    titleKey: 'page.backup',
    navigation: { labelKey: 'page.backup', textKey: 'page.backupText', icon: 'backup' },
    access: { permission: 'backup.run' },
    load: async () => (await import('../features/backup/ui/BackupPage.tsx')).BackupPage,
  },
  {
    path: '/devices',
    titleKey: 'page.devices',
    navigation: { labelKey: 'page.devices', textKey: 'page.devicesText', icon: 'device' },
    access: { anyOf: ['user.manage', 'agency.manage'] },
    load: async () => (await import('../features/devices/ui/DevicesPage.tsx')).DevicesPage,
  },
  {
    path: '/outbox',
    words: 'first',
    titleKey: 'page.outbox',
    access: 'signed-in',
    load: async () => (await import('../features/devices/ui/OutboxPage.tsx')).OutboxPage,
  },
  {
    path: '/help',
    titleKey: 'page.help',
    navigation: { labelKey: 'page.help', textKey: 'page.helpText', icon: 'help' },
    access: 'everybody',
    load: async () => (await import('./HelpPage.tsx')).HelpPage,
  },
  {
    path: '/account',
    titleKey: 'page.account',
    access: 'signed-in',
    load: async () => (await import('../features/accounts/ui/AccountPage.tsx')).AccountPage,
  },
  {
    path: '/sign-in',
    words: 'first',
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
