import type { Page } from '../kit/page.ts';

/** Where everybody starts. */
export const startPages: readonly Page[] = [
  {
    path: '/',
    words: 'first',
    titleKey: 'page.home',
    navigation: { labelKey: 'page.home', textKey: 'page.home', icon: 'home', group: 'work' },
    access: 'signed-in',
    load: async () => (await import('./HomePage.tsx')).HomePage,
  },
];

/** What belongs to no feature: help, and the design kit. */
export const shellPages: readonly Page[] = [
  {
    path: '/help',
    titleKey: 'page.help',
    navigation: { labelKey: 'page.help', textKey: 'page.helpText', icon: 'help', group: 'reference' },
    access: 'everybody',
    load: async () => (await import('./HelpPage.tsx')).HelpPage,
  },
  {
    path: '/kit',
    titleKey: 'page.kit',
    access: 'everybody',
    load: async () => (await import('./kitPage/KitPage.tsx')).KitPage,
  },
];
