import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import css from './frame.module.css';
import { useT } from './i18n.ts';
import { Icon, type IconName } from './icons.tsx';

const SideDrawer = lazy(async () => ({ default: (await import('./SideDrawer.tsx')).SideDrawer }));

/** A place in the navigation. Places of one group stand together under its name. */
export type NavigationItem = { to: string; label: string; icon: IconName; group?: string };

type AppFrameProps = {
  productName: string;
  navigation: readonly NavigationItem[];
  /** A line above everything, such as "invented data". */
  banner?: ReactNode;
  /** Leaves the app at once; first in the header so that it is always in reach. */
  quickExit?: ReactNode;
  /** The search box, in the middle of the header. */
  search?: ReactNode;
  /** A line under the header, such as how what is written is kept with no network. */
  status?: ReactNode;
  /** Menus at the end of the header. */
  menus?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: skip link, banner, header, state of the line, navigation, main content. */
export function AppFrame({
  productName,
  navigation,
  banner,
  quickExit,
  search,
  status,
  menus,
  children,
}: AppFrameProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  if (open && !wasOpen) setWasOpen(true);
  const hasNavigation = navigation.length > 0;
  return (
    <div className={css.frame}>
      <a href="#main" className={css.skip}>
        {t('frame.skip')}
      </a>
      <header className={css.top}>
        {banner && <div className={css.banner}>{banner}</div>}
        <div className={css.header} data-kit-no-print>
          {hasNavigation && (
            <button type="button" className={css.burger} aria-label={t('frame.openMenu')} onClick={() => setOpen(true)}>
              <Icon name="menu" size={22} />
            </button>
          )}
          <Link href="/" className={css.brand}>
            <span className={css.mark} aria-hidden="true" />
            {productName}
          </Link>
          {search}
          <div className={css.tools}>
            {menus}
            <span data-kit-quick-exit>{quickExit}</span>
          </div>
        </div>
        {status && <div data-kit-no-print>{status}</div>}
      </header>
      <div className={css.body} data-navigation={hasNavigation || undefined}>
        {hasNavigation && (
          <nav className={css.side} aria-label={t('frame.navigation')} data-kit-no-print>
            <NavigationList items={navigation} />
          </nav>
        )}
        <main id="main" tabIndex={-1} className={css.main}>
          {children}
        </main>
      </div>
      {hasNavigation && wasOpen && (
        <Suspense fallback={null}>
          <SideDrawer open={open} onClose={() => setOpen(false)} title={productName}>
            <nav aria-label={t('frame.navigation')}>
              <NavigationList items={navigation} onChoose={() => setOpen(false)} />
            </nav>
          </SideDrawer>
        </Suspense>
      )}
    </div>
  );
}

function NavigationList({ items, onChoose }: { items: readonly NavigationItem[]; onChoose?: () => void }) {
  const [location] = useLocation();
  const current = currentPlace(items, location);
  const groups = Map.groupBy(items, ({ group }) => group ?? '');
  return [...groups].map(([group, places]) => (
    <div key={group} className={css.navigationGroup}>
      {group !== '' && <p aria-hidden="true">{group}</p>}
      <ul className={css.navigation} aria-label={group === '' ? undefined : group}>
        {places.map(({ to, label, icon }) => (
          <li key={to}>
            <Link href={to} aria-current={to === current ? 'page' : undefined} onClick={() => onChoose?.()}>
              <Icon name={icon} />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}

/** The place the reader is in: of two that hold the address, the one that says more of it. */
function currentPlace(items: readonly NavigationItem[], location: string): string | undefined {
  return items
    .map(({ to }) => to)
    .filter((to) => location === to || (to !== '/' && location.startsWith(`${to}/`)))
    .toSorted((one, other) => other.length - one.length)[0];
}
