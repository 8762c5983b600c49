import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const devicePages: readonly Page[] = [
  {
    path: '/devices',
    titleKey: 'page.devices',
    navigation: { labelKey: 'page.devices', textKey: 'page.devicesText', icon: 'device', group: 'house' },
    access: { anyOf: ['user.manage', 'agency.manage'] },
    load: async () => (await import('./DevicesPage.tsx')).DevicesPage,
  },
  {
    path: '/outbox',
    words: 'first',
    titleKey: 'page.outbox',
    access: 'signed-in',
    load: async () => (await import('./OutboxPage.tsx')).OutboxPage,
  },
];
