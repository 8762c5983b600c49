import { useSearchParams } from 'wouter';
import { useAction } from '../../../client/hooks.tsx';
import { TextLink } from '../../../kit/actions.tsx';
import { SelectField } from '../../../kit/choices.tsx';
import { DataTable, type Column } from '../../../kit/DataTable.tsx';
import { useT } from '../../../kit/i18n.ts';
import { Columns, Foreign, PageHeader, Section, Stack, Text } from '../../../kit/layout.tsx';
import { Loaded } from '../../../kit/problems.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { readComparison, type LawComparison, type Offence } from '../rules.ts';
import { useLawKeys, usePenaltyWords } from './words.ts';

type Named = { id: string; title: string };

/** Two laws side by side, for cooperation between states. The address holds which. */
export function ComparePage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const laws = useAction('law.packs', {});
  const [first, second] = [search.get('first'), search.get('second')];
  const choose = (name: 'first' | 'second') => (value: string | null) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return (
    <Stack>
      <PageHeader
        title={t('law.compare')}
        lead={t('law.compareLead')}
        trail={<TextLink to="/law">{t('page.law')}</TextLink>}
      />
      <Loaded of={laws}>
        {({ packs }) => {
          const options = packs
            .filter(({ offences }) => offences > 0)
            .map(({ id, title }) => ({ value: id, label: title }));
          return (
            <Stack>
              <Columns>
                <SelectField label={t('law.first')} options={options} value={first} onChange={choose('first')} />
                <SelectField label={t('law.second')} options={options} value={second} onChange={choose('second')} />
              </Columns>
              {first && second ? (
                <Compared first={first} second={second} packs={packs} />
              ) : (
                <EmptyState title={t('law.chooseTwo')} icon="compare" />
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Stack>
  );
}

function Compared({ first, second, packs }: { first: string; second: string; packs: readonly Named[] }) {
  const answer = useAction('law.compare', { first, second }, { keep: true });
  const name = (id: string): string => packs.find((pack) => pack.id === id)?.title ?? id;
  return (
    <Loaded of={answer}>
      {(found) => {
        const comparison = readComparison(found);
        return (
          <>
            <Elements comparison={comparison} names={[first, second]} />
            <Crimes title={name(first)} offences={comparison.offences[0]} />
            <Crimes title={name(second)} offences={comparison.offences[1]} />
          </>
        );
      }}
    </Loaded>
  );
}

type PartRow = { key: string; part: string; both: string; first: string; second: string };

function Elements({ comparison, names }: { comparison: LawComparison; names: readonly [string, string] }) {
  const t = useT();
  const { keyWord } = useLawKeys();
  const rule = (value: boolean | null): string =>
    value === null ? t('value.unknown') : t(value ? 'answer.yes' : 'answer.no');
  const lists = (['acts', 'means', 'purposes'] as const).map((name): PartRow => {
    const { both, alike, onlyFirst, onlySecond } = comparison.elements[name];
    const words = (keys: readonly string[]): string => keys.map((key) => keyWord(name, key)).join(', ');
    return {
      key: name,
      part: t(`code.lawFact.${name}`),
      both: words([...both, ...alike.map((pair) => pair.first)]),
      first: words(onlyFirst),
      second: words(onlySecond),
    };
  });
  const rules = (
    [
      ['law.childRule', comparison.childMeansRequired],
      ['law.consent', comparison.consentRelevant],
      ['law.border', comparison.crossBorderRequired],
    ] as const
  ).map(([key, [one, other]]): PartRow => ({
    key,
    part: t(key),
    both: one === other ? rule(one) : '',
    first: one === other ? '' : rule(one),
    second: one === other ? '' : rule(other),
  }));
  const columns: Column<PartRow>[] = [
    { key: 'part', header: t('law.part'), cell: ({ part }) => part },
    { key: 'both', header: t('law.inBoth'), cell: ({ both }) => both },
    { key: 'first', header: t('law.onlyIn', { law: names[0] }), cell: (row) => row.first },
    { key: 'second', header: t('law.onlyIn', { law: names[1] }), cell: (row) => row.second },
  ];
  return (
    <Section title={t('law.elements')}>
      <DataTable
        caption={t('law.elements')}
        captionHidden
        columns={columns}
        rows={[...lists, ...rules]}
        rowKey={({ key }) => key}
      />
    </Section>
  );
}

function Crimes({ title, offences }: { title: string; offences: readonly Offence[] }) {
  const t = useT();
  const { prison, fine } = usePenaltyWords();
  const columns: Column<Offence>[] = [
    {
      key: 'article',
      header: t('law.offences'),
      cell: ({ article, title: name }) => (
        <>
          {t('law.article', { article })} <Foreign language="en">{name}</Foreign>
        </>
      ),
    },
    {
      key: 'prison',
      header: t('law.prison'),
      cell: ({ penalty: { imprisonment: i }, penalty_verified }) =>
        penalty_verified === true ? (
          prison({ min: i.min_months, max: i.max_months, life: i.life, death: i.death })
        ) : (
          <Text quiet>{t('law.withheldPenalty')}</Text>
        ),
    },
    {
      key: 'fine',
      header: t('law.fine'),
      cell: ({ penalty, penalty_verified }) => (penalty_verified === true ? fine(penalty.fine) : ''),
    },
  ];
  return (
    <Section title={title}>
      <DataTable caption={title} captionHidden columns={columns} rows={offences} rowKey={({ id }) => id} />
    </Section>
  );
}
