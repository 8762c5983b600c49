import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section } from '../../../kit/layout.tsx';
import type { ByThreshold } from '../schema.ts';

/** What the stepwise choice gives at other settings: a number nobody is told of decides by thousands. */
export function ThresholdTable({ rows, lists }: { rows: readonly ByThreshold[]; lists: number }) {
  const t = useT();
  const { number, span } = useFormats();
  const whole = (value: number): string => number(Math.round(value));
  if (lists < 3 || rows.length === 0) return null;
  return (
    <Section title={t('estimates.thresholds')} lead={t('estimates.thresholdsText')}>
      <DataTable
        caption={t('estimates.thresholds')}
        captionHidden
        flows
        rows={rows}
        rowKey={({ threshold }) => String(threshold)}
        columns={[
          { key: 'threshold', header: t('estimates.threshold'), cell: ({ threshold }) => number(threshold) },
          { key: 'estimate', header: t('estimates.people'), numeric: true, cell: ({ estimate }) => whole(estimate) },
          {
            key: 'interval',
            header: t('chart.interval'),
            numeric: true,
            cell: ({ ci95: [low, high] }) => span(whole(low), whole(high)),
          },
          { key: 'terms', header: t('estimates.terms'), cell: (row) => termsIn(row) || t('estimates.noTerm') },
          {
            key: 'fit',
            header: t('estimates.fit'),
            numeric: true,
            cell: ({ deviance, degreesOfFreedom }) =>
              t('estimates.fitOn', {
                deviance: number(Math.round(deviance * 10) / 10),
                degrees: number(degreesOfFreedom),
              }),
          },
        ]}
      />
    </Section>
  );
}

/** Terms as text, those that no finite number fits marked. */
export const termsIn = ({ terms, termsAtMinusInfinity }: Pick<ByThreshold, 'terms' | 'termsAtMinusInfinity'>): string =>
  [...terms, ...termsAtMinusInfinity.map((term) => `${term} = −∞`)].join(', ');
