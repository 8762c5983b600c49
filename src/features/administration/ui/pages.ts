import type { Page } from '../../../kit/page.ts';

/** The pages of this feature, in the order in which they are offered. */
export const administrationPages: readonly Page[] = [
  {
    path: '/users',
    titleKey: 'page.users',
    navigation: { labelKey: 'page.users', textKey: 'page.usersText', icon: 'people', group: 'house' },
    access: { permission: 'user.read' },
    load: async () => (await import('./UsersPage.tsx')).UsersPage,
  },
  {
    path: '/users/:userId',
    titleKey: 'page.user',
    access: { permission: 'user.read' },
    load: async () => (await import('./UserPage.tsx')).UserPage,
  },
  {
    path: '/roles',
    titleKey: 'page.roles',
    navigation: { labelKey: 'page.roles', textKey: 'page.rolesText', icon: 'roles', group: 'house' },
    access: { permission: 'user.read' },
    load: async () => (await import('./RolesPage.tsx')).RolesPage,
  },
  {
    path: '/agencies',
    titleKey: 'page.agencies',
    navigation: { labelKey: 'page.agencies', textKey: 'page.agenciesText', icon: 'agencies', group: 'house' },
    access: { permission: 'agency.manage' },
    load: async () => (await import('./AgenciesPage.tsx')).AgenciesPage,
  },
];
