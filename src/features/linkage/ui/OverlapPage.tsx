import { useSearchParams } from 'wouter';
import type { ActionTypes } from '../../../client/index.ts';
import { useAction } from '../../../client/hooks.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useFormats, useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { UpSetTable } from '../../../kit/UpSetTable.tsx';

type Overlap = ActionTypes['linkage.overlap']['output'];
type List = Overlap['lists'][number] & { place: number };

const everything = 'all';

/** How many victims each agency and each combination of agencies knows, each counted once. */
export function OverlapPage() {
  const t = useT();
  const { list } = useFormats();
  const [search, setSearch] = useSearchParams();
  const agreements =
    useAction('linkage.agreements', {}).data?.agreements.filter(({ state }) => state === 'holds') ?? [];
  const chosen = agreements.find(({ id }) => id === search.get('agreement'))?.id ?? null;
  const overlap = useAction('linkage.overlap', chosen === null ? {} : { agreementId: chosen }, { keep: true });
  return (
    <Stack>
      <PageHeader title={t('page.linkageOverlap')} lead={t('linkage.overlapLead')} />
      {agreements.length > 0 && (
        <Columns>
          <SelectField
            label={t('linkage.overlapOver')}
            options={[
              { value: everything, label: t('linkage.overlapAll') },
              ...agreements.map(({ id, parties }) => ({
                value: id,
                label: list(parties.map(({ agencyName }) => agencyName)),
              })),
            ]}
            value={chosen ?? everything}
            onChange={(next) =>
              setSearch(next === null || next === everything ? {} : { agreement: next }, { replace: true })
            }
          />
        </Columns>
      )}
      <Loaded of={overlap}>
        {(found) => (found.cells.length === 0 ? <EmptyState title={t('linkage.overlapNone')} /> : <Found of={found} />)}
      </Loaded>
    </Stack>
  );
}

function Found({ of }: { of: Overlap }) {
  const t = useT();
  const { number, span } = useFormats();
  const withInterval = (count: number | null, interval: Overlap['interval']): string => {
    if (count === null) return t('value.withheld');
    if (interval === null || interval.high === interval.low) return number(count);
    return t('linkage.countThen', {
      count: number(count),
      interval: span(number(interval.low), number(interval.high)),
    });
  };
  const columns: Column<List>[] = [
    { key: 'place', header: t('linkage.list'), cell: ({ place }) => number(place), numeric: true },
    { key: 'name', header: t('linkage.agency'), cell: ({ name }) => <Foreign>{name}</Foreign> },
    {
      key: 'persons',
      header: t('linkage.persons'),
      cell: ({ persons, interval }) => withInterval(persons, interval),
      numeric: true,
    },
  ];
  return (
    <Stack>
      <Section title={t('linkage.together')}>
        <Stack gap="sm">
          <Text>{t('linkage.togetherText', { persons: withInterval(of.persons, of.interval) })}</Text>
          <Text quiet>
            {t('linkage.overlapNote', { open: number(of.openPairs), draws: number(of.draws) })}
            {of.threshold !== null && ` ${t('linkage.overlapWithheld', { threshold: number(of.threshold) })}`}
            {of.noise !== null && ` ${t('linkage.overlapNoise', { most: number(of.noise) })}`}
          </Text>
        </Stack>
      </Section>
      <Section title={t('linkage.combinations')}>
        <UpSetTable
          caption={t('linkage.combinationsCaption')}
          lists={of.lists.map(({ name }) => name)}
          countHeader={t('linkage.persons')}
          likelyHeader={t('linkage.onceDecided')}
          combinations={of.cells.map(({ on, persons, interval }) => ({ on, count: persons, interval }))}
        />
      </Section>
      <Section title={t('linkage.lists')}>
        <DataTable
          caption={t('linkage.lists')}
          captionHidden
          columns={columns}
          rows={of.lists.map((list, at) => ({ ...list, place: at + 1 }))}
          rowKey={({ agencyId }) => agencyId}
        />
      </Section>
    </Stack>
  );
}
