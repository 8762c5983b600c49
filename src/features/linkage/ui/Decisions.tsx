import { Badge, Timeline } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Section, Text } from '../../../kit/layout.tsx';
import type { PairView, Verdict } from '../schema.ts';

/** Who said what of a pair, and what was taken back. */
export function Decisions({ decisions }: { decisions: PairView['decisions'] }) {
  const t = useT();
  const { dateTime } = useFormats();
  const words: Readonly<Record<Verdict, string>> = {
    same: t('linkage.same'),
    different: t('linkage.different'),
    'cannot-tell': t('linkage.cannotTell'),
  };
  return (
    <Section title={t('linkage.decisions')}>
      <Timeline
        label={t('linkage.decisions')}
        items={decisions.map(({ verdict, byName, agencyName, remark, createdAt, undoneAt }, at) => ({
          key: `${at}`,
          when: dateTime(createdAt),
          title: (
            <>
              {words[verdict]} {undoneAt !== null && <Badge>{t('linkage.takenBack')}</Badge>}
            </>
          ),
          children: (
            <Text>
              <Foreign>{byName ?? agencyName}</Foreign>
              {remark !== null && (
                <>
                  : <Foreign>{remark}</Foreign>
                </>
              )}
            </Text>
          ),
        }))}
      />
    </Section>
  );
}
