import { useAction } from '../../../client/hooks.tsx';
import { useOffline, useOfflineState } from '../../../client/offline/provider.tsx';
import { Button } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { chooseIdleMinutes, idleChoices, useIdleMinutes } from './idleChoice.ts';
import { appNames, chooseAppName, useAppName } from './appName.ts';
import { DeviceTable } from './DeviceTable.tsx';

/** What this device keeps and how it behaves, and the other devices of the person that keep cases. */
export function DeviceSection() {
  const t = useT();
  const list = useAction('devices.mine', {});
  return (
    <>
      <ThisDevice />
      <Section title={t('devices.title')} lead={t('devices.lead')}>
        <Loaded of={list}>{({ devices }) => <DeviceTable devices={devices} withPerson={false} />}</Loaded>
      </Section>
    </>
  );
}

function ThisDevice() {
  const t = useT();
  const { dateTime } = useFormats();
  const offline = useOffline();
  const { device, keepUntil } = useOfflineState();
  const { most, chosen } = useIdleMinutes();
  const appName = useAppName();
  return (
    <Section title={t('devices.own')} lead={t('devices.ownLead')}>
      <Stack>
        <Columns>
          <SelectField
            label={t('devices.idleOwn')}
            help={t('code.fieldHelp.idleOwn')}
            options={idleChoices(most).map((minutes) => ({
              value: String(minutes),
              label: t('devices.idleAfter', { count: minutes }),
            }))}
            value={String(chosen)}
            onChange={(minutes) => minutes !== null && chooseIdleMinutes(Number(minutes))}
          />
          <SelectField
            label={t('devices.appName')}
            help={t('devices.appNameHelp')}
            options={appNames.map((name) => ({
              value: name,
              label: name === 'own' ? t('devices.appNameOwn') : t('devices.appNameNeutral'),
            }))}
            value={appName}
            onChange={(name) => name !== null && chooseAppName(name)}
          />
        </Columns>
        {device === 'open' && (
          <>
            {keepUntil !== null && <Text quiet>{t('outbox.keepUntil', { when: dateTime(keepUntil) })}</Text>}
            <Row>
              <Button tone="danger" onClick={() => void offline.forget()}>
                {t('devices.forget')}
              </Button>
            </Row>
          </>
        )}
      </Stack>
    </Section>
  );
}
