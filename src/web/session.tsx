import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, type ReactNode } from 'react';

export type Membership = { id: string; agencyName: string; roleName: string };

/** Who is signed in, and in which of their memberships they act now. */
export type Session = {
  user: { id: string; name: string; email: string };
  membership: Membership & { permissions: string[] };
  memberships: Membership[];
  demo: boolean;
  language: string;
};

/** Asks the server who is signed in; null is nobody. */
export async function loadSession(): Promise<Session | null> {
  const reply = await fetch('/api/session', { headers: { accept: 'application/json' } });
  if (reply.status === 401) return null;
  if (!reply.ok) throw new Error(`session: ${reply.status}`);
  return (await reply.json()) as Session;
}

/** Goes on in another of the user's memberships. */
export async function chooseMembership(membershipId: string): Promise<void> {
  const reply = await fetch('/api/session/membership', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ membershipId }),
  });
  if (!reply.ok) throw new Error(`membership: ${reply.status}`);
}

/** Ends the session on the server. `keepalive` lets the request outlive the page. */
export async function signOut(): Promise<void> {
  await fetch('/api/session', { method: 'DELETE', keepalive: true });
}

type SessionState = { session: Session | null; loading: boolean; failed: boolean; retry: () => void };

const SessionContext = createContext<SessionState>({ session: null, loading: true, failed: false, retry: () => {} });
export const sessionKey = ['session'] as const;

/** Keeps the session for all pages. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const query = useQuery({ queryKey: sessionKey, queryFn: loadSession, staleTime: 60_000, retry: false });
  const state = {
    session: query.data ?? null,
    loading: query.isPending,
    failed: query.isError,
    retry: () => void query.refetch(),
  };
  return <SessionContext value={state}>{children}</SessionContext>;
}

/** The session now, or null when nobody is signed in. */
export function useSession(): Session | null {
  return use(SessionContext).session;
}

/** The session with the state of its loading; for the shell. */
export function useSessionState(): SessionState {
  return use(SessionContext);
}

/** Whether the present membership holds a permission. The server decides again on every request. */
export function useMay(permission: string): boolean {
  return useSession()?.membership.permissions.includes(permission) ?? false;
}

/** Ends the session and forgets everything this page has loaded. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await signOut();
    queries.clear();
    sessionStorage.clear();
    location.replace('/');
  };
}

/** Changes membership; what was loaded in the old one is dropped. */
export function useChooseMembership(): (membershipId: string) => Promise<void> {
  const queries = useQueryClient();
  return async (membershipId) => {
    await chooseMembership(membershipId);
    await queries.resetQueries();
  };
}
