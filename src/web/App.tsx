import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Button, ButtonLink } from '../kit/actions.tsx';
import { useT, type MessageKey } from '../kit/i18n.ts';
import { EmptyState, ErrorState, Loading } from '../kit/states.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { mayOpen, pages, type Page } from './pages.ts';
import { useSessionState } from './session.tsx';
import { Shell } from './Shell.tsx';

const signInPath = '/sign-in';
const routes = pages.map((page) => ({ page, Content: lazy(async () => ({ default: await page.load() })) }));

/** The app: the page of the address inside the frame. */
export function App() {
  const [location] = useLocation();
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

/** Shows a page only to whom it is offered. The server refuses the data in any case. */
function Guard({ page, children }: { page: Page; children: React.ReactNode }) {
  const t = useT();
  const { session, loading, failed, retry } = useSessionState();
  useDocumentTitle(page.titleKey);
  if (page.access === 'everybody') return children;
  if (loading) return <Loading />;
  if (failed) {
    return (
      <ErrorState
        title={t('session.failed')}
        remedy={t('session.failedRemedy')}
        action={<Button onClick={retry}>{t('state.retry')}</Button>}
      />
    );
  }
  if (mayOpen(page, session?.membership.permissions ?? null)) return children;
  return session === null ? <SignedOut /> : <NotFound />;
}

function SignedOut() {
  const t = useT();
  return (
    <EmptyState
      wholePage
      icon="person"
      title={t('session.signedOut')}
      action={
        <ButtonLink tone="primary" to={signInPath}>
          {t('session.signIn')}
        </ButtonLink>
      }
    >
      {t('session.signedOutText')}
    </EmptyState>
  );
}

/** A page that is not there, or not for this reader: the two look the same. */
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

function PageFailed() {
  const t = useT();
  return (
    <ErrorState
      title={t('page.failed')}
      remedy={t('page.failedRemedy')}
      action={<Button onClick={() => window.location.reload()}>{t('state.retry')}</Button>}
    />
  );
}

function useDocumentTitle(key: MessageKey): void {
  const t = useT();
  useEffect(() => {
    document.title = t('page.documentTitle', { page: t(key) });
  }, [t, key]);
}
