const key = 'palermo.place';

/** Keeps the page somebody asked for while they sign in. Paths hold ids only; the tab forgets them when it closes. */
export function keepPlaceAskedFor(path: string): void {
  if (path !== '/') sessionStorage.setItem(key, path);
}

/** The page that was asked for before signing in; else the start. Only places inside this app count. */
export function placeAskedFor(): string {
  const path = sessionStorage.getItem(key);
  return path !== null && /^\/(?!\/)/.test(path) ? path : '/';
}

/** Called once a page is shown to somebody who is signed in. */
export function forgetPlaceAskedFor(): void {
  sessionStorage.removeItem(key);
}

/** The secret behind the `#` of a one-time link. It is taken out of the address bar and the history at once. */
export function takeLinkToken(kept: string): string | null {
  const fresh = location.hash.slice(1);
  if (fresh !== '') {
    sessionStorage.setItem(kept, fresh);
    history.replaceState(history.state, '', location.pathname);
  }
  return sessionStorage.getItem(kept);
}
