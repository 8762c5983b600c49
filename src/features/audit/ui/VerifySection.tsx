import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import type { ActionTypes } from '../../../client/index.ts';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Stack } from '../../../kit/layout.tsx';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';

type Report = ActionTypes['audit.verify']['output'];

/** Recomputes the whole trail and says where it was changed, if it was. */
export function VerifySection() {
  const t = useT();
  const verify = useRun('audit.verify', []);
  const [report, setReport] = useState<Report | null>(null);

  async function check(): Promise<void> {
    setReport(null);
    setReport((await verify.run({})) ?? null);
  }

  return (
    <Section
      title={t('audit.proof')}
      lead={t('audit.proofText')}
      actions={
        <Button icon="verify" busy={verify.busy} onClick={() => void check()}>
          {t('audit.verify')}
        </Button>
      }
    >
      <ProblemMessage problem={verify.problem} onRetry={() => void check()} />
      {report && <ReportMessage report={report} />}
    </Section>
  );
}

function ReportMessage({ report }: { report: Report }) {
  const t = useT();
  const { number } = useFormats();
  const counts = t('audit.counts', {
    events: number(report.events),
    lanes: number(report.lanes),
    seals: number(report.seals),
  });
  if (report.intact) {
    return (
      <Message tone="good" live title={t('audit.intact')}>
        {counts}
      </Message>
    );
  }
  return (
    <Stack>
      <Message tone="bad" live title={t('audit.broken', { count: report.faults.length })}>
        {counts} {t('audit.brokenRemedy')}
      </Message>
      <DataTable
        caption={t('audit.faults')}
        columns={[
          { key: 'place', header: t('audit.place'), cell: ({ lane, seq }) => <Foreign>{`${lane} / ${seq}`}</Foreign> },
          { key: 'kind', header: t('audit.fault'), cell: ({ kind }) => t(`code.auditFault.${kind}`) },
          {
            key: 'message',
            header: t('audit.faultText'),
            cell: ({ message }) => <Foreign language="en">{message}</Foreign>,
          },
        ]}
        rows={report.faults}
        rowKey={({ lane, seq, kind }) => `${lane}:${seq}:${kind}`}
      />
    </Stack>
  );
}
