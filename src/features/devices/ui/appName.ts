import { useSyncExternalStore } from 'react';

/** Under which name the app is installed: its own, or one that says nothing of what it is. */
export const appNames = ['own', 'neutral'] as const;
const saved = 'palermo.appName';
const manifests: Readonly<Record<string, string>> = { own: '/manifest.webmanifest', neutral: '/notes.webmanifest' };
const listeners = new Set<() => void>();

const appName = (): string => localStorage.getItem(saved) ?? 'own';

/** Points the page at the manifest of the chosen name. */
export function showAppName(): void {
  const link = document.querySelector('link[rel="manifest"]');
  link?.setAttribute('href', manifests[appName()] ?? '/manifest.webmanifest');
}

/** Keeps the choice on this device. */
export function chooseAppName(name: string): void {
  localStorage.setItem(saved, name);
  showAppName();
  for (const listener of listeners) listener();
}

/** The name chosen on this device. */
export const useAppName = (): string =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, appName);
