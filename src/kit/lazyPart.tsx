import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { allWords } from './i18n.ts';

/**
 * A part that comes when it is first shown, and with it the words of all pages; something else stands there until then.
 * With no network it opens with the words that are here.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: ReactNode = null,
): ComponentType<P> {
  const Part = lazy(async () => {
    const [part] = await Promise.all([load(), allWords().catch(() => undefined)]);
    return { default: part };
  });
  return function LazyPart(props: P) {
    return (
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    );
  };
}
