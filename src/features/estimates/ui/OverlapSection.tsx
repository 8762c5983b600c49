import { DataTable } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Section, Stack, Text } from '../../../kit/layout.tsx';
import type { Comparison } from '../schema.ts';

/** Initials of lists in the tables of the United Kingdom. */
const initials = ['LA', 'NG', 'PF', 'PFNCA', 'GO', 'GP', 'NCA'] as const;

/** Who shares people with whom, and what the initials of published lists stand for. */
export function OverlapSection({ comparison, isPublic }: { comparison: Comparison; isPublic: boolean }) {
  const t = useT();
  const { number } = useFormats();
  const named = isPublic ? initials.filter((list) => comparison.lists.includes(list)) : [];
  return (
    <Section title={t('estimates.overlap')} lead={t(isPublic ? 'estimates.overlapPublic' : 'estimates.overlapText')}>
      <Stack gap="sm">
        {named.length > 0 && <Text quiet>{named.map((list) => t(`code.estimateInitials.${list}`)).join(' · ')}</Text>}
        <DataTable
          caption={t('estimates.overlap')}
          captionHidden
          rows={comparison.lists.map((list, at) => ({ list, at }))}
          rowKey={({ list }) => list}
          columns={[
            { key: 'list', header: t('estimates.list'), cell: ({ list }) => list },
            ...comparison.lists.map((list, column) => ({
              key: list,
              header: list,
              numeric: true,
              cell: ({ at }: { at: number }) => {
                const people = comparison.overlap[at]?.[column];
                return people === null ? t('official.withheld') : number(people ?? 0);
              },
            })),
          ]}
        />
      </Stack>
    </Section>
  );
}
