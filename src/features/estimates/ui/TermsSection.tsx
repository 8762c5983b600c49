import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Text } from '../../../kit/layout.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { pairsOfLists, type KnownReferral } from '../rules.ts';
import type { Comparison } from '../schema.ts';

type TermsSectionProps = { comparison: Comparison; referrals: readonly KnownReferral[] };

/** Terms that methods find between lists, and beside each what is known of cases that one passed to the other. */
export function TermsSection({ comparison, referrals }: TermsSectionProps) {
  const t = useT();
  const { number, list } = useFormats();
  const cases = (count: number | null): string => (count === null ? t('official.withheld') : number(count));
  return (
    <Section title={t('estimates.referrals')} lead={t('estimates.referralsText')}>
      <DataTable
        caption={t('estimates.referrals')}
        captionHidden
        flows
        rows={pairsOfLists(comparison.methods, referrals)}
        rowKey={({ lists }) => lists.join(':')}
        empty={<EmptyState title={t('estimates.noTerms')} />}
        columns={[
          { key: 'lists', header: t('estimates.pairOfLists'), cell: ({ lists }) => list(lists) },
          {
            key: 'methods',
            header: t('estimates.foundBy'),
            cell: ({ methods }) =>
              methods.length === 0 ? '–' : list(methods.map((method) => t(`code.estimateMethod.${method}`))),
          },
          {
            key: 'cases',
            header: t('estimates.casesPassed'),
            cell: ({ passed }) =>
              passed.length === 0
                ? t('estimates.noReferrals')
                : passed.map(({ from, to, cases: count }) => (
                    <Text key={`${from} ${to}`}>{t('estimates.passed', { from, to, cases: cases(count) })}</Text>
                  )),
          },
          { key: 'says', header: t('estimates.termSays'), cell: ({ says }) => t(`code.estimateTerm.${says}`) },
        ]}
      />
    </Section>
  );
}
