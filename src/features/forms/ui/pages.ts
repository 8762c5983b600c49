import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const formPages: readonly Page[] = [
  {
    path: '/forms',
    titleKey: 'page.forms',
    navigation: { labelKey: 'page.forms', textKey: 'page.formsText', icon: 'forms', group: 'house' },
    access: { permission: 'agency.manage' },
    load: async () => (await import('./FormsPage.tsx')).FormsPage,
  },
];
