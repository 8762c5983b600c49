import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const personPages: readonly Page[] = [
  {
    path: '/people/:personId',
    titleKey: 'page.person',
    access: { permission: 'case.read' },
    load: async () => (await import('./PersonPage.tsx')).PersonPage,
  },
  {
    path: '/people/:personId/access-log',
    titleKey: 'page.personLog',
    access: { permission: 'access-log.read' },
    load: async () => (await import('./PersonLogPage.tsx')).PersonLogPage,
  },
];
