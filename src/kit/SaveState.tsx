import { Button } from './actions.tsx';
import { useT } from './i18n.ts';
import { Icon, type IconName } from './icons.tsx';
import css from './saveState.module.css';

/** How far what was written is kept: `waiting` has no line and tries again by itself. */
export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'waiting' | 'refused' | 'conflict';

const icons: Readonly<Record<SaveStatus, IconName>> = {
  saved: 'done',
  unsaved: 'edit',
  saving: 'edit',
  waiting: 'attention',
  refused: 'attention',
  conflict: 'attention',
};

/** Says beside a form that saves itself whether the reader's words are safe, and takes the last change back. */
export function SaveState({ status, onUndo }: { status: SaveStatus; onUndo?: (() => void) | null }) {
  const t = useT();
  return (
    <span className={css.state} data-status={status} data-kit-no-print>
      <span className={css.words} role="status">
        <Icon name={icons[status]} size={16} />
        {t(`code.saveStatus.${status}`)}
      </span>
      {onUndo && (
        <Button small tone="quiet" icon="undo" onClick={onUndo}>
          {t('save.undo')}
        </Button>
      )}
    </span>
  );
}

/** Says what was just done and takes it back. */
export function Undo({ words, onUndo }: { words: string; onUndo: () => void }) {
  const t = useT();
  return (
    <div className={css.undo} role="status">
      <span>{words}</span>
      <Button small tone="quiet" icon="undo" onClick={onUndo}>
        {t('save.undo')}
      </Button>
    </div>
  );
}
