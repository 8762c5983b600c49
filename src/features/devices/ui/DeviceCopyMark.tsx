import { useQueryClient } from '@tanstack/react-query';
import { readName } from '../../../client/offline/copies.ts';
import { useOfflineState } from '../../../client/offline/provider.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Message } from '../../../kit/states.tsx';
import type { ActionName } from '../../../client/index.ts';

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
      const takenAt =
        name === 'session.open' ? undefined : copies[readName(name as ActionName, input as Record<string, unknown>)];
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
