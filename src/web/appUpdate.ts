import { useSyncExternalStore } from 'react';
import { firstQuiet } from './quiet.ts';

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

/** Keeps the app on the device, once the first page has had the line to itself, and notices a newer version. */
export function keepApp(): void {
  if (!('serviceWorker' in navigator) || !window.isSecureContext || import.meta.env.DEV) return;
  const register = async (): Promise<void> => {
    const registration = await navigator.serviceWorker.register('/service-worker.js');
    const look = (): void => {
      if (registration.waiting && navigator.serviceWorker.controller) {
        waiting = registration.waiting;
        for (const listener of listeners) listener();
      }
    };
    look();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  };
  void firstQuiet.then(register).catch(() => undefined);
}

/** Whether a newer version waits, and the function that takes it and opens the page anew. */
export function useAppUpdate(): (() => void) | null {
  const worker = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
  if (worker === null) return null;
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    worker.postMessage('use the new version');
  };
}
