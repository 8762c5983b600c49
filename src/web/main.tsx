import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTranslations } from '../kit/i18n.ts';
import { KitProvider } from '../kit/KitProvider.tsx';
import { App } from './App.tsx';
import { SessionProvider } from './session.tsx';

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, staleTime: 10_000 } },
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await startTranslations();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <KitProvider>
        <SessionProvider>
          <App />
        </SessionProvider>
      </KitProvider>
    </QueryClientProvider>
  </StrictMode>,
);
