import '@mantine/core/styles/Tabs.layer.css';
import { Tabs as BaseTabs } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';

export type Tab = { key: string; label: string; content: ReactNode; count?: number };

type TabsProps = { label: string; tabs: readonly Tab[]; value: string; onChange: (key: string) => void };

/** Moves the strip of tabs alone: `scrollIntoView` would move the page with it. */
function bringIntoSight(strip: HTMLElement): void {
  const tab = strip.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
  const { left, width } = strip.getBoundingClientRect();
  if (tab) strip.scrollBy({ left: tab.left + tab.width / 2 - (left + width / 2) });
}

/** Parts of one thing, one shown at a time. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  // On a phone the list of tabs is wider than the window: the tab that is open is brought into sight.
  useEffect(() => {
    if (list.current) bringIntoSight(list.current);
  }, [value]);
  return (
    <BaseTabs value={value} onChange={(key) => key !== null && onChange(key)} keepMounted={false}>
      <BaseTabs.List ref={list} aria-label={label}>
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
