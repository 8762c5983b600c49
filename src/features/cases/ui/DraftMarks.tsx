import { useOfflineState } from '../../../client/offline/provider.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Message } from '../../../kit/states.tsx';
import type { Draft } from './useDraft.ts';

/** Said before anything is typed: that there is no line to save on, and that the words of before are back. */
export function DraftMarks({ draft, change = false }: { draft?: Pick<Draft, 'isBack' | 'clear'>; change?: boolean }) {
  const t = useT();
  const { line, device } = useOfflineState();
  return (
    <>
      {line === 'down' && device !== 'open' && (
        <Message tone="attention" live title={t('draft.alone')}>
          {t('draft.aloneText')}
        </Message>
      )}
      {draft?.isBack && (
        <Message tone="info" live title={t('draft.back')}>
          <p>{t('draft.backText')}</p>
          <Button small onClick={draft.clear}>
            {t(change ? 'draft.asSaved' : 'draft.empty')}
          </Button>
        </Message>
      )}
    </>
  );
}
