import { useState } from 'react';
import { useRun } from '../../../client/hooks.tsx';
import { Button } from '../../../kit/actions.tsx';
import { DataTable } from '../../../kit/DataTable.tsx';
import { DateField } from '../../../kit/DateField.tsx';
import { Dialog } from '../../../kit/Dialog.tsx';
import { Badge, type BadgeTone } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Form, Row, Section, Stack, Text } from '../../../kit/layout.tsx';
import { notify } from '../../../kit/notify.ts';
import { ProblemMessage } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { useMay } from '../../accounts/ui/session.tsx';
import type { AgencyCoverage } from '../schema.ts';

const tones: Readonly<Record<AgencyCoverage['state'], BadgeTone>> = {
  reported: 'good',
  late: 'attention',
  never: 'neutral',
};

/** Who has said that their records are in, and who is late. */
export function CoverageSection({ coverage, live }: { coverage: readonly AgencyCoverage[]; live: boolean }) {
  const t = useT();
  const { date } = useFormats();
  const mayReport = useMay('statistics.report');
  const [asking, setAsking] = useState(false);
  const reported = coverage.filter(({ state }) => state === 'reported').length;
  return (
    <Section
      title={t('official.coverage')}
      lead={t('official.coverageLead', { reported, total: coverage.length })}
      actions={
        live &&
        mayReport && (
          <Button small icon="check" onClick={() => setAsking(true)}>
            {t('official.state')}
          </Button>
        )
      }
    >
      {coverage.length === 0 ? (
        <EmptyState title={t('official.noAgencies')} />
      ) : (
        <DataTable
          caption={t('official.coverage')}
          captionHidden
          rows={coverage}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', header: t('official.agency'), cell: ({ name }) => <Foreign>{name}</Foreign> },
            {
              key: 'state',
              header: t('official.reportState'),
              cell: ({ state }) => <Badge tone={tones[state]}>{t(`code.officialState.${state}`)}</Badge>,
            },
            {
              key: 'complete',
              header: t('official.completeTo'),
              unbroken: true,
              cell: ({ completeTo }) => (completeTo === null ? '–' : date(completeTo)),
            },
            { key: 'last', header: t('official.lastEntry'), unbroken: true, cell: ({ lastEntry }) => lastEntry ?? '–' },
          ]}
        />
      )}
      {asking && <StateDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}

function StateDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [day, setDay] = useState('');
  const { run, busy, problem } = useRun('official.complete');
  const save = async (): Promise<void> => {
    if ((await run({ completeTo: day })) === undefined) return;
    notify('good', t('official.stated'));
    onClose();
  };
  return (
    <Dialog open title={t('official.state')} onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <Stack>
          <Text>{t('official.stateText')}</Text>
          <ProblemMessage problem={problem} />
          <DateField label={t('official.completeTo')} value={day} onChange={setDay} required />
          <Row>
            <Button tone="primary" submit busy={busy} disabled={day === ''}>
              {t('official.state')}
            </Button>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  );
}
