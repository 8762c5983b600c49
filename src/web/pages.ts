import type { ComponentType } from 'react';
import type { MessageKey } from '../kit/i18n.ts';
import type { IconName } from '../kit/icons.tsx';

type PageProps = { params: Readonly<Record<string, string | undefined>> };

/** A page of the app. A new page is one row here; its code is fetched when it is first opened. */
export type Page = {
  path: string;
  /** The title of the document. It says what kind of page this is and never names a person or case. */
  titleKey: MessageKey;
  /** The words and picture in the navigation; pages without them are reached from other pages. */
  navigation?: { labelKey: MessageKey; icon: IconName };
  /** Everybody, anyone signed in, or those whose membership holds a permission. */
  access: 'everybody' | 'signed-in' | { permission: string };
  load: () => Promise<ComponentType<PageProps>>;
};

export const pages: readonly Page[] = [
  {
    path: '/',
    titleKey: 'page.home',
    navigation: { labelKey: 'page.home', icon: 'home' },
    access: 'signed-in',
    load: async () => (await import('./HomePage.tsx')).HomePage,
  },
  {
    path: '/kit',
    titleKey: 'page.kit',
    access: 'everybody',
    load: async () => (await import('./kitPage/KitPage.tsx')).KitPage,
  },
];

/** Whether a page may be offered to somebody with these permissions; null is nobody signed in. */
export function mayOpen(page: Page, permissions: readonly string[] | null): boolean {
  if (page.access === 'everybody') return true;
  if (permissions === null) return false;
  return page.access === 'signed-in' || permissions.includes(page.access.permission);
}
