import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const officialPages: readonly Page[] = [
  {
    path: '/official',
    titleKey: 'page.official',
    navigation: { labelKey: 'page.official', textKey: 'page.officialText', icon: 'signed', group: 'figures' },
    access: { permission: 'statistics.read' },
    load: async () => (await import('./OfficialPage.tsx')).OfficialPage,
  },
  {
    path: '/official/records',
    titleKey: 'page.officialRecords',
    access: { permission: 'case.read' },
    load: async () => (await import('./RecordsPage.tsx')).RecordsPage,
  },
  {
    path: '/official/releases/:officialId',
    titleKey: 'page.officialRelease',
    access: { permission: 'statistics.read' },
    load: async () => (await import('./ReleasePage.tsx')).ReleasePage,
  },
];
