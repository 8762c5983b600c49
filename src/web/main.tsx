import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CallProblem } from '../client/index.ts';
import { ClientProvider } from '../client/hooks.tsx';
import { noticeSignedOut, SessionProvider } from '../features/accounts/ui/session.tsx';
import { startTranslations } from '../kit/i18n.ts';
import { KitProvider } from '../kit/KitProvider.tsx';
import { App } from './App.tsx';
import { browserClient } from './client.ts';

const notice = (problem: unknown): void => noticeSignedOut(queries, problem);
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: { queries: { retry: retryOnce, refetchOnWindowFocus: false, staleTime: 10_000 } },
});

/** What the server refused it refuses again; a lost connection or a busy database may be different a moment later. */
function retryOnce(failures: number, problem: unknown): boolean {
  return failures < 1 && !(problem instanceof CallProblem && problem.status < 500);
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await startTranslations();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <KitProvider>
        <ClientProvider client={browserClient}>
          <SessionProvider>
            <App />
          </SessionProvider>
        </ClientProvider>
      </KitProvider>
    </QueryClientProvider>
  </StrictMode>,
);
