import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { Badge } from '../../../kit/facts.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Foreign, Row, Section, Stack } from '../../../kit/layout.tsx';
import type { GroupView } from '../schema.ts';
import { useLinkageWords, useStateWord } from './words.ts';

type Inside = GroupView['pairs'][number];
type Outside = GroupView['outside'][number];

type GroupPairsProps = {
  pairs: readonly Inside[];
  outside: readonly Outside[];
  address: (pairId: string) => string;
};

/** Of more pairs those are shown that are least alike: the others hardly decide anything. */
const mostPairs = 150;

/** How alike each two records of a group are, and what leads out of it. */
export function GroupPairs({ pairs, outside, address }: GroupPairsProps) {
  const t = useT();
  const { number, span } = useFormats();
  const words = useLinkageWords();
  const likely = { key: 'likely', header: t('linkage.likely'), unbroken: true } as const;
  const inner: Column<Inside>[] = [
    {
      key: 'records',
      header: t('linkage.recordsHeader'),
      cell: ({ one, other }) => span(number(one + 1), number(other + 1)),
      unbroken: true,
    },
    { ...likely, cell: ({ probability }) => words.likely(probability) },
    { key: 'state', header: t('linkage.stateHeader'), cell: (pair) => <PairState {...pair} /> },
  ];
  const outer: Column<Outside>[] = [
    { key: 'record', header: t('linkage.groupRecord'), cell: ({ one }) => number(one + 1), unbroken: true },
    { key: 'agency', header: t('linkage.agency'), cell: ({ agencyName }) => <Foreign>{agencyName}</Foreign> },
    { ...likely, cell: ({ probability }) => words.likely(probability) },
    { key: 'state', header: t('linkage.stateHeader'), cell: (pair) => <PairState {...pair} mine={null} /> },
  ];
  const some = pairs.length > mostPairs;
  return (
    <Stack>
      <Section
        title={t('linkage.groupPairs')}
        lead={
          some
            ? t('linkage.groupPairsSome', { shown: number(mostPairs), all: number(pairs.length) })
            : t('linkage.groupPairsLead')
        }
      >
        <DataTable
          caption={t('linkage.groupPairs')}
          captionHidden
          columns={inner}
          rows={some ? pairs.slice(-mostPairs).toReversed() : pairs}
          rowKey={({ id }) => id}
          rowLink={({ id }) => address(id)}
        />
      </Section>
      {outside.length > 0 && (
        <Section title={t('linkage.groupOutside')} lead={t('linkage.groupOutsideLead')}>
          <DataTable
            caption={t('linkage.groupOutside')}
            captionHidden
            columns={outer}
            rows={outside}
            rowKey={({ id }) => id}
            rowLink={({ id }) => address(id)}
          />
        </Section>
      )}
    </Stack>
  );
}

function PairState({ state, mine, bridge }: Pick<Inside, 'state' | 'mine' | 'bridge'>) {
  const t = useT();
  const { word, tone } = useStateWord()(state);
  return (
    <Row>
      <Badge tone={tone}>{word}</Badge>
      {mine !== null && state === 'open' && <Badge>{t('linkage.groupMine')}</Badge>}
      {bridge && <Badge tone="attention">{t('linkage.bridge')}</Badge>}
    </Row>
  );
}
