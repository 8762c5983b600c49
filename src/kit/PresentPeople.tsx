import { Icon } from './icons.tsx';
import css from './saveState.module.css';

/** Who else is on the page now, in one quiet line that is told when it changes. */
export function PresentPeople({ words }: { words: string | null }) {
  return (
    <div role="status" data-kit-no-print>
      {words !== null && (
        <span className={css.present}>
          <Icon name="people" size={16} />
          {words}
        </span>
      )}
    </div>
  );
}
