import { lazy, Suspense, useState, type Ref } from 'react';
import css from './frame.module.css';
import { Icon, type IconName } from './icons.tsx';

const OpenedMenu = lazy(async () => ({ default: (await import('./OpenedMenu.tsx')).OpenedChoiceMenu }));

export type MenuChoice = { value: string; label: string; description?: string; language?: string };

/** A group of a menu: one of several choices (with `value` the present one), or acts (without). */
export type MenuGroup = {
  key: string;
  label?: string;
  value?: string;
  choices: readonly MenuChoice[];
  onChoose: (value: string) => void;
};

type HeaderButtonProps = { label: string; icon: IconName; title?: string; subtitle?: string };
export type ChoiceMenuProps = HeaderButtonProps & { groups: readonly MenuGroup[] };

/** A button of the header that opens a menu. What draws the menu comes when it is first opened. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  const [isAsked, setAsked] = useState(false);
  const button = (
    <HeaderButton {...props} aria-haspopup="menu" aria-expanded={isAsked} onClick={() => setAsked(true)} />
  );
  if (!isAsked) return button;
  return (
    <Suspense fallback={button}>
      <OpenedMenu {...props} />
    </Suspense>
  );
}

/** The button itself; takes what a menu hangs on it. */
export function HeaderButton({
  label,
  icon,
  title,
  subtitle,
  groups: _groups,
  ref,
  ...more
}: HeaderButtonProps & { groups?: unknown; ref?: Ref<HTMLButtonElement> } & React.ComponentProps<'button'>) {
  return (
    <button {...more} ref={ref} type="button" className={css.menuButton} aria-label={label}>
      <Icon name={icon} size={20} />
      {title && (
        <span className={css.menuText}>
          <span>{title}</span>
          {subtitle && <span>{subtitle}</span>}
        </span>
      )}
    </button>
  );
}
