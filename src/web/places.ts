import { useSession } from '../features/accounts/ui/session.tsx';
import type { MessageKey } from '../kit/i18n.ts';
import { mayOpen, pages } from './pages.ts';

type Place = { key: string; path: string; labelKey: MessageKey };

/** Places to go to: `g` and a letter. */
const places: readonly Place[] = [
  { key: 'h', path: '/', labelKey: 'page.home' },
  { key: 'c', path: '/cases', labelKey: 'page.cases' },
  { key: 'i', path: '/imports', labelKey: 'page.imports' },
  { key: 's', path: '/statistics', labelKey: 'page.statistics' },
  { key: 'u', path: '/users', labelKey: 'page.users' },
  { key: 'a', path: '/audit', labelKey: 'page.audit' },
  { key: 'v', path: '/vocabulary', labelKey: 'page.vocabulary' },
];

/** The places a reader may go to by keys. */
export function usePlaces(): readonly Place[] {
  const permissions = useSession()?.membership?.permissions ?? null;
  return places.filter(({ path }) => pages.some((page) => page.path === path && mayOpen(page, permissions)));
}
