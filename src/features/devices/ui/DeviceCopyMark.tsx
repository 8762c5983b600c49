import { useQueryClient } from '@tanstack/react-query';
import { readName } from '../../../client/offline/readName.ts';
import { useOfflineState } from '../../../client/offline/provider.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Message } from '../../../kit/states.tsx';
import type { ActionName } from '../../../client/index.ts';

/** Reads of the frame, which say nothing of the page. */
const aside = ['session.open', 'safety.open', 'node.open'];

/** Says that what this page shows is the copy on the device, and of when. */
export function DeviceCopyMark() {
  const t = useT();
  const { dateTime } = useFormats();
  const queries = useQueryClient();
  const { copies } = useOfflineState();
  const shown = queries
    .getQueryCache()
    .findAll({ type: 'active' })
    .flatMap(({ queryKey: [name, input] }) => {
      const takenAt = aside.includes(String(name))
        ? undefined
        : copies[readName(name as ActionName, input as Record<string, unknown>)];
      return takenAt === undefined ? [] : [takenAt];
    })
    .toSorted();
  if (shown[0] === undefined) return null;
  return (
    <Message tone="attention" live title={t('offline.copyOf', { when: dateTime(shown[0]) })}>
      {t('offline.copyText')}
    </Message>
  );
}
