import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const statisticsPages: readonly Page[] = [
  {
    path: '/statistics',
    titleKey: 'page.statistics',
    navigation: { labelKey: 'page.statistics', textKey: 'page.statisticsText', icon: 'chart', group: 'figures' },
    access: { anyOf: ['statistics.read', 'series.read'] },
    load: async () => (await import('./StatisticsPage.tsx')).StatisticsPage,
  },
];
