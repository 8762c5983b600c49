import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const auditPages: readonly Page[] = [
  {
    path: '/audit',
    titleKey: 'page.audit',
    navigation: { labelKey: 'page.audit', textKey: 'page.auditText', icon: 'audit', group: 'house' },
    access: { anyOf: ['audit.read', 'audit.verify'] },
    load: async () => (await import('./AuditPage.tsx')).AuditPage,
  },
];
