import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const healthPages: readonly Page[] = [
  {
    path: '/health',
    titleKey: 'page.health',
    navigation: { labelKey: 'page.health', textKey: 'page.healthText', icon: 'health', group: 'house' },
    access: { permission: 'node.manage' },
    load: async () => (await import('./HealthPage.tsx')).HealthPage,
  },
];
