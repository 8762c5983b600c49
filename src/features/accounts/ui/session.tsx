import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { Redirect, useLocation } from 'wouter';
import { CallProblem, type Client } from '../../../client/index.ts';
import { useClient } from '../../../client/hooks.tsx';
import { forgetDrafts } from '../../../client/drafts.ts';
import { finishWork, tellOtherWindows } from '../../../client/windows.ts';
import { chooseLanguage, hasChosenLanguage, isLanguage } from '../../../kit/i18n.ts';
import type { Permission } from '../../../words/access.ts';
import type { SessionOutput } from '../schema.ts';
import { placeAskedFor } from './arrival.ts';

/** Who is signed in, in which of their memberships they act now, and what is still to come. */
export type Session = SessionOutput;
export type Standing = Session['standing'];

/** A sign-in that ended under the person's hands: what is still to be shown before the page goes on as it was. */
export type Ended = 'sign-in' | 'second-factor';

type SessionState = {
  session: Session | null;
  loading: boolean;
  problem: Error | null;
  ended: Ended | null;
  retry: () => void;
};

const SessionContext = createContext<SessionState>({
  session: null,
  loading: true,
  problem: null,
  ended: null,
  retry: () => {},
});
const sessionKey = ['session.open', {}] as const;

/** Keeps the session for all pages. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const query = useQuery({
    queryKey: sessionKey,
    queryFn: () => loadSession(client),
    staleTime: 60_000,
    retry: false,
  });
  const language = query.data?.user.language;
  useEffect(() => {
    if (language !== undefined && isLanguage(language) && !hasChosenLanguage()) void chooseLanguage(language);
  }, [language]);
  const { held, ended } = useHeld(query.data);
  const state = {
    // What was begun on the page stays in its memory behind the lock, as it does when a screen was left alone.
    session: held !== null && ended !== null ? { ...held, standing: 'locked' as const } : (query.data ?? null),
    loading: query.isPending,
    problem: query.error,
    ended,
    retry: () => void query.refetch(),
  };
  return <SessionContext value={state}>{children}</SessionContext>;
}

function endOf(found: Session | null | undefined): Ended | null {
  if (found === null) return 'sign-in';
  return found?.standing === 'second-factor-needed' ? 'second-factor' : null;
}

/** The last complete session of this window, and how it ended if it did. Whoever leaves by choice leaves the page too. */
function useHeld(found: Session | null | undefined): { held: Session | null; ended: Ended | null } {
  const [held, setHeld] = useState<Session | null>(null);
  const queries = useQueryClient();
  if (found?.standing === 'full' && found !== held) setHeld(found);
  const ended = held === null ? null : endOf(found);
  const isEnded = ended !== null;
  useEffect(() => {
    if (!isEnded) return;
    // Signed in again, here or in another window: what failed meanwhile is read anew.
    return () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
  }, [isEnded, queries]);
  return { held, ended };
}

/** Whose words and readings are in the memory of this page. */
let personHere: string | null = null;

/** Another person signed in, here or in another window of the browser: nothing of the one before may stay in memory. */
function beginAnew(): Promise<never> {
  location.reload();
  return new Promise(() => undefined);
}

/** Nobody being signed in is an answer, not a failure. */
async function loadSession(client: Client): Promise<Session | null> {
  try {
    const session = await client.call('session.open', {});
    if (personHere !== null && personHere !== session.user.id) return await beginAnew();
    personHere = session.user.id;
    return session;
  } catch (problem) {
    if (problem instanceof CallProblem && problem.code === 'not-signed-in') return null;
    throw problem;
  }
}

/** Asks the server again who is signed in, after it refused something for want of a complete sign-in. */
export function noticeSignedOut(queries: QueryClient, problem: unknown): void {
  const codes: readonly string[] = [
    'not-signed-in',
    'session-locked',
    'second-factor-needed',
    'second-factor-enrolment-needed',
  ];
  if (problem instanceof CallProblem && codes.includes(problem.code)) {
    void queries.invalidateQueries({ queryKey: sessionKey });
  }
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
export function useMay(permission: Permission): boolean {
  return useSession()?.membership?.permissions.includes(permission) ?? false;
}

/** The page on which a sign-in goes on that has come this far; null when it is complete. */
export function nextStep(standing: Standing): string | null {
  if (standing === 'second-factor-needed') return '/second-factor';
  return standing === 'enrolment-needed' ? '/enrolment' : null;
}

/** Asks anew who is signed in, after a step of signing in or a change of membership, and forgets what was read before. */
export function useRenewSession(): () => Promise<void> {
  const queries = useQueryClient();
  const client = useClient();
  return async () => {
    queries.setQueryData(sessionKey, await loadSession(client));
    const others = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== sessionKey[0] };
    queries.removeQueries({ type: 'inactive', ...others });
    void queries.resetQueries({ type: 'active', ...others });
  };
}

/** Leads on from a page of signing in: to the step that is still to come, or to the page that was asked for. */
export function Onward({ standing }: { standing: Standing }) {
  return <Redirect to={nextStep(standing) ?? placeAskedFor()} replace />;
}

/** Ends the session on the server, at the next start where there is no line now; the request outlives the page. */
export function endSession(client: Client): Promise<void> {
  return client.call('session.sign-out', {}).then(
    () => undefined,
    (problem: unknown) => {
      if (problem instanceof CallProblem && problem.code !== 'not-signed-in') throw problem;
    },
  );
}

/** Ends the session and forgets everything this page has loaded. */
export function useSignOut(): () => Promise<void> {
  const client = useClient();
  return async () => {
    await finishWork();
    await endSession(client);
    tellOtherWindows('signed out');
    sessionStorage.clear();
    forgetDrafts();
    location.replace('/sign-in');
  };
}

/** Goes on in another of the person's memberships; what was loaded in the old one is dropped. */
export function useChooseMembership(): (membershipId: string) => Promise<void> {
  const client = useClient();
  const renew = useRenewSession();
  const [, navigate] = useLocation();
  return async (membershipId) => {
    await finishWork();
    await client.call('session.membership', { membershipId });
    navigate('/');
    await renew();
  };
}
