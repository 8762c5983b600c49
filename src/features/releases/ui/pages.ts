import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const releasePages: readonly Page[] = [
  {
    path: '/releases',
    titleKey: 'page.releases',
    navigation: { labelKey: 'page.releases', textKey: 'page.releasesText', icon: 'release', group: 'figures' },
    access: { permission: 'release.prepare' },
    load: async () => (await import('./ReleasesPage.tsx')).ReleasesPage,
  },
  {
    path: '/releases/new',
    titleKey: 'page.releaseNew',
    access: { permission: 'release.prepare' },
    load: async () => (await import('./NewReleasePage.tsx')).NewReleasePage,
  },
  {
    path: '/releases/:releaseId',
    titleKey: 'page.release',
    access: { permission: 'release.prepare' },
    load: async () => (await import('./ReleasePage.tsx')).ReleasePage,
  },
];
