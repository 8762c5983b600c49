import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OutboxEntry } from '../../../client/offline/entries.ts';
import { useOffline, useOfflineState } from '../../../client/offline/provider.tsx';
import { laterOfSame } from '../../../client/offline/outboxRules.ts';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { lazyPart } from '../../../kit/lazyPart.tsx';
import { EmptyState, Message, ProgressBar } from '../../../kit/states.tsx';
import { ConflictEntry, RefusedEntry, WaitingEntries } from './OutboxEntries.tsx';
import { useSession } from '../../accounts/ui/session.tsx';
import { caseOfEntry } from './entryWords.ts';

const OtherHats = lazyPart(async () => (await import('./OutboxHats.tsx')).OtherHats);
const CopiesForbidden = lazyPart(async () => (await import('./CopyClosed.tsx')).CopiesForbidden);

export type ListedEntry = { entry: OutboxEntry; overview: ActionTypes['cases.overview']['output'] | null };

/** What this device has written and the server does not have yet: what waits, what needs a decision, what was refused. */
export function OutboxPage() {
  const t = useT();
  const { dateTime } = useFormats();
  const offline = useOffline();
  const state = useOfflineState();
  const all = useEntries();
  const session = useSession();
  const present = session?.membership?.id;
  const listed = all.filter(({ entry }) => session === null || entry.membershipId === present);
  const elsewhere = all.filter((one) => !listed.includes(one));
  const of = (wanted: OutboxEntry['state']): ListedEntry[] => listed.filter(({ entry }) => entry.state === wanted);
  const stuck = behind(listed, all);
  return (
    <>
      <PageHeader
        title={t('outbox.title')}
        lead={t('outbox.lead')}
        actions={
          state.waiting > 0 &&
          state.line === 'up' && (
            <Button tone="primary" busy={state.sending !== null} onClick={() => void offline.send()}>
              {t('outbox.send')}
            </Button>
          )
        }
      />
      <Stack>
        {state.line === 'down' && (
          <Message tone="attention" title={t('offline.down')}>
            {t('outbox.downText')}
          </Message>
        )}
        {state.needsSignIn && (
          <Message tone="attention" title={t('outbox.signIn')}>
            {t('outbox.signInText')}
          </Message>
        )}
        {state.sending && <ProgressBar label={t('outbox.sending')} {...state.sending} />}
        {state.forbidden && <CopiesForbidden />}
        {all.length === 0 && (
          <EmptyState icon="done" title={t('outbox.empty')}>
            {t('outbox.emptyText')}
          </EmptyState>
        )}
        {of('conflict').map((one) => (
          <ConflictEntry
            key={one.entry.id}
            {...one}
            latest={
              laterOfSame(
                one.entry,
                listed.map(({ entry }) => entry),
              ).at(-1) ?? one.entry
            }
          />
        ))}
        {of('refused').map((one) => (
          <RefusedEntry key={one.entry.id} {...one} />
        ))}
        {elsewhere.length > 0 && <OtherHats listed={elsewhere} />}
        <Waiting title={t('outbox.behind')} listed={stuck} />
        <Waiting title={t('outbox.waiting')} listed={of('waiting').filter((one) => !stuck.includes(one))} />
        {state.keepUntil !== null && <Text quiet>{t('outbox.keepUntil', { when: dateTime(state.keepUntil) })}</Text>}
      </Stack>
    </>
  );
}

function Waiting({ title, listed }: { title: string; listed: readonly ListedEntry[] }) {
  if (listed.length === 0) return null;
  return (
    <Section title={title}>
      <WaitingEntries label={title} listed={listed} />
    </Section>
  );
}

/** What could go, were it not for an entry before it that needs a decision. */
function behind(listed: readonly ListedEntry[], all: readonly ListedEntry[]): readonly ListedEntry[] {
  const stuck = new Set(
    all.filter((one) => one.entry.state !== 'waiting' || !listed.includes(one)).map(({ entry }) => entry.id),
  );
  return listed.filter(({ entry }) => {
    const waits = entry.state === 'waiting' && entry.dependsOn.some((id) => stuck.has(id));
    if (waits) stuck.add(entry.id);
    return waits;
  });
}

function useEntries(): readonly ListedEntry[] {
  const offline = useOffline();
  const queries = useQueryClient();
  const { waiting, conflicts, refused, ended, sending, device } = useOfflineState();
  const [listed, setListed] = useState<readonly ListedEntry[]>([]);
  useEffect(() => {
    let isShown = true;
    const work = offline.work();
    const read = async (): Promise<void> => {
      const entries = work === null ? [] : await work.outbox.list();
      const found = await Promise.all(
        entries.map(async (entry) => ({ entry, overview: work && (await caseOfEntry(work, entry)) })),
      );
      if (isShown) setListed(found);
    };
    void read();
    return () => {
      isShown = false;
    };
  }, [offline, queries, waiting, conflicts, refused, ended, sending, device]);
  return listed;
}
