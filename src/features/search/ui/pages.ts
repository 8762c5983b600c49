import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const searchPages: readonly Page[] = [
  {
    path: '/find',
    titleKey: 'page.find',
    navigation: { labelKey: 'page.find', textKey: 'page.findText', icon: 'search', group: 'work' },
    access: { permission: 'case.read' },
    load: async () => (await import('./FindPage.tsx')).FindPage,
  },
];
