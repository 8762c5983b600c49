import { useState } from 'react';
import { useAction, useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Form, PageHeader, Row, Section, Stack } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { NumberField } from '../../../kit/NumberField.tsx';
import { Loaded, ProblemMessage } from '../../../kit/problems.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { Safety } from '../schema.ts';
import { DeviceTable } from './DeviceTable.tsx';

/** The devices of the agency that keep cases, and the rules for devices and screens. */
export function DevicesPage() {
  const t = useT();
  const mayWipe = useMay('user.manage');
  const mayRule = useMay('agency.manage');
  const list = useAction('devices.list', {}, { enabled: mayWipe });
  const safety = useAction('safety.open', {});
  return (
    <>
      <PageHeader title={t('page.devices')} />
      <Stack>
        {mayWipe && (
          <Section title={t('devices.title')} lead={t('devices.lead')}>
            <Loaded of={list}>{({ devices }) => <DeviceTable devices={devices} withPerson />}</Loaded>
          </Section>
        )}
        {mayRule && (
          <Section title={t('devices.rules')} lead={t('devices.rulesText')}>
            <Loaded of={safety}>{(rules) => <Rules key={rules.version} rules={rules} />}</Loaded>
          </Section>
        )}
      </Stack>
    </>
  );
}

function Rules({ rules }: { rules: Safety }) {
  const t = useT();
  const change = useRun('safety.change');
  const [keepHours, setKeepHours] = useState<number | null>(rules.keepHours);
  const [idleMinutes, setIdleMinutes] = useState<number | null>(rules.idleMinutes);

  async function save(): Promise<void> {
    if (keepHours === null || idleMinutes === null) return;
    if (await change.run({ keepHours, idleMinutes }, { version: rules.version }))
      notify('good', t('devices.rulesSaved'));
  }

  return (
    <Form label={t('devices.rules')} onSubmit={() => void save()}>
      <ProblemMessage problem={change.problem} />
      <Columns>
        <NumberField
          label={t('devices.keepHours')}
          help={t('devices.keepHoursHelp')}
          min={0}
          max={720}
          value={keepHours}
          onChange={setKeepHours}
        />
        <NumberField
          label={t('devices.idleMinutes')}
          help={t('devices.idleMinutesHelp')}
          min={1}
          max={120}
          value={idleMinutes}
          onChange={setIdleMinutes}
        />
      </Columns>
      <Row>
        <Button tone="primary" submit busy={change.busy} disabled={keepHours === null || idleMinutes === null}>
          {t('record.save')}
        </Button>
      </Row>
    </Form>
  );
}
