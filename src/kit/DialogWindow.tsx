import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Modal } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from './actions.tsx';
import { useBackCloses } from './backCloses.ts';
import { useT } from './i18n.ts';
import { Row, Stack } from './layout.tsx';
import type { DialogProps } from './Dialog.tsx';
import { useEscapeCloses } from './escapeCloses.ts';
import { Message } from './states.tsx';
import { holdsTypedWords, noteTyping } from './typedWords.ts';
import { wholeNumbers } from './wholeNumbers.tsx';

/** The window itself, with what holds the focus in it. What was typed in it is not lost to a press beside it. */
export function DialogWindow(props: DialogProps & { id: string }) {
  const { open, onClose, title, children, wide = false, keeps = false, id } = props;
  const t = useT();
  const [asking, setAsking] = useState(false);

  function wouldLose(): boolean {
    const inside = document.getElementById(id);
    return !keeps && inside !== null && holdsTypedWords(inside);
  }
  function leave(): void {
    if (wouldLose()) setAsking(true);
    else close();
  }
  function close(): void {
    setAsking(false);
    onClose();
  }
  useBackCloses(open, leave, id);
  useEscapeCloses(open, leave);
  const askBrowser = useEffectEvent((event: BeforeUnloadEvent) => wouldLose() && event.preventDefault());
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => void askBrowser(event);
    if (open && !keeps) window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [open, keeps]);

  return (
    <Modal
      opened={open}
      onClose={leave}
      closeOnEscape={false}
      returnFocus={false}
      // While it fades it takes no focus and no key any more.
      inert={!open}
      title={wholeNumbers(title)}
      centered
      size={wide ? 'xl' : 'md'}
      // The library locks scrolling by a <style> element, which the content security policy refuses.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      // Its <header> is no header of the page.
      attributes={{ header: { role: 'none' } }}
    >
      <Stack>
        <div id={id} onInput={noteTyping}>
          {children}
        </div>
        {asking && <LeaveQuestion onStay={() => setAsking(false)} onLeave={close} />}
      </Stack>
    </Modal>
  );
}

/** Asks, in the window itself, before words that were typed in it are lost. */
function LeaveQuestion({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const t = useT();
  const question = useRef<HTMLDivElement>(null);
  useEffect(() => {
    question.current?.scrollIntoView({ block: 'nearest' });
    question.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div ref={question}>
      <Message tone="attention" live title={t('dialog.leave')}>
        <Row>
          <Button small tone="primary" onClick={onStay}>
            {t('dialog.stay')}
          </Button>
          <Button small tone="danger" onClick={onLeave}>
            {t('dialog.leaveAnyway')}
          </Button>
        </Row>
      </Message>
    </div>
  );
}
