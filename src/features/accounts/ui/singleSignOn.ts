import type { Client } from '../../../client/index.ts';

const key = 'palermo.oidc-flow';

/** Sends the browser to the identity provider. Only this tab keeps the flow, so no other page can end it. */
export async function startSingleSignOn(client: Client): Promise<void> {
  const { url, flow } = await client.call('session.oidc.start', {});
  sessionStorage.setItem(key, flow);
  location.assign(url);
}

/** Ends single sign-on with what the provider sent; its words are taken out of the address bar at once. */
export async function finishSingleSignOn(client: Client): Promise<boolean> {
  const flow = sessionStorage.getItem(key);
  const parameters = location.search.slice(1);
  sessionStorage.removeItem(key);
  history.replaceState(history.state, '', location.pathname);
  if (flow === null || parameters === '') return false;
  await client.call('session.oidc', { flow, parameters });
  return true;
}
