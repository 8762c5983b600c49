import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const libraryPages: readonly Page[] = [
  {
    path: '/library',
    titleKey: 'page.library',
    navigation: { labelKey: 'page.library', textKey: 'page.libraryText', icon: 'library', group: 'figures' },
    access: { permission: 'series.read' },
    load: async () => (await import('./LibraryPage.tsx')).LibraryPage,
  },
  {
    path: '/library/:source',
    titleKey: 'page.library',
    access: { permission: 'series.read' },
    load: async () => (await import('./LibrarySourcePage.tsx')).LibrarySourcePage,
  },
];
