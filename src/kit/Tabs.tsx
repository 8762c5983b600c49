import '@mantine/core/styles/Tabs.layer.css';
import { Tabs as BaseTabs } from '@mantine/core';
import type { ReactNode } from 'react';

export type Tab = { key: string; label: string; content: ReactNode; count?: number };

type TabsProps = { label: string; tabs: readonly Tab[]; value: string; onChange: (key: string) => void };

/** Parts of one thing, one shown at a time. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <BaseTabs value={value} onChange={(key) => key !== null && onChange(key)} keepMounted={false}>
      <BaseTabs.List aria-label={label}>
        {tabs.map((tab) => (
          <BaseTabs.Tab key={tab.key} value={tab.key}>
            {tab.count === undefined ? tab.label : `${tab.label} (${tab.count})`}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.key} value={tab.key} pt="md">
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs>
  );
}
