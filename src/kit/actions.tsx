import { ActionIcon, Button as BaseButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Hint } from './Hint.tsx';
import { Icon, type IconName } from './icons.tsx';
import css from './layout.module.css';
import { wholeNumbers } from './wholeNumbers.tsx';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';

type ButtonLook = {
  children: ReactNode;
  tone?: ButtonTone;
  icon?: IconName;
  iconAtEnd?: boolean;
  small?: boolean;
  /** As wide as its column. */
  wide?: boolean;
};

type ButtonProps = ButtonLook & {
  onClick?: () => void;
  /** A button that sends the form it stands in. */
  submit?: boolean;
  disabled?: boolean;
  busy?: boolean;
};

const looks = {
  primary: { variant: 'filled' },
  secondary: { variant: 'default' },
  quiet: { variant: 'subtle' },
  danger: { variant: 'filled', color: 'red.9' },
} as const;

/** A thing to do on this page. */
export function Button({
  children,
  tone = 'secondary',
  icon,
  iconAtEnd = false,
  small = false,
  wide = false,
  onClick,
  submit = false,
  disabled = false,
  busy = false,
}: ButtonProps) {
  return (
    <BaseButton
      {...looks[tone]}
      size={small ? 'compact-sm' : 'sm'}
      fullWidth={wide}
      type={submit ? 'submit' : 'button'}
      disabled={disabled}
      loading={busy}
      {...iconSection(icon, iconAtEnd)}
      {...(onClick && { onClick })}
    >
      {children}
    </BaseButton>
  );
}

/** A link that looks like a button, for the next page of a task. */
export function ButtonLink({
  children,
  tone = 'secondary',
  icon,
  iconAtEnd = false,
  small = false,
  wide = false,
  to,
}: ButtonLook & { to: string }) {
  return (
    <BaseButton
      {...looks[tone]}
      component={Link}
      href={to}
      size={small ? 'compact-sm' : 'sm'}
      fullWidth={wide}
      {...iconSection(icon, iconAtEnd)}
    >
      {children}
    </BaseButton>
  );
}

function iconSection(icon: IconName | undefined, atEnd: boolean) {
  if (icon === undefined) return {};
  const picture = <Icon name={icon} size={16} />;
  return atEnd ? { rightSection: picture } : { leftSection: picture };
}

/** A link inside the app. */
export function TextLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link href={to} className={css.link}>
      {wholeNumbers(children)}
    </Link>
  );
}

type IconButtonProps = {
  icon: IconName;
  label: string;
  onClick: () => void;
  disabled?: boolean;
  tone?: 'quiet' | 'danger';
};

/** A button shown as a picture; its label is read out and shown as a hint. */
export function IconButton({ icon, label, onClick, disabled = false, tone = 'quiet' }: IconButtonProps) {
  const [hinted, setHinted] = useState<HTMLElement | null>(null);
  const show = ({ currentTarget }: { currentTarget: HTMLElement }) => setHinted(currentTarget);
  const hide = () => setHinted(null);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color={tone === 'danger' ? 'red.9' : 'gray.7'}
        size={34}
        aria-label={label}
        disabled={disabled}
        onClick={onClick}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
        className={css.iconButton ?? ''}
        data-tone={tone}
      >
        <Icon name={icon} />
      </ActionIcon>
      {hinted && <Hint beside={hinted} label={label} />}
    </>
  );
}
