import i18next from 'i18next';
import { notifications } from '@mantine/notifications';

const colours = { good: 'green.9', info: 'sea', bad: 'red.9' } as const;

/** Tells the reader that something is done or has failed. A failure stays until it is closed. */
export function notify(tone: keyof typeof colours, message: string, title?: string): void {
  // What is said twice stands there once, and anew.
  notifications.hide(message);
  notifications.show({
    id: message,
    message,
    title,
    color: colours[tone],
    autoClose: tone === 'bad' ? false : 6000,
    closeButtonProps: { 'aria-label': i18next.t('dialog.close') },
  });
}
