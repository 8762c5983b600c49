import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { Offline } from './contract.ts';
import type { OfflineState } from './state.ts';

const OfflineContext = createContext<Offline | null>(null);

/** Lends the pages the work with no network. */
export function OfflineProvider({ offline, children }: { offline: Offline; children: ReactNode }) {
  return <OfflineContext value={offline}>{children}</OfflineContext>;
}

/** What takes along, sends and decides. */
export function useOffline(): Offline {
  const offline = use(OfflineContext);
  if (offline === null) throw new Error('A page needs an OfflineProvider around it.');
  return offline;
}

/** How this browser stands to the network and its copy, now. */
export function useOfflineState(): OfflineState {
  const { state } = useOffline();
  return useSyncExternalStore(state.subscribe, state.get);
}
