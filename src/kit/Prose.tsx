import css from './recordList.module.css';

/** Words somebody wrote, with their own lines and in their own direction. */
export function Prose({ children }: { children: string }) {
  return (
    <p className={css.prose} dir="auto">
      {children}
    </p>
  );
}
