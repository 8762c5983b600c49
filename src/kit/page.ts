import type { ComponentType } from 'react';
import type { Permission } from '../words/access.ts';
import type { MessageKey } from './i18n.ts';
import type { IconName } from './icons.tsx';

type PageProps = { params: Readonly<Record<string, string | undefined>> };

/** Where in the navigation a place stands: the daily work, figures, what one looks up, running the house. */
export type NavigationGroup = 'work' | 'figures' | 'reference' | 'house';

/** A page of the app. A new page is one row in its feature's `ui/pages.ts`; its code is fetched when it is first opened. */
export type Page = {
  path: string;
  /** The title of the document. It says what kind of page this is and never names a person or case. */
  titleKey: MessageKey;
  /** The words and picture in the navigation and on the start page; pages without them are reached from other pages. */
  navigation?: { labelKey: MessageKey; textKey: MessageKey; icon: IconName; group: NavigationGroup };
  /** Everybody, anyone signed in, or those whose membership holds a permission (or one of several). */
  access: 'everybody' | 'signed-in' | { permission: Permission } | { anyOf: readonly Permission[] };
  /** Opens with the words that are there from the start, or with those of interviews beside; else with all of them. */
  words?: 'first' | 'screening';
  load: () => Promise<ComponentType<PageProps>>;
};
