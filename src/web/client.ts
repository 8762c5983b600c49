import { createClient, type Client, type Transport } from '../client/index.ts';

/** Carries a request to the server this page came from. The cookie goes along, and to nobody else. */
const browserTransport: Transport = async ({ method, path, headers, body }) =>
  fetch(path, {
    method,
    headers: { accept: 'application/json', ...headers },
    credentials: 'same-origin',
    redirect: 'error',
    ...(body !== undefined && { body: body as BodyInit }),
  });

/** The client of the web app. */
export const browserClient: Client = createClient(browserTransport, newKey);

/** `crypto.randomUUID` is there on secure origins only, and a first look may be over plain HTTP in an office. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
