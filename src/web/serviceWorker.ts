// Runs in the browser beside the pages: keeps the app itself, so that it opens with no network. It never touches what
// the API answers. The build puts the list of files and a name for this version before it.

/** What the build says: the files of the app's pages, and a name that changes with any of them. */
declare const precache: { readonly version: string; readonly files: readonly string[] };

/** The little of a service worker's scope that is used here; its own types clash with those of a page. */
interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(kind: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = self as unknown as WorkerScope;
const current = `palermo-app-${precache.version}`;
const shell = '/index.html';

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('message', ({ data }) => {
  if (data === 'use the new version') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.location.origin || /^\/(api|public)(\/|$)/.test(pathname)) return;
  if (mode === 'navigate' && !pathname.includes('.')) event.respondWith(kept(new Request(shell)));
  else if (pathname.startsWith('/assets/') || pathname.startsWith('/icons/')) event.respondWith(kept(event.request));
});

/** One file after another, so that a thin line is left to the page. */
async function install(): Promise<void> {
  const cache = await caches.open(current);
  for (const file of precache.files) {
    if (await cache.match(file)) continue;
    // Files under assets/ never change under their name: what an earlier version kept is as good.
    const known = file.startsWith('/assets/') ? await caches.match(file) : undefined;
    const answer = known ?? (await fetch(file, file === shell ? { cache: 'reload' } : {}));
    if (!answer.ok) throw new Error(`${file} answered ${answer.status}`);
    await cache.put(file, answer);
  }
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('palermo-app-') && name !== current);
  await Promise.all(old.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

/** A file of the app, kept here from the first time on. */
async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(current);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).pathname.startsWith('/assets/')) await cache.put(request, answer.clone());
  return answer;
}
