import { useState } from 'react';
import { DateField } from '../../../kit/DateField.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { LabelledRows } from '../../../kit/interview.tsx';
import { Columns, Section, Stack } from '../../../kit/layout.tsx';
import { AbsentValue } from '../../../kit/facts.tsx';
import { restitutionSteps, type ReadEvaluation } from '../rules.ts';

/** The steps of restitution with their last days, from the day the judgment was made known. Nothing of it is kept. */
export function RestitutionClock({ rights }: Pick<ReadEvaluation, 'rights'>) {
  const t = useT();
  const { date } = useFormats();
  const [notice, setNotice] = useState('');
  const [warning, setWarning] = useState('');
  const right = rights.find(({ second_deadline_days: second }) => second !== null);
  if (!right) return null;
  const steps = restitutionSteps(right, { judgmentNoticeOn: notice || null, warningOn: warning || null });
  return (
    <Section title={t('law.restitution')} lead={t('law.restitutionLead')}>
      <Stack>
        <Columns>
          <DateField label={t('law.noticeOn')} value={notice} onChange={setNotice} />
          <DateField label={t('law.warningOn')} value={warning} onChange={setWarning} />
        </Columns>
        <LabelledRows
          label={t('law.restitution')}
          rows={steps.map(({ step, on, days }) => ({
            key: step,
            text: t(`code.lawStep.${step}`),
            note: days === null ? undefined : t('law.within', { days }),
            side: on ? date(on) : <AbsentValue absent="unknown" />,
          }))}
        />
      </Stack>
    </Section>
  );
}
