import { useState } from 'react';
import type { TourStep } from '../kit/Tour.tsx';
import { useOptionalT, useT } from '../kit/i18n.ts';
import type { Permission } from '../words/access.ts';

type Stop = { key: string; permission: Permission | null; target?: string };

/** Where a tour may stop; each role sees the stops its permissions open, after words of its own. */
const stops: readonly Stop[] = [
  { key: 'search', permission: 'case.read', target: 'header search' },
  { key: 'cases', permission: 'case.read', target: 'nav a[href="/cases"]' },
  { key: 'create', permission: 'case.create', target: 'nav a[href="/cases"]' },
  { key: 'imports', permission: 'import.run', target: 'nav a[href="/imports"]' },
  { key: 'statistics', permission: 'statistics.read', target: 'nav a[href="/statistics"]' },
  { key: 'retention', permission: 'case.erase', target: 'nav a[href="/retention"]' },
  { key: 'users', permission: 'user.manage', target: 'nav a[href="/users"]' },
  { key: 'forms', permission: 'agency.manage', target: 'nav a[href="/forms"]' },
  { key: 'audit', permission: 'audit.read', target: 'nav a[href="/audit"]' },
  { key: 'health', permission: 'node.manage', target: 'nav a[href="/health"]' },
  { key: 'words', permission: null, target: 'nav a[href="/vocabulary"]' },
  { key: 'exit', permission: null, target: '[data-kit-quick-exit]' },
  { key: 'help', permission: null, target: 'nav a[href="/help"]' },
];

/** The steps of the tour for a role: first what the role is here for, then the places it goes. */
export function useTourSteps(roleCode: string, permissions: readonly string[]): readonly TourStep[] {
  const t = useT();
  const optional = useOptionalT();
  return [
    { key: 'welcome', title: t('tour.welcome'), text: optional(`code.tourRole.${roleCode}`) ?? t('tour.anyRole') },
    ...stops
      .filter(({ permission }) => permission === null || permissions.includes(permission))
      .map(({ key, target }) => ({
        key,
        title: t(`code.tourTitle.${key}`),
        text: t(`code.tourText.${key}`),
        ...(target !== undefined && { target }),
      })),
  ];
}

const seenKey = (roleCode: string): string => `palermo.tour.${roleCode}`;

/** Whether this device's reader has seen or declined the tour of a role, and how to say so. */
export function useTourSeen(roleCode: string): [boolean, () => void] {
  const [declined, setDeclined] = useState<string | null>(null);
  return [
    declined === roleCode || localStorage.getItem(seenKey(roleCode)) !== null,
    () => {
      localStorage.setItem(seenKey(roleCode), 'seen');
      setDeclined(roleCode);
    },
  ];
}
