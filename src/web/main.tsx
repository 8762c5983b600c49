import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CallProblem } from '../client/index.ts';
import { ClientProvider } from '../client/hooks.tsx';
import { noticeSignedOut, SessionProvider } from '../features/accounts/ui/session.tsx';
import { hearBack } from '../kit/backCloses.ts';
import { startTranslations } from '../kit/i18n.ts';
import { KitProvider } from '../kit/KitProvider.tsx';
import { App } from './App.tsx';
import { OfflineProvider } from '../client/offline/provider.tsx';
import { showAppName } from '../features/devices/ui/appName.ts';
import { keepApp } from './appUpdate.ts';
import { offline } from './client.ts';

const notice = (problem: unknown): void => noticeSignedOut(queries, problem);
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    // What needs no network is the client's to say, not the browser's guess of it.
    queries: { retry: retryOnce, refetchOnWindowFocus: false, staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

/** What the server refused it refuses again; a lost connection or a busy database may be different a moment later. */
function retryOnce(failures: number, problem: unknown): boolean {
  return failures < 1 && !(problem instanceof CallProblem && problem.status < 500);
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
hearBack();
showAppName();
keepApp();
void offline.start().catch(() => undefined);
await startTranslations();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <KitProvider>
        <OfflineProvider offline={offline}>
          <ClientProvider client={offline.client}>
            <SessionProvider>
              <App />
            </SessionProvider>
          </ClientProvider>
        </OfflineProvider>
      </KitProvider>
    </QueryClientProvider>
  </StrictMode>,
);
