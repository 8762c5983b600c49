import { Menu } from '@mantine/core';
import { Fragment } from 'react';
import css from './frame.module.css';
import { Icon, type IconName } from './icons.tsx';

export type MenuChoice = { value: string; label: string; description?: string; language?: string };

/** A group of a menu: one of several choices (with `value` the present one), or acts (without). */
export type MenuGroup = {
  key: string;
  label?: string;
  value?: string;
  choices: readonly MenuChoice[];
  onChoose: (value: string) => void;
};

type ChoiceMenuProps = {
  label: string;
  icon: IconName;
  title?: string;
  subtitle?: string;
  groups: readonly MenuGroup[];
};

/** A button of the header that opens a menu. */
export function ChoiceMenu({ label, icon, title, subtitle, groups }: ChoiceMenuProps) {
  return (
    <Menu position="bottom-end" width={270} shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={css.menuButton} aria-label={label}>
          <Icon name={icon} size={20} />
          {title && (
            <span className={css.menuText}>
              <span>{title}</span>
              {subtitle && <span>{subtitle}</span>}
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((group, index) => (
          <Fragment key={group.key}>
            {index > 0 && <Menu.Divider />}
            {group.label && <Menu.Label role="presentation">{group.label}</Menu.Label>}
            {group.value === undefined ? <Acts group={group} /> : <Choices group={group} />}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Choices({ group }: { group: MenuGroup }) {
  return (
    <Menu.RadioGroup value={group.value ?? null} onChange={group.onChoose}>
      {group.choices.map((choice) => (
        <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
          <ChoiceText choice={choice} />
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

function Acts({ group }: { group: MenuGroup }) {
  return group.choices.map((choice) => (
    <Menu.Item key={choice.value} onClick={() => group.onChoose(choice.value)}>
      <ChoiceText choice={choice} />
    </Menu.Item>
  ));
}

function ChoiceText({ choice }: { choice: MenuChoice }) {
  return (
    <>
      <bdi lang={choice.language}>{choice.label}</bdi>
      {choice.description && <span className={css.menuDescription}>{choice.description}</span>}
    </>
  );
}
