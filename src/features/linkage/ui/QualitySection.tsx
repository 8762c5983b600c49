import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { KeyValues } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { Message } from '../../../kit/states.tsx';

type Quality = ActionTypes['linkage.quality']['output'];
type Share = Quality['precision'];
type Bin = Quality['bins'][number];
type Step = Quality['steps'][number];

/** How far people agree with the program: every decision is a label. */
export function QualitySection() {
  const t = useT();
  const quality = useAction('linkage.quality', {});
  return (
    <Section title={t('linkage.quality')} lead={t('linkage.qualityLead')}>
      <Loaded of={quality}>
        {(found) => (found.reviewed === 0 ? <Text quiet>{t('linkage.noLabels')}</Text> : <Figures quality={found} />)}
      </Loaded>
    </Section>
  );
}

function Figures({ quality }: { quality: Quality }) {
  const t = useT();
  const { number, percent, span } = useFormats();
  const write = ({ share, low, high, part, whole }: Share): string =>
    share === null
      ? '–'
      : t('linkage.shareOf', {
          share: percent(share),
          interval: span(percent(low), percent(high)),
          part: number(part),
          whole: number(whole),
        });
  const columns: Column<Bin>[] = [
    { key: 'bin', header: t('linkage.probability'), cell: ({ from, to }) => span(percent(from), percent(to)) },
    { key: 'pairs', header: t('linkage.decided'), cell: ({ found }) => number(found.whole), numeric: true },
    {
      key: 'said',
      header: t('linkage.said'),
      cell: ({ said }) => (said === null ? '–' : percent(said)),
      numeric: true,
    },
    { key: 'found', header: t('linkage.found'), cell: ({ found }) => write(found) },
  ];
  const steps: Column<Step>[] = [
    { key: 'from', header: t('linkage.linkedFrom'), cell: ({ from }) => percent(from), unbroken: true },
    { key: 'precision', header: t('linkage.precisionShort'), cell: ({ precision }) => write(precision) },
    { key: 'recall', header: t('linkage.recallShort'), cell: ({ recall }) => write(recall) },
  ];
  const { drift } = quality;
  return (
    <Stack>
      {drift.warned && (
        <Message tone="attention" title={t('linkage.drift')}>
          {t('linkage.driftText', {
            decisions: number(drift.decisions),
            observed: number(drift.observed),
            expected: number(Math.round(drift.expected)),
          })}
        </Message>
      )}
      <KeyValues
        facts={[
          { label: t('linkage.reviewed'), value: number(quality.reviewed) },
          { label: t('linkage.precision'), value: write(quality.precision) },
          { label: t('linkage.recall'), value: write(quality.recall) },
        ]}
      />
      <Text quiet>{t('linkage.recallNote')}</Text>
      <DataTable
        caption={t('linkage.calibration')}
        columns={columns}
        rows={quality.bins.filter(({ found }) => found.whole > 0)}
        rowKey={({ from }) => String(from)}
      />
      <DataTable
        caption={t('linkage.byThreshold')}
        columns={steps}
        rows={quality.steps}
        rowKey={({ from }) => String(from)}
      />
    </Stack>
  );
}
