import { createClient, type Client, type Transport } from '../client/index.ts';
import type { Offline } from '../client/offline/contract.ts';
import { createOffline } from '../client/offline/offline.ts';
import type { Debt, VaultRecord, VaultShelf } from '../client/offline/vault.ts';

/** Carries a request to the server this page came from. The cookie goes along, and to nobody else. */
const browserTransport: Transport = async ({ method, path, headers, body }) =>
  fetch(path, {
    method,
    headers: { accept: 'application/json', ...headers },
    credentials: 'same-origin',
    redirect: 'error',
    // The end of a session outlives the page that asks for it.
    keepalive: method === 'DELETE' && path === '/api/session',
    ...(body !== undefined && { body: body as BodyInit }),
  });

const wire: Client = createClient(browserTransport, newKey);
const kept = 'palermo.devices';
const owed = 'palermo.owed';
const shelf: VaultShelf = {
  read: () => JSON.parse(localStorage.getItem(kept) ?? '[]') as VaultRecord[],
  write: (records) => localStorage.setItem(kept, JSON.stringify(records)),
  owed: () => localStorage.getItem(owed) as Debt | null,
  owe: (what) => (what === null ? localStorage.removeItem(owed) : localStorage.setItem(owed, what)),
};

/** The web app's work with no network, whose client is the one the pages call. */
export const offline: Offline = createOffline(
  wire,
  shelf,
  window.isSecureContext && 'indexedDB' in window && 'serviceWorker' in navigator,
);

/** `crypto.randomUUID` is there on secure origins only, and a first look may be over plain HTTP in an office. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
