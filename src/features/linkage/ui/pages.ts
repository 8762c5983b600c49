import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const linkagePages: readonly Page[] = [
  {
    path: '/linkage',
    titleKey: 'page.linkage',
    navigation: { labelKey: 'page.linkage', textKey: 'page.linkageText', icon: 'compare', group: 'work' },
    access: { permission: 'person.join' },
    load: async () => (await import('./LinkagePage.tsx')).LinkagePage,
  },
  {
    path: '/linkage/review',
    titleKey: 'page.linkagePair',
    access: { permission: 'person.join' },
    load: async () => (await import('./ReviewPage.tsx')).ReviewPage,
  },
  {
    path: '/linkage/runs',
    titleKey: 'page.linkageRuns',
    access: { permission: 'person.join' },
    load: async () => (await import('./RunsPage.tsx')).RunsPage,
  },
  {
    path: '/linkage/runs/:runId',
    titleKey: 'page.linkageRun',
    access: { permission: 'person.join' },
    load: async () => (await import('./RunPage.tsx')).RunPage,
  },
  {
    path: '/linkage/agreements',
    titleKey: 'page.linkageAgreements',
    navigation: {
      labelKey: 'page.linkageAgreements',
      textKey: 'page.linkageAgreementsText',
      icon: 'agreement',
      group: 'work',
    },
    access: { anyOf: ['linkage.agree', 'person.join'] },
    load: async () => (await import('./AgreementsPage.tsx')).AgreementsPage,
  },
  {
    path: '/linkage/overlap',
    titleKey: 'page.linkageOverlap',
    navigation: {
      labelKey: 'page.linkageOverlap',
      textKey: 'page.linkageOverlapText',
      icon: 'overlap',
      group: 'figures',
    },
    access: { permission: 'statistics.read' },
    load: async () => (await import('./OverlapPage.tsx')).OverlapPage,
  },
];
