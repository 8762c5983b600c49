import './popover.css';
import '@mantine/core/styles/Divider.layer.css';
import '@mantine/core/styles/Menu.layer.css';
import { Menu } from '@mantine/core';
import { Fragment, useCallback, useState } from 'react';
import { HeaderButton, type ChoiceMenuProps, type MenuChoice, type MenuGroup } from './ChoiceMenu.tsx';
import css from './frame.module.css';
import { PlainMenuButton, type MenuButtonProps } from './MenuButton.tsx';

/** The menu of a button of the header, opened as it comes. */
export function OpenedChoiceMenu(props: ChoiceMenuProps) {
  const { opened, setOpened, target } = useOpenedAtOnce();
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={270}
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <HeaderButton {...props} ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        {props.groups.map((group, index) => (
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

/** The menu of a small button, opened as it comes. */
export function OpenedMenuButton({ label, icon, choices, onChoose }: MenuButtonProps) {
  const { opened, setOpened, target } = useOpenedAtOnce();
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <PlainMenuButton label={label} icon={icon} ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label: words }) => (
          <Menu.Item key={value} onClick={() => onChoose(value)}>
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The button is a new one to the browser: the focus goes to it before the menu opens, and comes back to it after. */
function useOpenedAtOnce() {
  const [opened, setOpened] = useState(false);
  const target = useCallback((button: HTMLButtonElement | null) => {
    button?.focus();
    if (button !== null) setOpened(true);
  }, []);
  return { opened, setOpened, target };
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
