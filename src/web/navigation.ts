import { useT, type MessageKey } from '../kit/i18n.ts';
import type { IconName } from '../kit/icons.tsx';
import type { NavigationGroup } from '../kit/page.ts';
import { mayOpen, pages } from './pages.ts';

/** A place one may go to, with the name of the group it stands in; the daily work needs no name. */
export type Place = { to: string; label: string; text: string; icon: IconName; group: string };

const groupNames: Readonly<Record<Exclude<NavigationGroup, 'work'>, MessageKey>> = {
  figures: 'shell.figures',
  reference: 'shell.reference',
  house: 'shell.house',
};

/** The places that permissions open, in the order of the navigation; null is nobody signed in. */
export function usePlacesOpen(permissions: readonly string[] | null): readonly Place[] {
  const t = useT();
  return pages.flatMap((page) => {
    const { navigation, path } = page;
    if (!navigation || permissions === null || !mayOpen(page, permissions)) return [];
    const { labelKey, textKey, icon, group } = navigation;
    const name = group === 'work' ? '' : t(groupNames[group]);
    return [{ to: path, label: t(labelKey), text: t(textKey), icon, group: name }];
  });
}
