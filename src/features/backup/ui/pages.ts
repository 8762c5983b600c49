import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const backupPages: readonly Page[] = [
  {
    path: '/backup',
    titleKey: 'page.backup',
    navigation: { labelKey: 'page.backup', textKey: 'page.backupText', icon: 'backup', group: 'house' },
    access: { permission: 'backup.run' },
    load: async () => (await import('./BackupPage.tsx')).BackupPage,
  },
];
