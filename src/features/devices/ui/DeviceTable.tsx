import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { ConfirmDialog } from '../../../kit/ConfirmDialog.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Stack, Text } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import type { DeviceRow } from '../schema.ts';

/** Devices that keep cases, and wiping one. */
export function DeviceTable({ devices, withPerson }: { devices: readonly DeviceRow[]; withPerson: boolean }) {
  const t = useT();
  const { dateTime, number } = useFormats();
  const wipe = useRun('devices.wipe');
  const [chosen, setChosen] = useState<string | null>(null);
  if (devices.length === 0) return <Text quiet>{t('devices.none')}</Text>;

  async function confirm(): Promise<void> {
    if (chosen !== null) await wipe.run({ deviceId: chosen });
    setChosen(null);
  }

  return (
    <Stack>
      <ProblemMessage problem={wipe.problem} />
      <DataTable
        caption={t('devices.title')}
        captionHidden
        columns={[
          { key: 'device', header: t('devices.device'), cell: ({ name }) => <Foreign>{name}</Foreign> },
          ...(withPerson
            ? [
                {
                  key: 'person',
                  header: t('devices.person'),
                  cell: ({ userName }: DeviceRow) => <Foreign>{userName}</Foreign>,
                },
              ]
            : []),
          { key: 'cases', header: t('devices.cases'), cell: ({ cases }) => number(cases) },
          { key: 'made', header: t('devices.made'), cell: ({ createdAt }) => dateTime(createdAt) },
          { key: 'seen', header: t('devices.seen'), cell: ({ lastSeenAt }) => dateTime(lastSeenAt) },
          { key: 'state', header: t('devices.state'), cell: (device) => <DeviceState device={device} /> },
          {
            key: 'wipe',
            header: t('table.acts'),
            cell: ({ id, wipedAt }) =>
              wipedAt === null && (
                <Button small tone="danger" onClick={() => setChosen(id)}>
                  {t('devices.wipe')}
                </Button>
              ),
          },
        ]}
        rows={devices}
        rowKey={({ id }) => id}
      />
      <ConfirmDialog
        open={chosen !== null}
        onClose={() => setChosen(null)}
        onConfirm={() => void confirm()}
        title={t('devices.wipeTitle')}
        confirmLabel={t('devices.wipe')}
        busy={wipe.busy}
        danger
      >
        {t('devices.wipeText')}
      </ConfirmDialog>
    </Stack>
  );
}

function DeviceState({ device }: { device: DeviceRow }) {
  const t = useT();
  const { dateTime } = useFormats();
  const [now] = useState(() => Date.now());
  if (device.erasedAt !== null) return <Badge tone="good">{t('devices.erased')}</Badge>;
  if (device.wipedAt !== null) return <Badge tone="attention">{t('devices.wipeWaits')}</Badge>;
  if (Date.parse(device.keepUntil) < now) return <Badge>{t('devices.over')}</Badge>;
  return t('devices.until', { when: dateTime(device.keepUntil) });
}
