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
  const counted = (count: number | null): string => (count === null ? t('value.withheld') : number(count));
  /** Where it likely ends, as far as that is another number. */
  const likely = (count: number | null, interval: Overlap['interval']): string | null => {
    if (count === null || interval === null) return null;
    if (interval.high > interval.low) return span(number(interval.low), number(interval.high));
    return interval.low === count ? null : number(interval.low);
  };
  const together = likely(of.persons, of.interval);
  const columns: Column<List>[] = [
    {
      key: 'name',
      header: t('linkage.agency'),
      cell: ({ place, name }) => (
        <>
          {number(place)} · <Foreign>{name}</Foreign>
        </>
      ),
    },
    {
      key: 'persons',
      header: t('linkage.persons'),
      cell: ({ persons, interval }) => {
        const then = likely(persons, interval);
        return (
          <>
            {counted(persons)}
            {then !== null && <Text quiet>{t('linkage.likelyThen', { interval: then })}</Text>}
          </>
        );
      },
      numeric: true,
    },
  ];
  return (
    <Stack>
      <Section title={t('linkage.together')}>
        <Stack gap="sm">
          <Text>
            {t('linkage.togetherText', {
              persons:
                together === null
                  ? counted(of.persons)
                  : t('linkage.countThen', { count: counted(of.persons), interval: together }),
            })}
          </Text>
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
          flows
          columns={columns}
          rows={of.lists.map((list, at) => ({ ...list, place: at + 1 }))}
          rowKey={({ agencyId }) => agencyId}
        />
      </Section>
    </Stack>
  );
}
