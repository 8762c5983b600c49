import { Button } from '@mantine/core';
import { lazy, Suspense, useState, type Ref } from 'react';
import { Icon, type IconName } from './icons.tsx';

const OpenedMenu = lazy(async () => ({ default: (await import('./OpenedMenu.tsx')).OpenedMenuButton }));

export type MenuButtonProps = {
  label: string;
  icon: IconName;
  choices: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
};

/** A small button that asks how: a few acts of one kind. What draws the menu comes when it is first opened. */
export function MenuButton(props: MenuButtonProps) {
  const [isAsked, setAsked] = useState(false);
  const { label, icon } = props;
  const button = (
    <PlainMenuButton
      label={label}
      icon={icon}
      aria-haspopup="menu"
      aria-expanded={isAsked}
      onClick={() => setAsked(true)}
    />
  );
  if (!isAsked) return button;
  return (
    <Suspense fallback={button}>
      <OpenedMenu {...props} />
    </Suspense>
  );
}

/** The button itself; takes what a menu hangs on it. */
export function PlainMenuButton({
  label,
  icon,
  ...more
}: Pick<MenuButtonProps, 'label' | 'icon'> & {
  ref?: Ref<HTMLButtonElement>;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  onClick?: () => void;
}) {
  return (
    <Button {...more} type="button" variant="default" size="compact-sm" leftSection={<Icon name={icon} size={16} />}>
      {label}
    </Button>
  );
}
