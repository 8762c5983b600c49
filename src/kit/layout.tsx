import { useEffect, useId, useRef, type ReactNode } from 'react';
import { withoutTurns } from '../words/direction.ts';
import css from './layout.module.css';
import { wholeNumbers } from './wholeNumbers.tsx';

type PageHeaderProps = { title: string; lead?: ReactNode; actions?: ReactNode; trail?: ReactNode };

/** The title of a page, which takes the focus when the page opens so that a screen reader starts there. */
export function PageHeader({ title, lead, actions, trail }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={css.pageHeader}>
      <div className={css.pageTitle}>
        {trail && (
          <div className={css.trail} data-kit-no-print>
            {trail}
          </div>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {wholeNumbers(title)}
        </h1>
        {lead && <p>{lead}</p>}
      </div>
      {actions && (
        <div className={css.row} data-kit-no-print>
          {actions}
        </div>
      )}
    </div>
  );
}

type SectionProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode; plain?: boolean };

/** A titled part of a page. `plain` leaves out the card. */
export function Section({ title, lead, actions, children, plain = false }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={css.section} data-plain={plain || undefined}>
      <div className={css.sectionHeader}>
        <h2 id={id}>{title}</h2>
        {actions && (
          <div className={css.row} data-kit-no-print>
            {actions}
          </div>
        )}
      </div>
      {lead && <p className={css.lead}>{lead}</p>}
      {children}
    </section>
  );
}

/** Parts below each other. */
export function Stack({ children, gap = 'md' }: { children: ReactNode; gap?: 'sm' | 'md' | 'lg' }) {
  return (
    <div className={css.stack} data-gap={gap}>
      {children}
    </div>
  );
}

/** What belongs to the part above and yet stands apart from it, below a line. */
export function Apart({ children }: { children: ReactNode }) {
  return <div className={css.apart}>{children}</div>;
}

/** Parts beside each other, which wrap when there is no room. */
export function Row({ children, align = 'center' }: { children: ReactNode; align?: 'center' | 'end' | 'start' }) {
  return (
    <div className={css.row} data-align={align}>
      {children}
    </div>
  );
}

/** Columns of equal width, as many as fit; one on a phone. */
export function Columns({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={css.columns} data-wide={wide || undefined}>
      {children}
    </div>
  );
}

/** What stands on paper and not on the screen: for whom it is, that it is to be destroyed. */
export function OnPaper({ children }: { children: ReactNode }) {
  return <div data-kit-on-paper>{children}</div>;
}

/** A column of reading width, for forms and single questions. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className={css.narrow}>{children}</div>;
}

/** A paragraph; `quiet` is for what need not be read. */
export function Text({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  return (
    <p className={css.text} data-quiet={quiet || undefined}>
      {wholeNumbers(children)}
    </p>
  );
}

/** A name or other words in a script of their own, kept from disturbing the direction of the text around them. */
export function Foreign({ children, language }: { children: ReactNode; language?: string }) {
  return (
    <bdi data-kit-isolate lang={language}>
      {typeof children === 'string' ? wholeNumbers(withoutTurns(children)) : children}
    </bdi>
  );
}

/** A form whose own checks answer, not the browser's. */
export function Form({ onSubmit, children, label }: { onSubmit: () => void; children: ReactNode; label?: string }) {
  return (
    <form
      noValidate
      aria-label={label}
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
