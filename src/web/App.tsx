import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { forgetPlaceAskedFor, keepPlaceAskedFor } from '../features/accounts/ui/arrival.ts';
import { nextStep, useSessionState } from '../features/accounts/ui/session.tsx';
import { useOfflineState } from '../client/offline/provider.tsx';
import { useAppName } from '../features/devices/ui/appName.ts';
import { Button, ButtonLink } from '../kit/actions.tsx';
import { allWords, interviewWords, useT, type MessageKey } from '../kit/i18n.ts';
import { lazyPart } from '../kit/lazyPart.tsx';
import { ProblemMessage } from '../kit/problems.tsx';
import { EmptyState, Loading } from '../kit/states.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { mayOpen, pages, type Page } from './pages.ts';
import { firstQuiet, notePage, useFirstQuiet } from './quiet.ts';
import { Shell } from './Shell.tsx';

const OfflineUnlock = lazy(async () => ({
  default: (await import('../features/devices/ui/OfflineUnlock.tsx')).OfflineUnlock,
}));
const CopyClosed = lazyPart(
  async () => (await import('../features/devices/ui/CopyClosed.tsx')).CopyClosed,
  <Loading />,
);
const NoRight = lazyPart(async () => (await import('./NoRight.tsx')).NoRight, <Loading />);
const routes = pages.map((page) => ({ page, Content: lazy(() => contentOf(page)) }));

const wordsOf = { first: async () => undefined, screening: interviewWords, all: allWords } as const;

async function contentOf({ load, words }: Page) {
  const [content] = await Promise.all([load(), wordsOf[words ?? 'all']()]);
  notePage();
  return { default: content };
}

/** What any page may need later, fetched once the line is free: the rest of the words, notices, what stands before a locked page. */
const afterwards = () => Promise.all([allWords(), import('../kit/Notices.tsx'), import('./LockScreen.tsx')]);

/** The app: the page of the address inside the frame. */
export function App() {
  const [location] = useLocation();
  useEffect(() => {
    // Its answer is left alone: newer browsers give a promise, which is no clean-up.
    window.scrollTo(0, 0);
  }, [location]);
  useFirstQuiet();
  useEffect(() => void firstQuiet.then(afterwards).catch(() => undefined), []);
  return (
    <Shell>
      <ErrorBoundary key={location} fallback={<PageFailed />}>
        <Suspense fallback={<Loading />}>
          <Switch>
            {routes.map(({ page, Content }) => (
              <Route key={page.path} path={page.path}>
                {(params) => (
                  <Guard page={page}>
                    <Content params={params} />
                  </Guard>
                )}
              </Route>
            ))}
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}

/** Shows a page only to whom it is offered, and says to others which right it asks for; leads to sign-in who is not, or not completely, signed in. */
function Guard({ page, children }: { page: Page; children: React.ReactNode }) {
  const { session, loading, problem, retry } = useSessionState();
  const { device } = useOfflineState();
  useDocumentTitle(page.titleKey);
  if (page.access === 'everybody') return children;
  if (loading) return <Loading />;
  if (problem !== null && device === 'locked') return <OfflineUnlock onOpen={retry} onRetry={retry} />;
  if (problem !== null && device === 'closed') return <CopyClosed onRetry={retry} />;
  if (problem !== null) return <ProblemMessage problem={problem} onRetry={retry} />;
  if (session === null) return <ToSignIn path="/sign-in" />;
  const next = nextStep(session.standing);
  if (next !== null) return <ToSignIn path={next} />;
  if (!mayOpen(page, session.membership?.permissions ?? [])) return <NoRight page={page} />;
  return <Arrived>{children}</Arrived>;
}

/** Leads to a step of signing in, and keeps where to go afterwards. */
function ToSignIn({ path }: { path: string }) {
  const [location] = useLocation();
  keepPlaceAskedFor(location);
  return <Redirect to={path} replace />;
}

function Arrived({ children }: { children: React.ReactNode }) {
  useEffect(forgetPlaceAskedFor, []);
  return children;
}

/** An address that is none of the app's pages. */
function NotFound() {
  const t = useT();
  useDocumentTitle('page.notFound');
  return (
    <EmptyState
      wholePage
      icon="search"
      title={t('page.notFound')}
      action={<ButtonLink to="/">{t('page.toHome')}</ButtonLink>}
    >
      {t('page.notFoundText')}
    </EmptyState>
  );
}

/** A page whose code is not on this device cannot be had without a line; any other fault is ours. */
function PageFailed() {
  const t = useT();
  const { line } = useOfflineState();
  if (line === 'down') {
    return (
      <EmptyState wholePage icon="disconnected" title={t('problem.offline')}>
        {t('problem.offline.remedy')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      wholePage
      icon="attention"
      title={t('page.failed')}
      action={
        <Button tone="primary" onClick={() => window.location.reload()}>
          {t('page.reload')}
        </Button>
      }
    >
      {t('page.failedRemedy')}
    </EmptyState>
  );
}

function useDocumentTitle(key: MessageKey): void {
  const t = useT();
  const isNeutral = useAppName() === 'neutral';
  useEffect(() => {
    document.title = isNeutral ? t('devices.neutralTitle') : t('page.documentTitle', { page: t(key) });
  }, [t, key, isNeutral]);
}
