import '@mantine/core/styles/Notification.layer.css';
import '@mantine/notifications/styles.layer.css';
import { Notifications, notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { languages, useLanguage } from './i18n.ts';
import type { Notice } from './notify.ts';

const colours = { good: 'green.9', info: 'sea', bad: 'red.9' } as const;

/** Where notices stand: at the foot of the window, on the far side of the language. */
export function Notices() {
  const { direction } = languages[useLanguage()];
  return <Notifications position={direction === 'rtl' ? 'bottom-left' : 'bottom-right'} />;
}

/** Shows one. A failure stays until it is closed. */
export function showNotice({ tone, message, title }: Notice): void {
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
