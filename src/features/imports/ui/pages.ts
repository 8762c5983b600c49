import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const importPages: readonly Page[] = [
  {
    path: '/imports',
    titleKey: 'page.imports',
    navigation: { labelKey: 'page.imports', textKey: 'page.importsText', icon: 'import', group: 'work' },
    access: { permission: 'import.run' },
    load: async () => (await import('./ImportsPage.tsx')).ImportsPage,
  },
  {
    path: '/imports/new',
    titleKey: 'page.import',
    access: { permission: 'import.run' },
    load: async () => (await import('./NewImportPage.tsx')).NewImportPage,
  },
  {
    path: '/imports/:importId',
    titleKey: 'page.import',
    access: { permission: 'import.run' },
    load: async () => (await import('./ImportPage.tsx')).ImportPage,
  },
];
