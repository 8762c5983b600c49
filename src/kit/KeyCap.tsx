import css from './facts.module.css';

/** A key as it is on the keyboard. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className={css.key} dir="ltr">
      {children}
    </kbd>
  );
}
