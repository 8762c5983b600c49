import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const estimatePages: readonly Page[] = [
  {
    path: '/estimates',
    titleKey: 'page.estimates',
    navigation: { labelKey: 'page.estimates', textKey: 'page.estimatesText', icon: 'estimate', group: 'figures' },
    access: { permission: 'statistics.read' },
    load: async () => (await import('./EstimatesPage.tsx')).EstimatesPage,
  },
];
