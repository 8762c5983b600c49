import type { Client } from '../../../client/index.ts';

type Challenge = { challengeId: string; options: Record<string, unknown> };
type Answer = { challengeId: string; response: never };

/** Whether this browser can hold or ask for passkeys here: it does so on secure origins only. */
export const passkeysPossible = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window;

/** The person closed the browser's window or took too long; that is no failure of ours. */
export const wasCalledOff = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');

/** Asks the browser for a passkey; the library is fetched only now. */
async function show({ challengeId, options }: Challenge): Promise<Answer> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const response = await startAuthentication({ optionsJSON: options as never });
  return { challengeId, response: response as never };
}

/** Signs in with a passkey alone. */
export async function signInWithPasskey(client: Client): Promise<void> {
  await client.call('session.passkey', await show(await client.call('session.passkey.start', {})));
}

/** Shows a passkey as the second factor. */
export async function showPasskey(client: Client): Promise<void> {
  await client.call(
    'session.second-factor.passkey',
    await show(await client.call('session.second-factor.passkey.start', {})),
  );
}

/** Makes a new passkey; answers with recovery codes when it is the first factor, none otherwise. */
export async function addPasskey(client: Client, name: string): Promise<readonly string[]> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { challengeId, options } = await client.call('account.passkeys.start', {});
  const response = await startRegistration({ optionsJSON: options as never });
  const added = await client.call('account.passkeys.add', { challengeId, name, response: response as never });
  return added.recoveryCodes;
}
