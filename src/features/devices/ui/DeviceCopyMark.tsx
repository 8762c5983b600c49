import { useSyncExternalStore } from 'react';
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
  const { copies, line } = useOfflineState();
  const cache = queries.getQueryCache();
  const oldest = (): string | undefined =>
    cache
      .findAll({ type: 'active' })
      .flatMap(({ queryKey: [name, input] }) => {
        const takenAt = aside.includes(String(name))
          ? undefined
          : copies[readName(name as ActionName, input as Record<string, unknown>)];
        return takenAt === undefined ? [] : [takenAt];
      })
      .toSorted()[0];
  // Which reads are shown changes with the page, and that alone is no reason for the frame to be drawn again.
  const shown = useSyncExternalStore((told) => cache.subscribe(() => told()), oldest);
  if (shown === undefined) return null;
  return (
    <Message tone="attention" live title={t('offline.copyOf', { when: dateTime(shown) })}>
      {line === 'down' && t('offline.copyText')}
    </Message>
  );
}
