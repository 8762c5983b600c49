import { useEffect, useState } from 'react';
import { offerFile, useRun } from '../../../client/hooks.tsx';
import type { OutboxEntry } from '../../../client/offline/entries.ts';
import { useOffline, useOfflineState } from '../../../client/offline/provider.tsx';
import { Button } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { useRoleName } from '../../accounts/ui/roleName.ts';
import { useChooseMembership, useMay, useSession, type Session } from '../../accounts/ui/session.tsx';
import { useDone, WaitingEntries } from './OutboxEntries.tsx';
import type { ListedEntry } from './OutboxPage.tsx';

type Hat = Session['memberships'][number];
type OfHat = { hatId: string; hat: Hat | null; listed: readonly ListedEntry[] };

/** What waits for another role than that of now, role by role. */
export function OtherHats({ listed }: { listed: readonly ListedEntry[] }) {
  const hats = useKnownHats();
  const held = useSession()?.memberships.map(({ id }) => id) ?? [];
  return [...Map.groupBy(listed, ({ entry }) => entry.membershipId)].map(([hatId, ones]) => {
    const Shown = held.includes(hatId) ? OtherHat : EndedHat;
    return <Shown key={hatId} hatId={hatId} hat={hats[hatId] ?? null} listed={ones} />;
  });
}

/** The roles this person has or had, as this device knows them. */
function useKnownHats(): Readonly<Record<string, Hat>> {
  const offline = useOffline();
  const { device, waiting, ended } = useOfflineState();
  const [hats, setHats] = useState<Readonly<Record<string, Hat>>>({});
  useEffect(() => {
    let isShown = true;
    void offline
      .work()
      ?.hats()
      .then((found) => isShown && setHats(found));
    return () => {
      isShown = false;
    };
  }, [offline, device, waiting, ended]);
  return hats;
}

/** A role in words, with where it is or was held. */
function useHatName(): (hat: Hat | null) => string {
  const t = useT();
  const roleName = useRoleName();
  return (hat) =>
    hat === null
      ? t('outbox.hatUnknown')
      : [roleName(hat.roleCode, hat.roleName), hat.agencyName, ...(hat.unitName === null ? [] : [hat.unitName])].join(
          ' · ',
        );
}

/** What was written in another role the person still has: it goes when they act in that one. */
function OtherHat({ hat, hatId, listed }: OfHat) {
  const t = useT();
  const hatName = useHatName();
  const { line } = useOfflineState();
  const choose = useChooseMembership();
  const title = t('outbox.otherHat', { role: hatName(hat) });
  return (
    <Section
      title={title}
      lead={t('outbox.otherHatText')}
      actions={
        line === 'up' && (
          <Button onClick={() => void choose(hatId).catch(() => notify('bad', t('shell.membershipFailed')))}>
            {t('outbox.actAs')}
          </Button>
        )
      }
    >
      <WaitingEntries label={title} listed={listed} />
    </Section>
  );
}

/** What was written in a role that ended: read here, sent in the role of now, saved as a file, or thrown away. */
function EndedHat({ hat, hatId, listed }: OfHat) {
  const t = useT();
  const hatName = useHatName();
  const roleName = useRoleName();
  const offline = useOffline();
  const done = useDone();
  const { line } = useOfflineState();
  const present = useSession()?.membership ?? null;
  const mayExport = useMay('case.export');
  const takeOut = useRun('devices.take-out', []);
  const [throwing, setThrowing] = useState(false);
  const work = offline.work();
  const entries = listed.map(({ entry }) => entry);
  const isSameAgency = hat !== null && present !== null && hat.agencyId === present.agencyId;
  const title = t('outbox.endedHat', { role: hatName(hat) });

  async function save(): Promise<void> {
    if (work === null) return;
    const { deviceId } = work.record;
    if (await takeOut.run({ deviceId, memberships: [hatId], entries: entries.length }))
      offerFile(new Blob([fileOf(entries, hatName(hat))], { type: 'application/json' }), 'not-sent.json');
  }
  async function discardAll(): Promise<void> {
    setThrowing(false);
    // What needs another goes before it.
    for (const { id } of entries.toReversed()) await work?.outbox.discard(id);
    await done(undefined);
  }

  return (
    <Section title={title} lead={t(isSameAgency ? 'outbox.endedText' : 'outbox.endedElsewhere')}>
      <Stack>
        <ProblemMessage problem={takeOut.problem} />
        <Row>
          {isSameAgency && (
            <Button tone="primary" onClick={() => void done(work?.outbox.handOver(entries.map(({ id }) => id)))}>
              {t('outbox.sendNow', { role: present === null ? '' : roleName(present.roleCode, present.roleName) })}
            </Button>
          )}
          {isSameAgency && mayExport && line === 'up' && (
            <Button icon="download" busy={takeOut.busy} onClick={() => void save()}>
              {t('outbox.saveFile')}
            </Button>
          )}
          <Button tone="danger" onClick={() => setThrowing(true)}>
            {t('outbox.discardAll', { count: entries.length })}
          </Button>
        </Row>
        {isSameAgency && !mayExport && <Text quiet>{t('outbox.noExport')}</Text>}
        <WaitingEntries label={title} listed={listed} />
      </Stack>
      <ConfirmDialog
        open={throwing}
        onClose={() => setThrowing(false)}
        onConfirm={() => void discardAll()}
        title={t('outbox.discardAll', { count: entries.length })}
        confirmLabel={t('outbox.discard')}
        danger
      >
        {t('outbox.discardText')}
      </ConfirmDialog>
    </Section>
  );
}

/** The entries as a file for who will enter them anew: what was done, when, in which role, and every word. */
const fileOf = (entries: readonly OutboxEntry[], role: string): string =>
  JSON.stringify(
    entries.map(({ action, madeAt, input, problem }) => ({
      action,
      madeAt,
      role,
      words: input,
      ...(problem && { problem }),
    })),
    null,
    2,
  );
