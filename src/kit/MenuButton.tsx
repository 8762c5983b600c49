import { Button, Menu } from '@mantine/core';
import { Icon, type IconName } from './icons.tsx';

type MenuButtonProps = {
  label: string;
  icon: IconName;
  choices: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
};

/** A small button that asks how: a few acts of one kind. */
export function MenuButton({ label, icon, choices, onChoose }: MenuButtonProps) {
  return (
    <Menu position="bottom-start" shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" leftSection={<Icon name={icon} size={16} />}>
          {label}
        </Button>
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
