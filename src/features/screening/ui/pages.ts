import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const screeningPages: readonly Page[] = [
  {
    path: '/screenings',
    words: 'screening',
    titleKey: 'page.screenings',
    navigation: { labelKey: 'page.screenings', textKey: 'page.screeningsText', icon: 'check', group: 'work' },
    access: { permission: 'case.read' },
    load: async () => (await import('./ScreeningsPage.tsx')).ScreeningsPage,
  },
  {
    path: '/screenings/new',
    words: 'screening',
    titleKey: 'page.screening',
    access: { permission: 'case.update' },
    load: async () => (await import('./InterviewPage.tsx')).NewInterviewPage,
  },
  {
    path: '/screenings/compare',
    titleKey: 'page.screeningCompare',
    access: { permission: 'screening.supervise' },
    load: async () => (await import('./ComparePage.tsx')).ComparePage,
  },
  {
    path: '/screenings/:screeningId',
    words: 'screening',
    titleKey: 'page.screening',
    access: { permission: 'case.read' },
    load: async () => (await import('./InterviewPage.tsx')).ScreeningPage,
  },
  {
    path: '/screening-lists',
    titleKey: 'page.screeningLists',
    access: { permission: 'agency.manage' },
    load: async () => (await import('./InstrumentsPage.tsx')).InstrumentsPage,
  },
];
