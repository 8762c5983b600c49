import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import css from './frame.module.css';
import { useT } from './i18n.ts';
import { Icon, type IconName } from './icons.tsx';

const SideDrawer = lazy(async () => ({ default: (await import('./SideDrawer.tsx')).SideDrawer }));

export type NavigationItem = { to: string; label: string; icon: IconName };

type AppFrameProps = {
  productName: string;
  navigation: readonly NavigationItem[];
  /** A line above everything, such as "invented data". */
  banner?: ReactNode;
  /** Leaves the app at once; first in the header so that it is always in reach. */
  quickExit?: ReactNode;
  /** The search box, in the middle of the header. */
  search?: ReactNode;
  /** Menus at the end of the header. */
  menus?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: skip link, banner, header, navigation, main content. */
export function AppFrame({ productName, navigation, banner, quickExit, search, menus, children }: AppFrameProps) {
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
  return (
    <ul className={css.navigation}>
      {items.map(({ to, label, icon }) => (
        <li key={to}>
          <Link href={to} aria-current={isCurrent(to, location) ? 'page' : undefined} onClick={() => onChoose?.()}>
            <Icon name={icon} />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function isCurrent(to: string, location: string): boolean {
  return to === '/' ? location === '/' : location === to || location.startsWith(`${to}/`);
}
