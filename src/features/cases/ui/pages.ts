import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const casePages: readonly Page[] = [
  {
    path: '/cases',
    words: 'first',
    titleKey: 'page.cases',
    navigation: { labelKey: 'page.cases', textKey: 'page.casesText', icon: 'cases', group: 'work' },
    access: { permission: 'case.read' },
    load: async () => (await import('./CasesPage.tsx')).CasesPage,
  },
  {
    path: '/cases/:caseId/summary',
    titleKey: 'page.case',
    access: { permission: 'case.read' },
    load: async () => (await import('./CaseSummaryPage.tsx')).CaseSummaryPage,
  },
  {
    path: '/cases/:caseId',
    words: 'first',
    titleKey: 'page.case',
    access: { permission: 'case.read' },
    load: async () => (await import('./CasePage.tsx')).CasePage,
  },
  {
    path: '/emergencies',
    titleKey: 'page.hiddenCases',
    navigation: { labelKey: 'page.hiddenCases', textKey: 'page.hiddenCasesText', icon: 'withheld', group: 'work' },
    access: { anyOf: ['case.read', 'case.break-glass', 'case.review-break-glass'] },
    load: async () => (await import('./HiddenCasesPage.tsx')).HiddenCasesPage,
  },
  {
    path: '/retention',
    titleKey: 'page.retention',
    navigation: { labelKey: 'page.retention', textKey: 'page.retentionText', icon: 'retention', group: 'house' },
    access: { permission: 'case.erase' },
    load: async () => (await import('./RetentionPage.tsx')).RetentionPage,
  },
];
