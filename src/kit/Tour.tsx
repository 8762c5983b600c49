import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Button } from './actions.tsx';
import { useEscapeCloses } from './escapeCloses.ts';
import { useFocusBack } from './focusBack.ts';
import { useFormats, useT } from './i18n.ts';
import { Row } from './layout.tsx';
import css from './tour.module.css';

export type TourStep = {
  key: string;
  title: string;
  text: string;
  /** What the step speaks of: a selector; it is marked while it is on the screen. */
  target?: string;
};

/**
 * A guided tour in steps, in a window that leaves the page in use. The keyboard starts in it, Escape ends it, and what
 * it speaks of is framed on the page.
 */
export function Tour({ label, steps, onEnd }: { label: string; steps: readonly TourStep[]; onEnd: () => void }) {
  const t = useT();
  const { number } = useFormats();
  const id = useId();
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const step = steps[Math.min(at, steps.length - 1)];
  useFocusBack(true, id);
  useLayoutEffect(() => heading.current?.focus(), [at]);
  useMarked(step?.target);
  useEscapeCloses(true, onEnd);
  if (step === undefined) return null;
  const isLast = at >= steps.length - 1;
  return (
    <div role="dialog" aria-label={label} aria-describedby={id} className={css.tour} data-kit-no-print>
      <p className={css.count}>{t('tour.step', { at: number(at + 1), of: number(steps.length) })}</p>
      <h2 ref={heading} tabIndex={-1}>
        {step.title}
      </h2>
      <p id={id}>{step.text}</p>
      <Row>
        <Button tone="primary" onClick={() => (isLast ? onEnd() : setAt(at + 1))}>
          {t(isLast ? 'tour.end' : 'tour.next')}
        </Button>
        {at > 0 && <Button onClick={() => setAt(at - 1)}>{t('tour.back')}</Button>}
        {!isLast && (
          <Button tone="quiet" onClick={onEnd}>
            {t('tour.skip')}
          </Button>
        )}
      </Row>
    </div>
  );
}

/** Frames the part of the page that is spoken of, where it can be seen. */
function useMarked(selector: string | undefined): void {
  useEffect(() => {
    if (selector === undefined) return;
    const target = [...document.querySelectorAll<HTMLElement>(selector)].find((found) => found.offsetParent !== null);
    if (!target) return;
    target.setAttribute('data-kit-tour', '');
    target.scrollIntoView({ block: 'nearest' });
    return () => target.removeAttribute('data-kit-tour');
  }, [selector]);
}
